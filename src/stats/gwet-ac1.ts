import { type AgreementInterval, beyondChance, type CodingTable } from './agreement.ts'

/**
 * Gwet's AC1: agreement of two coders beyond chance that stays meaningful when one category holds nearly all cases.
 *
 * In: table (rows: first coder's category, columns: second's), confidence (0.95). Out: see AgreementInterval; null when
 * there are no cases. Throws RangeError naming the argument.
 *
 * By chance = Σ πₖ(1 − πₖ) / (q − 1), πₖ the mean of the coders' shares in category k of q.
 * Source: K. L. Gwet (2008), Br. J. Math. Stat. Psychol. 61:29.
 * Worked: [[90, 5], [5, 0]] gives 0.889503, where kappa gives −0.052632.
 */
export function gwetAc1(of: { table: CodingTable; confidence?: number }): AgreementInterval | null {
  const others = of.table.length - 1
  return beyondChance(
    of.table,
    ({ rows, columns }) => {
      const mean = rows.map((share, category) => (share + (columns[category] ?? 0)) / 2)
      return {
        value: mean.reduce((sum, share) => sum + share * (1 - share), 0) / others,
        slope: (row, column) => (1 - (mean[row] ?? 0) - (mean[column] ?? 0)) / others,
      }
    },
    of.confidence,
  )
}
