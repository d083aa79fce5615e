import { ownColumns, unescapeFormula } from '../../channels/import/rejected-columns.ts'
import { cellsOf } from '../../channels/import/read-complaints.ts'
import { explain } from '../../channels/import/problems.ts'
import { openSource } from '../../channels/import/read/source.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { listExposures, storeExposures } from '../exposures.ts'
import { readColumns } from './columns.ts'
import type { ExposureImport } from './contract.ts'
import { understand } from './rules.ts'
import { listThings } from './things.ts'

type Row = { line: number; cells: string[] }
type Rejected = ExposureImport['rejected'][number]

/** So many months of so many things are no exposure any more, but the orders themselves. */
const mostRows = 20_000

/**
 * Reads a file of exposures (CSV, TSV, XLSX, JSON) and, when asked to, stores the rows it understands. The others come back whole,
 * each with its reason, so that nothing is lost.
 * @throws Problem exposure_columns_missing, exposure_file_long, or that the file cannot be read
 */
export async function importExposures(
  db: Database,
  { path, isStored, language }: { path: string; isStored: boolean; language: Language },
): Promise<ExposureImport> {
  const { header, rows, broken } = await readRows(path, language)
  const columns = readColumns(header)
  if ('missing' in columns)
    throw new Problem('unprocessable', 'exposure_columns_missing', {
      column: text(language, `exposure.${columns.missing}`),
      found: header.join(', '),
    })
  const [things, before] = await Promise.all([listThings(db), listExposures(db)])
  const place = new Map(header.map((column, at) => [column, at]))
  const { taken, rejected } = understand(rows, {
    columns,
    things,
    cellOf: ({ cells }, column) => cells[place.get(column) ?? -1] ?? '',
  })
  if (isStored && taken.length > 0) await inTransaction(db, (tx) => storeExposures(tx, taken))
  const known = new Map(
    before.map(({ dimension, valueId, month, units }) => [`${dimension} ${valueId} ${month}`, units]),
  )
  return {
    isStored,
    header,
    rows: taken.map((row) => ({ ...row, before: known.get(`${row.dimension} ${row.valueId} ${row.month}`) ?? null })),
    rejected: [
      ...broken,
      ...rejected.map(({ row: { line, cells }, rejection: { key, values } }) => ({
        line,
        cells,
        reason: text(language, `exposure.rejected.${key}`, values),
      })),
    ].sort((one, other) => one.line - other.line),
  }
}

/** The rows of a file as cells, and those that could not even be told apart. A corrected file of rejected rows is read as well. */
async function readRows(
  path: string,
  language: Language,
): Promise<{ header: string[]; rows: Row[]; broken: Rejected[] }> {
  const source = await openSource(path)
  try {
    const header = source.header.filter((column) => !(ownColumns as readonly string[]).includes(column))
    const rows: Row[] = []
    const broken: Rejected[] = []
    for await (const { line, values, problem, cells } of source.rows()) {
      if (rows.length + broken.length >= mostRows)
        throw new Problem('unprocessable', 'exposure_file_long', { most: mostRows })
      if (problem) {
        const { message, remedy } = explain(problem, language)
        broken.push({ line, cells, reason: `${message} ${remedy}` })
      } else rows.push({ line, cells: cellsOf(values, header).map(unescapeFormula) })
    }
    return { header, rows, broken }
  } finally {
    await source.close()
  }
}
