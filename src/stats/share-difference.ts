import { requireConfidence, requireShareOf } from './arguments.ts'
import { type Interval, usualConfidence, within, zFor } from './interval.ts'
import { scoreLimits } from './wilson.ts'

/** A share as counts: successes of n. */
export type Share = { successes: number; n: number }

/** The difference of two shares, in [−1, 1]; n is the smaller side's, because that side decides how much is known. */
export type DifferenceInterval = Interval & { difference: number }

/**
 * By how much one share exceeds another from other cases (this period against the one before).
 *
 * In: share and against, each successes of n, confidence (0.95). Out: difference = share − against, low, high; null when
 * either side has no cases. Throws RangeError naming the argument.
 *
 * With Wilson limits l₁..u₁ and l₂..u₂: low = d − √((p₁−l₁)² + (u₂−p₂)²), high = d + √((u₁−p₁)² + (p₂−l₂)²).
 * Source: R. G. Newcombe (1998), Statist. Med. 17:873, method 10; the worked example is from its Table II.
 * Worked: 56 of 70 against 48 of 80 gives 0.2000 (0.0524 to 0.3339).
 */
export function shareDifference(of: { share: Share; against: Share; confidence?: number }): DifferenceInterval | null {
  const { share, against, confidence = usualConfidence } = of
  requireShareOf(share.successes, share.n, { successes: 'share.successes', n: 'share.n' })
  requireShareOf(against.successes, against.n, { successes: 'against.successes', n: 'against.n' })
  requireConfidence(confidence)
  if (share.n === 0 || against.n === 0) return null
  const z = zFor(confidence)
  const one = scoreLimits(share.successes / share.n, share.n, z)
  const two = scoreLimits(against.successes / against.n, against.n, z)
  const difference = one.share - two.share
  return {
    difference,
    low: within(difference - Math.hypot(one.share - one.low, two.high - two.share), -1, 1),
    high: within(difference + Math.hypot(one.high - one.share, two.share - two.low), -1, 1),
    n: Math.min(share.n, against.n),
    confidence,
  }
}
