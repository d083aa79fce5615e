import { requireConfidence, requireShareOf } from './arguments.ts'
import { limitTails, type ShareInterval, usualConfidence } from './interval.ts'
import { betaQuantile } from './quantiles.ts'

/**
 * The exact (Clopper-Pearson) interval of a share: never covers less often than promised, at the price of width.
 * For regulators and for small numbers, where "at least 95 %" must hold.
 *
 * In: successes of n cases (counts), confidence (0.95). Out: share, low, high in [0, 1]; null when n is 0, because
 * nothing is known then. Throws RangeError naming the argument.
 *
 * low = Beta quantile(α/2; x, n−x+1), high = Beta quantile(1−α/2; x+1, n−x).
 * Source: C. J. Clopper, E. S. Pearson (1934), Biometrika 26:404.
 * Worked: 9 of 60 gives 0.15 (0.070956 to 0.265740); 0 of 40 gives 0 (0 to 0.088097).
 */
export function clopperPearson(of: { successes: number; n: number; confidence?: number }): ShareInterval | null {
  const { successes, n, confidence = usualConfidence } = of
  requireShareOf(successes, n, { successes: 'successes', n: 'n' })
  requireConfidence(confidence)
  if (n === 0) return null
  const { lowLimit, highLimit } = limitTails(confidence)
  return {
    share: successes / n,
    low: successes === 0 ? 0 : betaQuantile(successes, n - successes + 1, lowLimit),
    high: successes === n ? 1 : betaQuantile(successes + 1, n - successes, highLimit),
    n,
    confidence,
  }
}
