import { requireConfidence, requireShareOf } from './arguments.ts'
import { type ShareInterval, usualConfidence, within, zFor } from './interval.ts'

/**
 * Wilson's score interval of a share: the everyday interval of this product, good from about five cases on.
 *
 * In: successes of n cases (counts), confidence (0.95). Out: share, low, high in [0, 1]; null when n is 0, because
 * nothing is known then. Throws RangeError naming the argument.
 *
 * centre = (p + z²/2n) / (1 + z²/n), half-width = z √(p(1−p)/n + z²/4n²) / (1 + z²/n).
 * Source: E. B. Wilson (1927), J. Am. Stat. Assoc. 22:209; recommended by Brown, Cai, DasGupta (2001), Stat. Sci. 16:101.
 * Worked: 9 of 60 gives 0.15 (0.080974 to 0.261146); 0 of 40 gives 0 (0 to 0.087622).
 */
export function wilson(of: { successes: number; n: number; confidence?: number }): ShareInterval | null {
  const { successes, n, confidence = usualConfidence } = of
  requireShareOf(successes, n, { successes: 'successes', n: 'n' })
  requireConfidence(confidence)
  if (n === 0) return null
  return { ...scoreLimits(successes / n, n, zFor(confidence)), n, confidence }
}

/**
 * Wilson's limits for a share p of n at a given z. The share itself is always inside, and p of 0 or 1 gives exactly
 * 0 or 1 as its limit. Worked: p = 0.5, n = 4, z = 2 gives 0.5 (0.146447 to 0.853553).
 */
export function scoreLimits(share: number, n: number, z: number): { share: number; low: number; high: number } {
  const spread = (z * z) / n
  const centre = (share + spread / 2) / (1 + spread)
  const half = (z * Math.sqrt((share * (1 - share)) / n + spread / (4 * n))) / (1 + spread)
  return {
    share,
    low: share === 0 ? 0 : within(centre - half, 0, share),
    high: share === 1 ? 1 : within(centre + half, share, 1),
  }
}
