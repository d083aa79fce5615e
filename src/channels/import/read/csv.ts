import { ownColumns, unescapeFormula } from '../rejected-columns.ts'
import { type CsvDialect, type CsvRow, CsvRows } from './csv-rows.ts'
import { headings } from './headings.ts'
import { repairMojibake } from './mojibake.ts'
import type { ReadRow, RowBatch } from './row.ts'

/**
 * Rows of a CSV or TSV text by their headings. Rows with too few or too many cells are problems of their own; cells beyond
 * the last heading are let pass when they are empty. A file of rejected rows, corrected by hand, is read as the original was.
 */
export async function* csvBatches(
  text: AsyncIterable<string>,
  { headerLine, repair, ...dialect }: CsvDialect & { headerLine: number; repair: boolean },
): AsyncGenerator<RowBatch> {
  const rows = new CsvRows(dialect, { headerLine })
  let table: Table | null = null
  const batch = (found: CsvRow[]): RowBatch => {
    const data = table ? found : found.filter((row) => row.line >= headerLine)
    if (!table && data[0]) table = new Table((data.shift() as CsvRow).cells, repair)
    return { header: table?.header ?? [], rows: table ? data.map((row) => (table as Table).row(row)) : [] }
  }
  for await (const piece of text) yield batch(rows.push(piece))
  yield batch(rows.end())
}

class Table {
  readonly header: string[]
  /** Line and reason stand first in a file that we wrote ourselves. */
  readonly #skip: number

  readonly #repair: boolean

  constructor(cells: string[], repair: boolean) {
    this.#repair = repair
    this.#skip = ownColumns.every((name, index) => cells[index] === name) ? ownColumns.length : 0
    this.header = headings(cells.slice(this.#skip))
  }

  row({ line, cells: all, fault }: CsvRow): ReadRow {
    const own = this.#skip > 0 ? all.slice(this.#skip).map(unescapeFormula) : all
    const cells = this.#repair ? own.map(repairMojibake) : own
    if (fault) return { line, cells, problem: { field: '', key: fault, values: {} } }
    const { header } = this
    if (
      cells.length !== header.length &&
      !(cells.length > header.length && cells.slice(header.length).every((cell) => cell === ''))
    ) {
      const values = { found: cells.length, expected: header.length }
      return { line, cells, problem: { field: '', key: 'ragged', values } }
    }
    const values: Record<string, string> = {}
    for (let index = 0; index < header.length; index++) values[header[index] as string] = cells[index] as string
    return { line, values }
  }
}
