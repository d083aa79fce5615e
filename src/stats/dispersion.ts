import { requireExposure } from './arguments.ts'

/**
 * By how much counts spread more than Poisson's about what was expected: complaints that come in bursts.
 *
 * In: periods with count and expected (> 0; one rate learnt from the same counts). Out: max(1, Σ (y − μ)² / μ / (periods − 1)); null for
 * fewer than five periods. Throws RangeError naming the argument.
 * Source: P. McCullagh, J. A. Nelder (1989), Generalized Linear Models, 4.5 and 6.2. Worked: 2 18 2 18 2 18 about 10: 7.68.
 */
export function dispersion(of: { periods: readonly { count: number; expected: number }[] }): number | null {
  const periods = of.periods.filter(({ expected }) => expected > 0)
  if (periods.length < 5) return null
  let sum = 0
  for (const { count, expected } of periods) {
    requireExposure('count', count)
    sum += (count - expected) ** 2 / expected
  }
  return Math.max(1, sum / (periods.length - 1))
}
