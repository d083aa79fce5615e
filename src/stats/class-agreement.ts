import { requireCount } from './arguments.ts'
import { type CodedAlike, codersOf, requireCoded } from './coded-alike.ts'

/** `share` of the times a coder gave the category in which another coder of the unit gave it too; null: nobody gave it. */
export type ClassAgreement = { share: number | null; given: number }

/**
 * Agreement on one category: when a coder gave it, how often did another coder of the same unit give it too?
 *
 * In: coded (units by their counts of coders a category), category (its place). Out: the share in [0, 1] and how many
 * codings gave the category to units with two codings or more. Throws RangeError naming the argument. Its interval:
 * resampledShare.
 *
 * Σ rₖ(rₖ − 1) / Σ rₖ(r − 1), over units with r ≥ 2; for two coders 2 a / (row + column).
 * Source: R. L. Spitzer, J. L. Fleiss (1974), Br. J. Psychiatry 125:341; D. V. Cicchetti, A. R. Feinstein (1990), J. Clin.
 * Epidemiol. 43:551.
 * Worked: [[20, 5], [10, 15]] gives 40/55 = 0.727273 for the first category and 30/45 = 0.666667 for the second.
 */
export function classAgreement(of: { coded: readonly CodedAlike[]; category: number }): ClassAgreement {
  const { coded, category } = of
  requireCoded(coded)
  requireCount('category', category)
  let alike = 0
  let possible = 0
  let given = 0
  for (const each of coded) {
    const own = each.counts[category] ?? 0
    const coders = codersOf(each)
    if (coders < 2) continue
    alike += each.units * own * (own - 1)
    possible += each.units * own * (coders - 1)
    given += each.units * own
  }
  return { share: possible === 0 ? null : alike / possible, given }
}
