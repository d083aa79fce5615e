/** Occurrences of one thing among all occurrences. */
export type Occurrences = { count: number; n: number }

/** How much more likely a thing is inside than outside, and how far that is from chance. */
export type LogOddsDifference = { difference: number; z: number }

/**
 * The difference of the log odds of a thing inside and outside, with an informative Dirichlet prior that holds rare things back:
 * what sets the words of one set of texts apart from another.
 *
 * In: occurrences of the thing of all occurrences inside, outside, and in the prior (whose weight is its n; its count above 0).
 * Out: the difference (above 0: more inside) and its z; null when either side or the prior is empty.
 *
 * δ = ln((yᵢ + α)/(nᵢ + α₀ − yᵢ − α)) − ln((yⱼ + α)/(nⱼ + α₀ − yⱼ − α)), z = δ/√(1/(yᵢ + α) + 1/(yⱼ + α)).
 * Source: B. L. Monroe, M. P. Colaresi, K. M. Quinn (2008), Political Analysis 16:372, equations 15, 20 to 22.
 * Worked: 30 of 100 inside, 10 of 200 outside, prior 4 of 30: ln(34/96) − ln(14/216) = 1.698233, z 5.347863.
 */
export function logOdds(of: {
  inside: Occurrences
  outside: Occurrences
  prior: Occurrences
}): LogOddsDifference | null {
  const { inside, outside, prior } = of
  if (inside.n === 0 || outside.n === 0 || prior.n === 0 || prior.count === 0) return null
  const odds = ({ count, n }: Occurrences) => (count + prior.count) / (n + prior.n - count - prior.count)
  const difference = Math.log(odds(inside)) - Math.log(odds(outside))
  const spread = Math.sqrt(1 / (inside.count + prior.count) + 1 / (outside.count + prior.count))
  return { difference, z: difference / spread }
}
