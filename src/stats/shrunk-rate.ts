import { requireConfidence, requireCount, requireExposure } from './arguments.ts'
import type { ExposedPlace, GammaPrior } from './gamma-poisson.ts'
import { gammaTails } from './incomplete-gamma.ts'
import { type Interval, limitTails, usualConfidence } from './interval.ts'
import { gammaQuantile } from './quantiles.ts'

/** What to expect of one place, in events per unit of exposure. */
export type ShrunkRate = Interval & {
  /** Mean of what is believed now: also what to expect next time when nothing is changed. */
  mean: number
  /** The rate is above this with 95 %: the lower 5 % quantile, by which places are ranked. */
  atLeast: number
  /** Probability that the rate is more than twice the pooled one. */
  doubleProbability: number
  /** Events above what the pooled rate would have given here: max(0, mean − pooled) × exposure, with its interval. */
  excess: Interval & { value: number }
}

/**
 * The rate of one place after borrowing from all others: few events are drawn far towards the pooled rate, many hardly.
 *
 * In: the place's events and exposure (> 0), the prior learnt from all places, confidence (0.95). Out: mean, interval,
 * lower 5 % quantile, P(rate > 2 × pooled), excess. Throws RangeError naming the argument.
 *
 * λ | y ~ Gamma(a + y, b + E). Where the places are alike there is one rate for all: Gamma(all events, all exposure).
 * Source: W. DuMouchel (1999), Am. Stat. 53:177 (EB05 is the 5 % quantile).
 * Worked: a = 1.306972, b = 0.397334, 8 events in 0.8 thousand: mean 7.7731, at least 4.1073, P 0.9915, excess 5.0.
 */
export function shrunkRate(of: { place: ExposedPlace; prior: GammaPrior; confidence?: number }): ShrunkRate {
  const { place, prior, confidence = usualConfidence } = of
  requireCount('place.events', place.events)
  requireExposure('place.exposure', place.exposure)
  requireConfidence(confidence)
  const { pooled, a, b } = prior
  const isAlike = a === null || b === null
  const shape = isAlike ? prior.n : a + place.events
  const rate = isAlike ? prior.exposure : b + place.exposure
  const { lowLimit, highLimit } = limitTails(confidence)
  const mean = shape / rate
  const low = gammaQuantile(shape, lowLimit) / rate
  const high = gammaQuantile(shape, highLimit) / rate
  const above = (value: number) => Math.max(0, value - pooled) * place.exposure
  const interval = { n: place.events, confidence }
  return {
    mean,
    low,
    high,
    ...interval,
    atLeast: gammaQuantile(shape, { lower: 0.05, upper: 0.95 }) / rate,
    doubleProbability: gammaTails(shape, 2 * pooled * rate).upper,
    excess: { value: above(mean), low: above(low), high: above(high), ...interval },
  }
}
