/**
 * p-values so adjusted that naming all below q keeps the expected share of false ones among the named at q.
 *
 * In: p-values in [0, 1], independent or positively dependent. Out: adjusted p in the order given. Throws RangeError.
 * Adjusted p of rank i of m = the smallest of p(j) m / j over j ≥ i, at most 1.
 * Source: Y. Benjamini, Y. Hochberg (1995), J. R. Stat. Soc. B 57:289; as R's p.adjust(method = "BH").
 * Worked: 0.0026606, 0.00063, 0.012 of eight become 0.010642, 0.005040, 0.032.
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be in [0, 1]; got ${p}`)
  const ranked = ps.map((p, place) => ({ p, place })).sort((one, other) => other.p - one.p)
  const adjusted: number[] = Array.from({ length: ps.length })
  let least = 1
  for (const [above, { p, place }] of ranked.entries()) {
    least = Math.min(least, (p * ps.length) / (ps.length - above))
    adjusted[place] = least
  }
  return adjusted
}
