import { requireCount } from './arguments.ts'
import { gammaTails } from './incomplete-gamma.ts'

/** How alike two series of counts moved; n is the events of both. */
export type MovedAlike = {
  /** 1: their ratio varied as much as chance makes it; 3: its variance was three times as large. */
  dispersion: number
  /** Probability of such differences or larger ones, had the ratio been the same all the time. */
  p: number
  n: number
}

/**
 * Whether one series of counts moved as another did: whether their ratio was the same in every period, whatever made both
 * rise and fall. What a comparison category must show before a change, to say afterwards what would have been without it.
 *
 * In: two lists of counts of the same periods, in order. Out: dispersion, p and n; null when either has no events or fewer
 * than three periods have any. Throws RangeError.
 *
 * Pearson's X² = Σ (aᵢ − nᵢ s)² / (nᵢ s (1 − s)) with nᵢ = aᵢ + bᵢ and s the share of `a` in all; dispersion = X² / (periods −
 * 1), p from χ² with as many degrees of freedom. Expected counts below about 2 a period make p rough.
 * Source: K. Pearson (1900); homogeneity of binomial shares, P. Armitage, G. Berry, Statistical Methods in Medical Research, 15.
 * Worked: 10, 20, 30 beside 20, 40, 60: X² = 0, p = 1. 10, 20, 30 beside 30, 20, 10: X² = 20, 2 degrees of freedom,
 * dispersion 10, p = e⁻¹⁰ = 0.0000454.
 */
export function movedAlike(of: { a: readonly number[]; b: readonly number[] }): MovedAlike | null {
  const { a, b } = of
  if (a.length !== b.length)
    throw new RangeError(`a and b must be of the same periods; got ${a.length} and ${b.length}`)
  for (const [place, count] of a.entries()) requireCount(`a[${place}]`, count)
  for (const [place, count] of b.entries()) requireCount(`b[${place}]`, count)
  const pairs = a.map((count, place) => ({ count, of: count + (b[place] ?? 0) })).filter((pair) => pair.of > 0)
  const n = pairs.reduce((sum, pair) => sum + pair.of, 0)
  const share = pairs.reduce((sum, pair) => sum + pair.count, 0) / n
  if (pairs.length < 3 || share === 0 || share === 1) return null
  const apart = pairs.reduce(
    (sum, pair) => sum + (pair.count - pair.of * share) ** 2 / (pair.of * share * (1 - share)),
    0,
  )
  const freedom = pairs.length - 1
  return { dispersion: apart / freedom, p: gammaTails(freedom / 2, apart / 2).upper, n }
}
