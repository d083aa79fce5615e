import { requireExposure } from './arguments.ts'
import type { Interval } from './interval.ts'
import { wilson } from './wilson.ts'

type Multiplier = Interval & { multiplier: number }

/**
 * How many customers had the problem for each one who complained, from a survey of all customers.
 *
 * In: complained, of n customers with a problem (counts), confidence (0.95). Out: multiplier with its interval, 1 or more;
 * null when nobody had a problem or nobody complained: no upper limit can be said then.
 * 1 / share, with the ends of Wilson's interval turned round (a decreasing function keeps coverage).
 * Source: Goodman (2019), chapter 3. Worked: 58 of 232 gives 4.0 (3.231 to 5.034).
 */
export function silentMultiplier(of: { complained: number; n: number; confidence?: number }): Multiplier | null {
  const share = wilson({ successes: of.complained, n: of.n, confidence: of.confidence })
  if (!share || share.share === 0) return null
  return { ...share, multiplier: 1 / share.share, low: 1 / share.high, high: 1 / share.low }
}

/**
 * How many problems stand behind the customers who complained, each counted once.
 * In: complainants (a count or estimate), multiplier. Out: problems with low and high.
 * Worked: 5,200 at 58 of 232 gives 20,800 (16,802 to 26,176).
 */
export function projectedProblems(
  complainants: number,
  { multiplier, low, high }: Multiplier,
): { problems: number; low: number; high: number } {
  requireExposure('complainants', complainants)
  return { problems: complainants * multiplier, low: complainants * low, high: complainants * high }
}
