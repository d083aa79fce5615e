import { type AgreementOf, beyondChanceOf, type CodedAlike, codersOf, pairsAlike, requireCoded } from './coded-alike.ts'

/**
 * Krippendorff's alpha for names (nominal data): agreement beyond chance of any number of coders, with gaps.
 *
 * In: coded (units by their counts of coders a category; units with fewer than two codings say nothing and are left out).
 * Out: alpha, the observed agreement 1 − Do/n, the expected 1 − De/n, n units with two codings or more; null when there are
 * none, or all codings name one category. Throws RangeError naming the argument. Its interval: resampledAgreement.
 *
 * alpha = 1 − Do/De; coincidences oₖₗ = Σ over units of ordered pairs k, l / (m − 1), m codings of the unit;
 * Do = Σ oₖₗ over k ≠ l, De = Σ nₖ nₗ / (n − 1) over k ≠ l, nₖ codings in category k, n all of them.
 * Source: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
 * Worked: his four observers, twelve units and five categories with gaps give 0.743421 (Do 8, De 31.179487, 40 codings).
 */
export function krippendorffAlpha({ coded }: { coded: readonly CodedAlike[] }): AgreementOf | null {
  requireCoded(coded)
  const pairable = coded.filter((each) => each.units > 0 && codersOf(each) >= 2)
  const n = pairable.reduce((sum, { units }) => sum + units, 0)
  if (n === 0) return null
  const codings = pairable.reduce((sum, each) => sum + each.units * codersOf(each), 0)
  const alike = pairable.reduce((sum, each) => sum + (each.units * pairsAlike(each)) / (codersOf(each) - 1), 0)
  const [first] = pairable
  const expectedAlike = (first?.counts ?? []).reduce((sum, _, category) => {
    const own = pairable.reduce((all, { counts, units }) => all + units * (counts[category] ?? 0), 0)
    return sum + (own * (own - 1)) / (codings - 1)
  }, 0)
  return beyondChanceOf({ observed: alike / codings, byChance: expectedAlike / codings, n })
}
