import { requireCategories, requireConfidence } from './arguments.ts'
import { type ShareInterval, usualConfidence, zFor } from './interval.ts'
import { scoreLimits } from './wilson.ts'

/**
 * Goodman's simultaneous intervals for the shares of k categories: with the stated confidence *all* of them hold at
 * once, which is what a reader comparing the bars of one chart assumes.
 *
 * In: counts of k ≥ 2 categories that exclude each other, confidence (0.95). Out: one interval a category, in order;
 * null when all counts are 0. Throws RangeError naming the argument.
 *
 * Wilson's form with z² replaced by the chi-squared quantile (1 degree of freedom) at 1 − α/k.
 * Source: L. A. Goodman (1965), Technometrics 7:247.
 * Worked: 40, 118, 52, 30 gives 0.1667 (0.115194 to 0.235029) for the first and 0.4917 (0.412303 to 0.571452) next.
 */
export function goodman(of: { counts: readonly number[]; confidence?: number }): ShareInterval[] | null {
  const { counts, confidence = usualConfidence } = of
  requireCategories('counts', counts)
  requireConfidence(confidence)
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n === 0) return null
  const z = zFor(1 - (1 - confidence) / counts.length)
  return counts.map((count) => ({ ...scoreLimits(count / n, n, z), n, confidence }))
}
