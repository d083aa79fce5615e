import { requireConfidence, requireShareOf } from './arguments.ts'
import { limitTails, usualConfidence } from './interval.ts'
import { betaQuantile } from './quantiles.ts'
import { stirlingRemainder } from './stirling.ts'

/** Cases of one group, and how many of them it happened to. */
export type GroupShare = { successes: number; n: number }

/**
 * How shares differ between groups: a beta distribution of mean a / (a + b). `isAlike`: they differ no more than chance makes
 * them; there is one share for all, and a and b are null (without end).
 */
export type BetaPrior = { a: number | null; b: number | null; isAlike: boolean; pooled: number; n: number }

/**
 * Learns from the groups themselves how far their shares lie apart (empirical Bayes), so that small groups borrow from the rest.
 *
 * In: groups (counts); those without cases tell nothing. Out: the prior, or null when no group has cases. Throws RangeError
 * naming the argument. x ~ Binomial(n, p), p ~ Beta(a, b); a and b maximise Σ ln B(a + x, b + n − x) − ln B(a, b), sought over
 * ln(a + b) from ln 0.1 to ln 10⁶ and, for each, over the logit of the mean. At the upper end the groups are alike.
 * Source: J. G. Skellam (1948), J. R. Stat. Soc. B 10:257; B. Efron, C. Morris (1975), J. Am. Stat. Assoc. 70:311.
 * Worked: 9/60, 14/40, 30/150, 2/20, 5/12, 0/8 give a = 8.19667, b = 30.66022 (SciPy).
 */
export function betaBinomialFit({ groups }: { groups: readonly GroupShare[] }): BetaPrior | null {
  for (const [index, { successes, n }] of groups.entries())
    requireShareOf(successes, n, { successes: `groups[${index}].successes`, n: `groups[${index}].n` })
  const told = groups.filter(({ n }) => n > 0)
  const n = told.reduce((sum, each) => sum + each.n, 0)
  if (n === 0) return null
  const happened = told.reduce((sum, { successes }) => sum + successes, 0)
  const alike = { a: null, b: null, isAlike: true, pooled: happened / n, n }
  if (told.length < 2 || happened === 0 || happened === n) return alike
  const meanFor = (size: number) => highest((at) => logLikelihood(told, size, share(at)), -12, 12)
  const best = highest((at) => logLikelihood(told, Math.exp(at), share(meanFor(Math.exp(at)))), Math.log(0.1), logMost)
  if (best > logMost - 0.1) return alike
  const [size, mean] = [Math.exp(best), share(meanFor(Math.exp(best)))]
  return { ...alike, a: size * mean, b: size * (1 - mean), isAlike: false }
}

/**
 * A group's share drawn towards what all groups have in common, the more the fewer its cases.
 *
 * In: the group, the prior, confidence (0.95). Out: mean (a + x) / (a + b + n), low and high of the posterior
 * Beta(a + x, b + n − x); where all are alike the common share, with the posterior of all cases together.
 * Worked: 2 of 20 with a = 2, b = 8 gives 0.133333 (0.038895 to 0.273515).
 */
export function shrunkShare(of: { group: GroupShare; prior: BetaPrior; confidence?: number }): {
  mean: number
  low: number
  high: number
} {
  const { group, prior, confidence = usualConfidence } = of
  requireShareOf(group.successes, group.n, { successes: 'successes', n: 'n' })
  requireConfidence(confidence)
  const common = prior.pooled * prior.n
  const [yes, no] =
    prior.a === null || prior.b === null
      ? [common + 0.5, prior.n - common + 0.5]
      : [prior.a + group.successes, prior.b + group.n - group.successes]
  const { lowLimit, highLimit } = limitTails(confidence)
  return { mean: yes / (yes + no), low: betaQuantile(yes, no, lowLimit), high: betaQuantile(yes, no, highLimit) }
}

const logMost = Math.log(1e6)
const share = (logit: number): number => 1 / (1 + Math.exp(-logit))
const logGamma = (z: number): number => (z - 0.5) * Math.log(z) - z + stirlingRemainder(z)
const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b)

function logLikelihood(groups: readonly GroupShare[], size: number, mean: number): number {
  const [a, b] = [size * mean, size * (1 - mean)]
  return (
    groups.reduce((sum, { successes, n }) => sum + logBeta(a + successes, b + n - successes), 0) -
    groups.length * logBeta(a, b)
  )
}

/** Where a function with one top is highest, by golden sections. */
function highest(value: (at: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [from, to]
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [leftHeight, rightHeight] = [value(left), value(right)]
  while (high - low > 1e-7) {
    const isLeft = leftHeight > rightHeight
    if (isLeft) [high, right, rightHeight] = [right, left, leftHeight]
    else [low, left, leftHeight] = [left, right, rightHeight]
    if (isLeft) leftHeight = value((left = high - golden * (high - low)))
    else rightHeight = value((right = low + golden * (high - low)))
  }
  return (low + high) / 2
}
