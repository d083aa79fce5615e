import type { ImportProblem } from '../problems.ts'

/** A cell: its text, or, in JSON only, a list. Nested JSON objects are flattened: `{ a: { b: 1 } }` has the column `a.b`. */
export type SourceValue = string | readonly unknown[]
export type SourceRow = Record<string, SourceValue>

/** One row of a file: its values by column, or what is wrong with it and its cells as far as they could be told apart. */
export type ReadRow =
  | { line: number; values: SourceRow; problem?: undefined; cells?: undefined }
  | { line: number; problem: ImportProblem; cells: string[]; values?: undefined }

/** Rows that became available together, and the headings they have (none in JSON, where every row names its own). */
export type RowBatch = { header: readonly string[]; rows: ReadRow[] }

/** The longest row that is read, in characters; a longer one is a broken file, not a complaint. */
export const longestRow = 1 << 20
