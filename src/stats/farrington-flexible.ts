import { anscombeResiduals, weightsFromResiduals } from './anscombe-weights.ts'
import { requireCount, requireExposure } from './arguments.ts'
import type { CountSeries } from './ears.ts'
import { atLeast, highestUsual } from './negative-binomial.ts'
import { powerThreshold } from './power-threshold.ts'
import { type LogLinearFit, quasiPoisson } from './quasi-poisson.ts'
import { type ReferencePeriod, referencePeriods } from './reference-periods.ts'
import { studentTail } from './student-tail.ts'

/** How a period is judged against the years before it; what is left out takes the value in brackets. */
export type FarringtonSettings = CountSeries & {
  /** Which period is judged, from 0 (the last). */
  at?: number
  /** Places of the same date in earlier years, latest first; all of the history that is used (five times 52 periods back). */
  anniversaries?: readonly number[]
  /** When each period was, in any even unit, for the trend (its place); months, say, are not equally long. */
  times?: readonly number[]
  /** Periods to each side of the same date that count as the same part of the year (3). */
  halfWindow?: number
  /** Parts of a year (10). */
  seasons?: number
  /** Latest periods that are left out of the reference (26). */
  skip?: number
  /** Residuals above this lose weight (2.58). */
  reweightAbove?: number
  /** The trend is dropped when its p-value is above this (1: kept). */
  trendAtMost?: number
  /**
   * A trend that foretells a higher rate than the reference holds is dropped, as its authors have it; or only cut at the highest
   * rate seen until now (dropped).
   */
  aboveHighest?: 'drop' | 'cut'
  /** Chance of an alarm when nothing is the matter (0.01). */
  tail?: number
  /** Fewer cases than this in the last four periods never give an alarm (5). */
  leastCases?: number
  /** How the threshold is found: the negative binomial with the fitted mean and phi, or a normal limit of y^⅔. */
  threshold?: 'negativeBinomial' | 'twoThirdsPower'
}

export type FarringtonPeriod = {
  /** The expected count at the period's exposure. */
  expected: number
  /** Alarm above it. */
  threshold: number
  /** The chance of the observed count or more. */
  p: number
  /** How many times counts spread more than Poisson's. */
  phi: number
  /** Change of the log rate a period; null when no trend was fitted. */
  slope: number | null
  /** Reference periods. */
  n: number
  /** Too few cases in the last four periods for an alarm. */
  tooFew: boolean
  alarm: boolean
}

/**
 * Whether a period has more cases than its season, trend and usual spread explain (the flexible Farrington algorithm).
 *
 * In: counts and exposure (back to the oldest anniversary and half a window more), settings. Out: see FarringtonPeriod; null when the
 * history is too short or no model can be fitted. Throws RangeError naming the argument.
 *
 * Quasi-Poisson of the reference periods on part of the year and trend; outlying periods lose weight; fitted again; the
 * negative binomial's 1 − tail quantile is the threshold. The trend is left out under three years of history, when its
 * p is above the limit, or when it foretells a higher rate than was ever seen (see `aboveHighest`).
 * Source: A. Noufaily et al. (2013), Stat. Med. 32:1206.
 * Worked: the test series, week 300: expected 29.0652, phi 2.386586, threshold 51, observed 57, p 0.0026606.
 */
export function farringtonFlexible(of: FarringtonSettings): FarringtonPeriod | null {
  const at = of.at ?? of.counts.length - 1
  const settings = { ...usual, ...of, at, anniversaries: of.anniversaries ?? weeksBefore(at) }
  const { counts, tail, leastCases } = settings
  const observed = counts[at]
  if (observed === undefined) return null
  requireCount(`counts[${at}]`, observed)
  const today = exposureAt(of, at)
  requireExposure(`exposure[${at}]`, today)
  const reference = referencePeriods(settings)?.filter(({ index }) => exposureAt(of, index) > 0)
  if (reference === undefined || reference.length < 2 || today === 0) return null
  const model = usableModel(settings, reference, today)
  if (model === null) return null
  const recent = counts.slice(Math.max(0, at - 3), at + 1).reduce((sum, count) => sum + count, 0)
  const { expected, fit } = model
  const { threshold, p } =
    settings.threshold === 'negativeBinomial'
      ? {
          threshold: highestUsual({ mean: expected, phi: fit.phi, tail }),
          p: atLeast({ mean: expected, phi: fit.phi, count: observed }),
        }
      : powerLimit({ expected, standardError: expected * model.standardError, phi: fit.phi, tail, observed })
  const tooFew = recent < leastCases
  const alarm = !tooFew && observed > threshold
  return { expected, threshold, p, phi: fit.phi, slope: model.slope, n: reference.length, tooFew, alarm }
}

