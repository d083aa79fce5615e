import { requireCount } from './arguments.ts'

/**
 * How many hand-coded cases a sample is worth once a model's codes of the others help it: the size of a plain sample whose
 * interval would be as short.
 *
 * In: n sampled cases, others that only the model coded, correlation of people's and the model's codes in the sample
 * (−1 to 1). Out: cases, n or more; a model that knows nothing (or errs systematically) adds nothing. Throws RangeError.
 *
 * n_eff = n (n + N) / (n + (1 − ρ²) N).
 * Source: from the variance at the best λ, Angelopoulos, Duchi, Zrnic (2023), arXiv:2311.01453.
 * Worked: n = 200, N = 5000, ρ = 0.714286 gives 392.6.
 */
export function effectiveSample(of: { n: number; others: number; correlation: number }): number {
  const { n, others, correlation } = of
  requireCount('n', n)
  requireCount('others', others)
  if (!(correlation >= -1 && correlation <= 1))
    throw new RangeError(`correlation must lie from -1 to 1; got ${correlation}`)
  if (n === 0) return 0
  const known = Math.max(0, correlation)
  return (n * (n + others)) / (n + (1 - known ** 2) * others)
}
