import { requireConfidence, requireCount, requireExposure } from './arguments.ts'
import { type Interval, limitTails, usualConfidence } from './interval.ts'
import { gammaQuantile } from './quantiles.ts'

/** Events per unit of exposure, with its interval in the same unit; n is the number of events. */
export type RateInterval = Interval & { rate: number }

/**
 * A rate of complaints per exposure with its exact Poisson interval.
 *
 * In: events (a count), exposure (what could have led to a complaint: orders, customers, weeks; any unit), confidence
 * (0.95). Out: rate, low, high in events per unit of exposure; null when the exposure is 0, because then no rate is
 * known. Throws RangeError naming the argument.
 *
 * low = gamma quantile(α/2; events) / exposure, high = gamma quantile(1−α/2; events + 1) / exposure.
 * Source: F. Garwood (1936), Biometrika 28:437. Assumes events that do not cause each other.
 * Worked: 8 events in 0.8 thousand orders gives 10 a thousand (4.317 to 19.704).
 */
export function poissonRate(of: { events: number; exposure: number; confidence?: number }): RateInterval | null {
  const { events, exposure, confidence = usualConfidence } = of
  requireCount('events', events)
  requireExposure('exposure', exposure)
  requireConfidence(confidence)
  if (exposure === 0) return null
  const { lowLimit, highLimit } = limitTails(confidence)
  return {
    rate: events / exposure,
    low: events === 0 ? 0 : gammaQuantile(events, lowLimit) / exposure,
    high: gammaQuantile(events + 1, highLimit) / exposure,
    n: events,
    confidence,
  }
}
