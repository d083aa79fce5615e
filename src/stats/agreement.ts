import { requireConfidence, requireCount } from './arguments.ts'
import { clopperPearson } from './clopper-pearson.ts'
import { type Interval, usualConfidence, within, zFor } from './interval.ts'

/** Cases by the category the first coder gave (rows) and the second coder gave (columns), categories in one order. */
export type CodingTable = readonly (readonly number[])[]

/**
 * How far two coders agree beyond chance: 1 always, 0 as by chance, below 0 less than by chance. observed is the plain
 * share of cases coded alike and byChance the share expected; n counts the cases both coded.
 */
export type AgreementInterval = Interval & {
  coefficient: number
  standardError: number
  observed: number
  byChance: number
}

/** A rule for agreement by chance: its value, and how it moves as the share of one cell grows. */
export type ByChance = (shares: Marginals) => { value: number; slope: (row: number, column: number) => number }

/** The share of cases each coder put in each category. */
export type Marginals = { rows: readonly number[]; columns: readonly number[] }

/**
 * (observed − by chance) / (1 − by chance) with its interval, for any rule of chance.
 *
 * In: table (square, counts, two or more categories), confidence (0.95). Out: the coefficient with a standard error that
 * counts the uncertainty of the chance part too; null when there are no cases or chance alone explains everything (all
 * cases in one category for both). Throws RangeError naming the argument.
 *
 * Standard error by the delta method over the table's multinomial cells (J. L. Fleiss, J. Cohen, B. S. Everitt (1969),
 * Psychol. Bull. 72:323, is this for Cohen's kappa). When all cases are coded alike, or none, it is 0 however few
 * they are, so then the ends come from the exact interval of the observed agreement.
 */
export function beyondChance(
  table: CodingTable,
  rule: ByChance,
  confidence = usualConfidence,
): AgreementInterval | null {
  requireTable(table)
  requireConfidence(confidence)
  const n = table.flat().reduce((sum, count) => sum + count, 0)
  if (n === 0) return null
  const shares = marginals(table, n)
  const alike = table.reduce((sum, row, index) => sum + (row[index] ?? 0), 0)
  const observed = alike / n
  const chance = rule(shares)
  if (1 - chance.value < 1e-12) return null
  const scale = 1 - chance.value
  const coefficient = (observed - chance.value) / scale
  const standardError = deltaError(table, n, (row, column) => {
    const same = row === column ? 1 : 0
    return (same - (1 - coefficient) * chance.slope(row, column)) / scale
  })
  const half = zFor(confidence) * standardError
  const exact = alike === 0 || alike === n ? clopperPearson({ successes: alike, n, confidence }) : null
  const low = exact ? (exact.low - chance.value) / scale : coefficient - half
  const high = exact ? (exact.high - chance.value) / scale : coefficient + half
  return {
    coefficient,
    low: within(low, -1, coefficient),
    high: within(high, coefficient, 1),
    n,
    confidence,
    standardError,
    observed,
    byChance: chance.value,
  }
}

/** √(variance of the cells' influence / n). */
function deltaError(table: CodingTable, n: number, influence: (row: number, column: number) => number): number {
  let mean = 0
  let square = 0
  table.forEach((counts, row) => {
    counts.forEach((count, column) => {
      const by = influence(row, column)
      mean += (count / n) * by
      square += (count / n) * by * by
    })
  })
  return Math.sqrt(Math.max(0, square - mean * mean) / n)
}

function marginals(table: CodingTable, n: number): Marginals {
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0) / n)
  const columns = table.map((_, column) => table.reduce((sum, row) => sum + (row[column] ?? 0), 0) / n)
  return { rows, columns }
}

function requireTable(table: CodingTable): void {
  if (table.length < 2) throw new RangeError(`table must have two or more categories; got ${table.length}`)
  table.forEach((row, index) => {
    if (row.length !== table.length)
      throw new RangeError(`table[${index}] must have ${table.length} counts, one a category; got ${row.length}`)
    row.forEach((count, column) => {
      requireCount(`table[${index}][${column}]`, count)
    })
  })
}
