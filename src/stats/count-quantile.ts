import { requireExposure } from './arguments.ts'
import { betaTails } from './incomplete-beta.ts'
import { gammaTails } from './incomplete-gamma.ts'

/**
 * The smallest count that is not exceeded with at least the wanted chance, for counts of a mean and a variance: negative binomial,
 * and Poisson where the variance is not above the mean.
 *
 * In: mean, variance, chance strictly between 0 and 1. Out: a whole number. Throws RangeError naming the argument.
 * P(Y ≤ k) = I_p(r, k + 1) with r = mean² / (variance − mean), p = mean / variance; Poisson Q(k + 1, mean).
 * Source: NIST DLMF 8.17.5; J. Hilbe, Negative Binomial Regression (2011), §8. Worked (R 4.2.2): mean 20, variance 40: 0.975 is 34;
 * Poisson of 20: 29.
 */
export function countQuantile(of: { mean: number; variance: number; chance: number }): number {
  requireExposure('mean', of.mean)
  requireExposure('variance', of.variance)
  if (!(of.chance > 0 && of.chance < 1)) throw new RangeError(`chance must lie between 0 and 1; got ${of.chance}`)
  if (of.mean === 0) return 0
  let [none, enough] = [-1, Math.ceil(of.mean)]
  while (atMost(enough, of) < of.chance) [none, enough] = [enough, enough * 2]
  while (enough - none > 1) {
    const middle = Math.floor((none + enough) / 2)
    if (atMost(middle, of) < of.chance) none = middle
    else enough = middle
  }
  return enough
}

function atMost(k: number, { mean, variance }: { mean: number; variance: number }): number {
  // So close to Poisson that the negative binomial's size would lose its digits.
  if (variance <= mean * (1 + 1e-6)) return gammaTails(k + 1, mean).upper
  const chance = mean / variance
  return betaTails((mean * mean) / (variance - mean), k + 1, chance, 1 - chance).lower
}
