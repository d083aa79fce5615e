import { normalUpper } from './normal-tail.ts'
import { normalQuantile } from './quantiles.ts'

/**
 * Between which counts a period is usual, by a normal interval on a scale where counts are nearly symmetric.
 *
 * In: mean (> 0), standardError of that mean, phi (≥ 1), tail (chance beyond each limit), power (⅔ takes away the skewness
 * of Poisson counts, ½ steadies their variance, 1 is the plain scale), count. Out: low and high, counts (low is 0 where the
 * scale ends); p, the chance of `count` or more.
 *
 * Var(y^power) is about power² mean^(2 power − 1) tau, tau = phi + standardError²/mean; at ⅔ the upper limit is
 * [mean^⅔ + z √(4/9 mean^⅓ tau)]^(3/2).
 * Source: C. P. Farrington et al. (1996), J. R. Stat. Soc. A 159:547, section 3.3.
 * Worked: mean 5, standard error 0.2, phi 1, tail 0.05, count 8: power ⅔ gives 1.8084477 to 9.1154825, p 0.1094727.
 */
export function powerThreshold(of: {
  mean: number
  standardError: number
  phi: number
  tail: number
  power: number
  count: number
}): { low: number; high: number; p: number } {
  const { mean, standardError, phi, tail, power, count } = of
  const tau = phi + standardError ** 2 / mean
  const spread = power * Math.sqrt(mean ** (2 * power - 1) * tau)
  const half = normalQuantile({ lower: 1 - tail, upper: tail }) * spread
  const centre = mean ** power
  return {
    low: Math.max(0, centre - half) ** (1 / power),
    high: (centre + half) ** (1 / power),
    p: normalUpper((count ** power - centre) / spread),
  }
}
