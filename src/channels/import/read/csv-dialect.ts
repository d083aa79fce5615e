import { type CsvDialect, CsvRows } from './csv-rows.ts'

const delimiters = [',', ';', '\t', '|']
const rowsToJudge = 100

/**
 * How a table is written down, told from its first characters: the delimiter (and whether quotes are special) under which
 * the most rows have as many cells as the first one.
 * @param sample the beginning of the text; its last row may be cut off
 * @returns also the line of the header, which is 2 when Excel's `sep=;` stands above it
 */
export function detectDialect(sample: string): CsvDialect & { headerLine: number } {
  const announced = /^sep=(.)(\r\n|\r|\n)/i.exec(sample)
  if (announced?.[1]) return { delimiter: announced[1], quote: '"', headerLine: 2 }
  let best = { delimiter: ',', quote: '"' as string | null, headerLine: 1, score: 0 }
  for (const quote of ['"', null]) {
    for (const delimiter of delimiters) {
      const score = regularity(sample, { delimiter, quote })
      if (score > best.score) best = { delimiter, quote, headerLine: 1, score }
    }
  }
  return best
}

/**
 * The share of rows with as many cells as the header, plus a little for more cells: 0 when the header is one cell. Reading
 * quotes as ordinary characters must be clearly better to be chosen.
 */
function regularity(sample: string, dialect: CsvDialect): number {
  const split = new CsvRows(dialect)
  const rows = [...split.push(sample), ...split.end()].slice(0, rowsToJudge)
  const columns = rows[0]?.cells.length ?? 0
  if (columns < 2) return 0
  const regular = rows.filter((row) => !row.fault && row.cells.length === columns).length
  return regular / rows.length + Math.min(columns, 50) / 1000 - (dialect.quote ? 0 : 0.2)
}
