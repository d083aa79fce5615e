import { requireConfidence, requireCount } from './arguments.ts'
import { type Interval, limitTails, usualConfidence } from './interval.ts'
import { betaQuantile } from './quantiles.ts'
import type { Tails } from './tails.ts'

type MeanInterval = Interval & { mean: number; deviation: number }

/**
 * The mean of scores (such as effort from 1 to 7) with Student's interval.
 *
 * In: counts, how often each score was given (score → count); confidence (0.95). Out: mean, standard deviation (n − 1),
 * low, high in the unit of the scores, n; null for fewer than two answers, because their spread is not known.
 * Throws RangeError naming the argument.
 * mean ± t(n − 1) s / √n. Source: Student (1908), Biometrika 6:1.
 * Worked: 7 6 5 7 3 6 2 7 5 6 1 6 gives 5.083333, s 2.020726 (3.799425 to 6.367241).
 */
export function meanInterval(of: { counts: ReadonlyMap<number, number>; confidence?: number }): MeanInterval | null {
  const { counts, confidence = usualConfidence } = of
  requireConfidence(confidence)
  const answers = [...counts]
  for (const [score, count] of answers) requireCount(`counts(${score})`, count)
  const n = answers.reduce((sum, [, count]) => sum + count, 0)
  if (n < 2) return null
  const mean = answers.reduce((sum, [score, count]) => sum + score * count, 0) / n
  const squares = answers.reduce((sum, [score, count]) => sum + count * (score - mean) ** 2, 0)
  const deviation = Math.sqrt(squares / (n - 1))
  const half = (studentQuantile(n - 1, limitTails(confidence).highLimit) * deviation) / Math.sqrt(n)
  return { mean, deviation, low: mean - half, high: mean + half, n, confidence }
}

/**
 * The point of Student's t distribution with the given probability below and above it.
 *
 * In: degrees of freedom > 0, { lower, upper } in (0, 1) summing to 1. Out: t.
 * t² / (t² + f) is Beta(½, f / 2), so that the beta point gives it. Source: NIST DLMF 8.17, Abramowitz and Stegun 26.7.1.
 * Worked: 11 degrees, upper .025 gives 2.200985; 1 degree 12.706205; 120 degrees 1.979930.
 */
export function studentQuantile(degrees: number, tails: Tails): number {
  if (tails.lower === tails.upper) return 0
  const outer = 2 * Math.min(tails.lower, tails.upper)
  // Its complement is found, which keeps its digits where t is large.
  const rest = betaQuantile(degrees / 2, 0.5, { lower: outer, upper: 1 - outer })
  const size = Math.sqrt((degrees * (1 - rest)) / rest)
  return tails.lower < tails.upper ? -size : size
}
