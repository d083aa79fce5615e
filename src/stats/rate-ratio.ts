import { requireConfidence, requireCount, requireExposure } from './arguments.ts'
import { twoSidedP } from './binomial.ts'
import { clopperPearson } from './clopper-pearson.ts'
import { type Interval, usualConfidence } from './interval.ts'

/** One side of a comparison: events (a count) and the exposure they came from (same unit on both sides). */
export type Rate = { events: number; exposure: number }

/** How many times the other rate, with its interval and the p-value of "no difference"; n is the events of both. */
export type RatioInterval = Interval & { ratio: number; p: number }

/**
 * One rate as a multiple of another (after against before, this region against that), exact whatever the numbers.
 *
 * In: rate and against, each events and exposure in the same unit, confidence (0.95). Out: ratio = rate / against, low,
 * high, and p (two-sided, probability of a split no likelier than this one if the rates were equal). ratio and high are
 * Infinity when `against` had no events. null when neither side had events or a side had no exposure. Throws RangeError
 * naming the argument.
 *
 * Given all events together, those of `rate` are binomial with share s, and ratio = s/(1 − s) × exposures' ratio; the
 * limits are Clopper-Pearson's of s. Too narrow when complaints come in bursts (overdispersion).
 * Source: J. Przyborowski, H. Wilenski (1940), Biometrika 31:313.
 * Worked: 45 in 33,000 against 120 in 60,000 gives 0.681818 (0.472878 to 0.967923), p = 0.027969.
 */
export function rateRatio(of: { rate: Rate; against: Rate; confidence?: number }): RatioInterval | null {
  const { rate, against, confidence = usualConfidence } = of
  requireRate('rate', rate)
  requireRate('against', against)
  requireConfidence(confidence)
  const n = rate.events + against.events
  const split = clopperPearson({ successes: rate.events, n, confidence })
  if (split === null || rate.exposure === 0 || against.exposure === 0) return null
  const perUnit = against.exposure / rate.exposure
  const p = twoSidedP(rate.events, n, rate.exposure / (rate.exposure + against.exposure))
  return {
    ratio: (rate.events / against.events) * perUnit,
    low: (split.low / (1 - split.low)) * perUnit,
    high: (split.high / (1 - split.high)) * perUnit,
    p,
    n,
    confidence,
  }
}

function requireRate(name: string, { events, exposure }: Rate): void {
  requireCount(`${name}.events`, events)
  requireExposure(`${name}.exposure`, exposure)
}