const usual = {
  halfWindow: 3,
  seasons: 10,
  skip: 26,
  reweightAbove: 2.58,
  trendAtMost: 1,
  aboveHighest: 'drop' as 'drop' | 'cut',
  tail: 0.01,
  leastCases: 5,
  threshold: 'negativeBinomial' as const,
}

type Settings = FarringtonSettings & Omit<typeof usual, 'threshold'> & { at: number; anniversaries: readonly number[] }

function weeksBefore(at: number): number[] {
  return [1, 2, 3, 4, 5].map((years) => at - 52 * years)
}

/** standardError is that of log(expected). */
type Model = { fit: LogLinearFit; expected: number; slope: number | null; standardError: number }

/** The model with a trend where one may be kept, else the one without. */
function usableModel(of: Settings, reference: readonly ReferencePeriod[], today: number): Model | null {
  const rising = of.anniversaries.length >= 3 ? fitted(of, reference, today, true) : null
  if (rising === null || pOfTrend(rising) > of.trendAtMost) return fitted(of, reference, today, false)
  const rateAt = (index: number) => (exposureAt(of, index) > 0 ? (of.counts[index] ?? 0) / exposureAt(of, index) : 0)
  const highest = Math.max(...reference.map(({ index }) => rateAt(index))) * today
  if (rising.expected <= highest) return rising
  if (of.aboveHighest === 'drop') return fitted(of, reference, today, false)
  const skipped = Array.from({ length: of.skip }, (_, back) => rateAt(of.at - 1 - back) * today)
  return { ...rising, expected: Math.min(rising.expected, Math.max(highest, ...skipped)) }
}

function pOfTrend({ fit, slope }: Model): number {
  const error = fit.standardErrors.at(-1) ?? Number.POSITIVE_INFINITY
  return 2 * studentTail(Math.abs((slope ?? 0) / error), fit.df)
}

/** Fits, takes weight from outlying periods, fits again. */
function fitted(of: Settings, reference: readonly ReferencePeriod[], today: number, trend: boolean): Model | null {
  const counts = reference.map(({ index }) => of.counts[index] ?? 0)
  const exposure = of.exposure === undefined ? undefined : reference.map(({ index }) => exposureAt(of, index))
  const rowOf = rowMaker(of, reference, trend)
  const design = reference.map(rowOf)
  const first = quasiPoisson({ counts, design, exposure })
  if (first === null) return null
  const residuals = anscombeResiduals({ counts, ...first })
  const weights = weightsFromResiduals({ residuals, above: of.reweightAbove })
  const fit = quasiPoisson({ counts, design, exposure, weights })
  if (fit === null) return null
  const row = rowOf({ index: of.at, season: 0 })
  const log = row.reduce((sum, x, j) => sum + x * (fit.coefficients[j] ?? 0), 0)
  return {
    fit,
    expected: Math.exp(log) * today,
    slope: trend ? (fit.coefficients.at(-1) ?? null) : null,
    standardError: fit.standardErrorAt(row),
  }
}

/** One column a part of the year that occurs, and the periods since the middle of the reference as the last for a trend. */
function rowMaker(of: Settings, reference: readonly ReferencePeriod[], trend: boolean) {
  const seasons = [...new Set(reference.map(({ season }) => season))].toSorted((one, other) => one - other)
  const timeOf = (index: number) => of.times?.[index] ?? index
  const middle = timeOf(reference[Math.floor(reference.length / 2)]?.index ?? of.at)
  return ({ index, season }: ReferencePeriod): number[] => {
    const row = seasons.map((each): number => (each === season ? 1 : 0))
    if (trend) row.push(timeOf(index) - middle)
    return row
  }
}

function powerLimit(of: { expected: number; standardError: number; phi: number; tail: number; observed: number }) {
  const { high, p } = powerThreshold({ ...of, mean: of.expected, count: of.observed, power: 2 / 3 })
  return { threshold: high, p }
}

function exposureAt({ exposure }: CountSeries, index: number): number {
  return exposure === undefined ? 1 : (exposure[index] ?? 0)
}
