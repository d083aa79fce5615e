import { type AgreementOf, beyondChanceOf, type CodedAlike, codersOf, pairsAlike, requireCoded } from './coded-alike.ts'

/**
 * Fleiss' kappa: agreement beyond chance of several coders who need not be the same people for every unit.
 *
 * In: coded (units by their counts of coders a category; every unit by the same number of coders, two or more). Out: kappa,
 * the mean share of pairs of coders that agree, the share expected, n units; null when there are no units, or chance
 * explains everything. Throws RangeError naming the argument. Its interval: resampledAgreement.
 *
 * observed = mean of Σ rₖ(rₖ − 1) / (r(r − 1)); by chance = Σ pₖ², pₖ the share of all codings in category k.
 * Source: J. L. Fleiss (1971), Psychol. Bull. 76:378.
 * Worked: his ten subjects, fourteen raters and five categories give 0.209931.
 */
export function fleissKappa({ coded }: { coded: readonly CodedAlike[] }): AgreementOf | null {
  requireCoded(coded)
  const used = coded.filter(({ units }) => units > 0)
  const [first] = used
  if (!first) return null
  const coders = codersOf(first)
  if (coders < 2 || used.some((each) => codersOf(each) !== coders))
    throw new RangeError('coded must hold units that the same number of coders, two or more, coded')
  const n = used.reduce((sum, { units }) => sum + units, 0)
  const observed = used.reduce((sum, each) => sum + each.units * pairsAlike(each), 0) / (n * coders * (coders - 1))
  const byChance = first.counts.reduce((sum, _, category) => {
    const share = used.reduce((all, { counts, units }) => all + units * (counts[category] ?? 0), 0) / (n * coders)
    return sum + share * share
  }, 0)
  return beyondChanceOf({ observed, byChance, n })
}
