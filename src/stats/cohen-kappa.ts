import { type AgreementInterval, beyondChance, type CodingTable } from './agreement.ts'

/**
 * Cohen's kappa: agreement of two coders beyond what their own habits would give by chance.
 *
 * In: table (rows: first coder's category, columns: second's), confidence (0.95). Out: see AgreementInterval; null when
 * there are no cases, or both put every case in one category. Throws RangeError naming the argument.
 * Where nearly all cases are of one category kappa is low although the coders agree: show gwetAc1 beside it.
 *
 * By chance = Σ rowₖ columnₖ. Source: J. Cohen (1960), Educ. Psychol. Meas. 20:37.
 * Worked: [[20, 5], [10, 15]] gives 0.4 (0.151092 to 0.648908), standard error 0.126996.
 */
export function cohenKappa(of: { table: CodingTable; confidence?: number }): AgreementInterval | null {
  return beyondChance(
    of.table,
    ({ rows, columns }) => ({
      value: rows.reduce((sum, share, category) => sum + share * (columns[category] ?? 0), 0),
      slope: (row, column) => (columns[row] ?? 0) + (rows[column] ?? 0),
    }),
    of.confidence,
  )
}
