import { type AgreementOf, beyondChanceOf, type CodedAlike, codersOf, pairsAlike, requireCoded } from './coded-alike.ts'

/**
 * Gwet's AC1 for any number of coders, with gaps: stays meaningful when one category holds nearly all cases.
 *
 * In: coded (units by their counts of coders a category). Agreement is seen on units with two codings or more, the use of
 * categories on every unit that was coded. Out: AC1, the observed and the expected agreement, n units with two codings or
 * more; null when there are none. Throws RangeError naming the argument. Its interval: resampledAgreement.
 *
 * observed = mean of Σ rₖ(rₖ − 1) / (r(r − 1)); by chance = Σ πₖ(1 − πₖ) / (q − 1), πₖ the mean of rₖ/r.
 * Source: K. L. Gwet (2008), Br. J. Math. Stat. Psychol. 61:29.
 * Worked: two coders whose table is [[90, 5], [5, 0]] give 0.889503.
 */
export function gwetAc1OfCoders({ coded }: { coded: readonly CodedAlike[] }): AgreementOf | null {
  requireCoded(coded)
  const seen = coded.filter((each) => each.units > 0 && codersOf(each) >= 1)
  const paired = seen.filter((each) => codersOf(each) >= 2)
  const n = paired.reduce((sum, { units }) => sum + units, 0)
  if (n === 0) return null
  const observed =
    paired.reduce((sum, each) => {
      const coders = codersOf(each)
      return sum + (each.units * pairsAlike(each)) / (coders * (coders - 1))
    }, 0) / n
  const all = seen.reduce((sum, { units }) => sum + units, 0)
  const categories = seen[0]?.counts.length ?? 0
  let byChance = 0
  for (let category = 0; category < categories; category++) {
    const share =
      seen.reduce((sum, each) => sum + (each.units * (each.counts[category] ?? 0)) / codersOf(each), 0) / all
    byChance += (share * (1 - share)) / (categories - 1)
  }
  return beyondChanceOf({ observed, byChance, n })
}
