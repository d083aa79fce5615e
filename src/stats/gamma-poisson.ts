import { requireCount, requireExposure } from './arguments.ts'
import { stirlingRemainder } from './stirling.ts'

/** Events at one place and what was exposed there: orders, customers, weeks; any unit, the same for all places. */
export type ExposedPlace = { events: number; exposure: number }

/**
 * How rates differ between places: a gamma distribution with shape a and rate b (in units of exposure), so of mean a / b.
 * `isAlike`: the places differ no more than chance makes them; there is one rate for all, a and b are null (without end).
 */
export type GammaPrior = {
  a: number | null
  b: number | null
  isAlike: boolean
  /** Events of all places over the exposure of all. */
  pooled: number
  /** All events and all exposure. */
  n: number
  exposure: number
  places: number
  /** −ln of the likelihood at its highest; null where the places are alike. */
  negativeLogLikelihood: number | null
}

/**
 * Learns from the places themselves how far their rates lie apart (empirical Bayes), so that each may borrow from the others.
 *
 * In: places with their events (counts) and exposure; those without exposure tell nothing and are passed over. Out: the prior,
 * or null when no place has exposure or nothing happened at all. Throws RangeError naming the argument.
 *
 * y ~ Poisson(λ E), λ ~ Gamma(a, b), so y is negative binomial; a and b maximise that likelihood. For each a the best mean m
 * solves Σ (y − mE) / (1 + mE/a) = 0, which only falls; the best ln a is then sought between 0.01 and 10⁷. At the upper
 * end, or where the score test finds no more spread than chance, the places are alike. One place is always alike itself.
 * Source: W. DuMouchel (1999), Am. Stat. 53:177 (the gamma-Poisson shrinker); R. J. Marshall (1991), Appl. Stat. 40:283;
 * C. Dean, J. F. Lawless (1989), J. Am. Stat. Assoc. 84:467 (the score test).
 * Worked (thousands): 120/60, 45/45, 12/60, … of eight places gives a = 1.306972, b = 0.397334, pooled 1.503958.
 */
export function gammaPoissonFit(of: { places: readonly ExposedPlace[] }): GammaPrior | null {
  for (const [index, { events, exposure }] of of.places.entries()) {
    requireCount(`places[${index}].events`, events)
    requireExposure(`places[${index}].exposure`, exposure)
  }
  const places = of.places.filter(({ exposure }) => exposure > 0)
  const n = places.reduce((sum, { events }) => sum + events, 0)
  const exposure = places.reduce((sum, place) => sum + place.exposure, 0)
  if (n === 0) return null
  const pooled = n / exposure
  const common = { pooled, n, exposure, places: places.length }
  const alike = { a: null, b: null, isAlike: true, ...common, negativeLogLikelihood: null }
  if (!hasSpread(places, pooled)) return alike
  const logA = highest((at) => logLikelihood(places, Math.exp(at), pooled), Math.log(0.01), Math.log(1e7))
  if (logA > Math.log(9e6)) return alike
  const a = Math.exp(logA)
  const b = a / bestMean(places, a, pooled)
  return { a, b, isAlike: false, ...common, negativeLogLikelihood: -logLikelihood(places, a, pooled) }
}

/** More spread than a Poisson with one rate has: Σ (y − mE)² − y > 0 at the pooled m. */
function hasSpread(places: readonly ExposedPlace[], pooled: number): boolean {
  const excess = places.reduce((sum, { events, exposure }) => sum + (events - pooled * exposure) ** 2 - events, 0)
  return places.length > 1 && excess > 0
}

/** The mean rate that fits best when the shape is a: by Newton on ln m, held between the ends that bracket it. */
function bestMean(places: readonly ExposedPlace[], a: number, start: number): number {
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let mean = start
  for (let round = 0; round < 200; round++) {
    let score = 0
    let fall = 0
    for (const { events, exposure } of places) {
      const held = 1 + (mean * exposure) / a
      score += (events - mean * exposure) / held
      fall += (exposure * mean * (1 + events / a)) / (held * held)
    }
    if (score > 0) low = mean
    else high = mean
    const next = mean * Math.exp(Math.max(-2, Math.min(2, score / fall)))
    const inside = next > low && next < high ? next : high === Number.POSITIVE_INFINITY ? low * 2 : (low + high) / 2
    if (Math.abs(inside - mean) <= 1e-13 * mean) return inside
    mean = inside
  }
  return mean
}

/** ln of the negative binomial likelihood with shape a and the mean that fits it best. */
function logLikelihood(places: readonly ExposedPlace[], a: number, pooled: number): number {
  const b = a / bestMean(places, a, pooled)
  return places.reduce((sum, { events, exposure }) => {
    const chance = logGamma(a + events) - logGamma(a) - logGamma(events + 1)
    return sum + chance - a * Math.log1p(exposure / b) + events * Math.log(exposure / (b + exposure))
  }, 0)
}

const logGamma = (z: number): number => (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + stirlingRemainder(z)

/** Where `value` is highest: the best of forty points over the whole span, then golden sections around it. */
function highest(value: (at: number) => number, from: number, to: number): number {
  const step = (to - from) / 40
  const points = Array.from({ length: 41 }, (_, index) => from + index * step)
  const best = points
    .map((at) => ({ at, height: value(at) }))
    .reduce((one, other) => (other.height > one.height ? other : one))
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [Math.max(from, best.at - step), Math.min(to, best.at + step)]
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [leftHeight, rightHeight] = [value(left), value(right)]
  while (high - low > 1e-9) {
    if (leftHeight > rightHeight) {
      ;[high, right, rightHeight] = [right, left, leftHeight]
      left = high - golden * (high - low)
      leftHeight = value(left)
    } else {
      ;[low, left, leftHeight] = [left, right, rightHeight]
      right = low + golden * (high - low)
      rightHeight = value(right)
    }
  }
  return (low + high) / 2
}
