import { requireExposure } from './arguments.ts'

/**
 * Which part of the working time the work takes: arrivals × minutes each / (people × hours × 60).
 *
 * In: arrivals in a span, minutes of work each takes, and the minutes of working time in the same span. Out: a share, above 1
 * when there is more work than time; null when there is no working time. Throws RangeError naming the argument.
 * Worked: 400 complaints of 45 minutes in a week with 10 people of 36 hours (21,600 minutes) are 0.833333.
 */
export function occupancy(of: { arrivals: number; minutesEach: number; minutesThere: number }): number | null {
  for (const [name, value] of Object.entries(of)) requireExposure(name, value)
  return of.minutesThere === 0 ? null : (of.arrivals * of.minutesEach) / of.minutesThere
}

/**
 * How many times longer everything takes than if nobody waited, at this occupancy: 1 / (1 − occupancy).
 *
 * null from 1 on: then the queue grows for ever. One server with random arrivals and times (M/M/1); with many it comes later and
 * then faster. Source: queueing theory, e.g. W. J. Hopp, M. L. Spearman, Factory Physics (2008), ch. 8. Throws RangeError.
 * Worked: 0.80 is 5, 0.85 is 6.7, 0.90 is 10, 0.95 is 20, 0.98 is 50.
 */
export function congestion(share: number): number | null {
  requireExposure('share', share)
  return share < 1 ? 1 / (1 - share) : null
}
