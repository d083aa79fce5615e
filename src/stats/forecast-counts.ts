import { requireConfidence, requireCount } from './arguments.ts'
import { usualConfidence } from './interval.ts'
import { highestUsual } from './negative-binomial.ts'

/** One day to come: what is expected, the interval in which it should lie, and the variance behind it. */
export type ForecastDay = { mean: number; low: number; high: number; variance: number }

/** A forecast of counts by day, and what it rests on. */
export type CountForecast = {
  days: ForecastDay[]
  /** An average day as things stand at the end of what was counted. */
  level: number
  /** What each day of the season makes of it (1 is average), the first counted day first. */
  factors: number[]
  /** How much of each day's surprise the level takes over. */
  smoothing: number
  /** How many times more the counts vary than a Poisson's; at least 1. */
  dispersion: number
  /** What each counted day was off from what the days before it foretold, in its own standard deviations. */
  surprises: number[]
  /** Days it was made from. */
  n: number
  confidence: number
}

const season = 7
const fewestDays = 28
const smoothings = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5]
/** Days that stand behind a factor before any was counted, so that a few empty Sundays do not say never. */
const priorDays = 1

/**
 * How many will come in each of the next days: an exponentially smoothed level times a factor for each day of the week, with
 * prediction intervals of a negative binomial distribution.
 *
 * In: counts of past days in order, without gaps (28 or more), horizon (days), confidence (0.95). Out: see CountForecast; null with
 * fewer days, or where nothing was counted. Throws RangeError naming the argument.
 *
 * Mean = level × factor. After each day level += α (count − level × factor), with α chosen by the smallest squared one-step error
 * in units of the mean. Dispersion φ = max(1, Σ (count − mean)² / mean / (errors − 8)) of these errors. The variance of day h is
 * φ mean (1 + 7/n) for the day itself and its factor, and factor² times what is not known of the level: φ level α/(2 − α) today,
 * growing each day by α² φ mean, or by as much as forecasts two weeks ahead were further off than those of one day, if that is more.
 * Source: C. C. Holt (1957); R. Hyndman et al., Forecasting with Exponential Smoothing (2008), ch. 6; counts as in
 * R. Snyder, K. Ord, A. Beaumont (2012), Int. J. Forecasting 28:485.
 * Worked: 56 days of 10 gives 10 for every day, from 4 to 17.
 */
export function forecastCounts(of: {
  counts: readonly number[]
  horizon: number
  confidence?: number
}): CountForecast | null {
  const { counts, horizon, confidence = usualConfidence } = of
  for (const [day, count] of counts.entries()) requireCount(`counts[${day}]`, count)
  requireCount('horizon', horizon, 3660)
  requireConfidence(confidence)
  if (counts.length < fewestDays || counts.every((count) => count === 0)) return null
  const factors = weekdayFactors(counts)
  const fit = smoothings.map((smoothing) => follow(counts, factors, smoothing)).reduce(better)
  const drift = driftOf(counts, factors, fit)
  const days = ahead({ ...fit, drift, factors, from: counts.length, horizon, confidence })
  const { level, smoothing, dispersion } = fit
  const surprises = fit.errors.map(({ off, mean }) => off / Math.sqrt(dispersion * mean))
  return { days, level, factors, smoothing, dispersion, surprises, n: counts.length, confidence }
}

function weekdayFactors(counts: readonly number[]): number[] {
  const average = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const raw = Array.from({ length: season }, (_, weekday) => {
    const own = counts.filter((_count, day) => day % season === weekday)
    const sum = own.reduce((total, count) => total + count, 0)
    return (sum + priorDays * average) / ((own.length + priorDays) * average)
  })
  const mean = raw.reduce((sum, factor) => sum + factor, 0) / season
  return raw.map((factor) => factor / mean)
}

type Fit = {
  level: number
  smoothing: number
  dispersion: number
  errors: { off: number; mean: number }[]
  /** The level before each counted day. */
  levels: number[]
  loss: number
}

const better = (best: Fit, next: Fit): Fit => (next.loss < best.loss ? next : best)
/** Nothing expected is never nought: a count above it would be infinitely surprising. */
const least = 0.05

/** Walks through what was counted, each day foretold from those before it; the first two weeks only set the level. */
function follow(counts: readonly number[], factors: readonly number[], smoothing: number): Fit {
  const warmUp = 2 * season
  let level = counts.slice(0, warmUp).reduce((sum, count) => sum + count, 0) / warmUp
  const errors: Fit['errors'] = []
  const levels: number[] = []
  for (const [day, count] of counts.entries()) {
    levels.push(level)
    if (day < warmUp) continue
    const mean = Math.max(least, level * (factors[day % season] as number))
    errors.push({ off: count - mean, mean })
    level = Math.max(0, level + smoothing * (count - mean))
  }
  const loss = errors.reduce((sum, { off, mean }) => sum + (off * off) / mean, 0) / errors.length
  const dispersion = Math.max(1, (loss * errors.length) / (errors.length - season - 1))
  return { level, smoothing, dispersion, errors, levels, loss }
}

/** How fast the level wanders in a day, as a variance: from how much further off forecasts two weeks ahead were. */
function driftOf(
  counts: readonly number[],
  factors: readonly number[],
  { levels, dispersion, smoothing }: Fit,
): number {
  const lead = 2 * season
  let [further, room] = [0, 0]
  for (let day = 2 * lead; day < counts.length; day++) {
    const level = levels[day - lead + 1] as number
    const factor = factors[day % season] as number
    const mean = Math.max(least, level * factor)
    further += ((counts[day] as number) - mean) ** 2 - dispersion * mean
    room += factor * factor * (lead - 1)
  }
  const known = smoothing * smoothing * dispersion * (levels.at(-1) as number)
  return Math.max(known, room === 0 ? 0 : further / room)
}

function ahead(
  of: Pick<Fit, 'level' | 'smoothing' | 'dispersion'> & {
    drift: number
    factors: readonly number[]
    from: number
    horizon: number
    confidence: number
  },
): ForecastDay[] {
  const outer = (1 - of.confidence) / 2
  let levelVariance = (of.dispersion * of.level * of.smoothing) / (2 - of.smoothing)
  return Array.from({ length: of.horizon }, (_, step) => {
    const factor = of.factors[(of.from + step) % season] as number
    const mean = of.level * factor
    const variance = of.dispersion * mean * (1 + season / of.from) + factor * factor * levelVariance
    levelVariance += of.drift
    const limit = (tail: number) => (mean === 0 ? 0 : highestUsual({ mean, phi: variance / mean, tail }))
    return { mean, variance, low: limit(1 - outer), high: limit(outer) }
  })
}
