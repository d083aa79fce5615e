import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './connect.ts'

export type Value = string | number | boolean | null | Date | Buffer | object

/**
 * Inserts many rows with one statement and one parameter: the rows as JSON, read in the table's own types. All rows must
 * have the same keys, which are the columns.
 * @param ending what follows, such as `on conflict do nothing`
 */
export async function insertRows(
  tx: Tx,
  table: string,
  rows: Record<string, Value>[],
  ending: RawBuilder<unknown> = sql``,
): Promise<void> {
  const first = rows[0]
  if (!first) return
  const columns = columnsOf(first)
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from ${recordset(table, rows)} ${ending}`.execute(tx)
}

/** The columns that rows name by their keys. */
export const columnsOf = (row: Record<string, Value>): RawBuilder<unknown> =>
  sql.join(Object.keys(row).map((column) => sql.ref(column)))

/** Rows as a table of one parameter, in the types of the stored table. */
export function recordset(table: string, rows: Record<string, Value>[]): RawBuilder<unknown> {
  return sql`json_populate_recordset(null::${sql.table(table)}, ${withoutNul(JSON.stringify(withoutBytes(rows)))}::json)`
}

/** Bytes in the hexadecimal that PostgreSQL reads; rows without any are left as they are. */
function withoutBytes(rows: Record<string, Value>[]): Record<string, Value>[] {
  const columns = Object.keys(rows[0] ?? {}).filter((key) => rows.some((row) => Buffer.isBuffer(row[key])))
  if (columns.length === 0) return rows
  return rows.map((row) => {
    const written = { ...row }
    for (const column of columns) {
      const value = row[column]
      if (Buffer.isBuffer(value)) written[column] = `\\x${value.toString('hex')}`
    }
    return written
  })
}

/** PostgreSQL's texts hold no NUL character; some sources do. An escaped backslash before `u0000` is text. */
const withoutNul = (json: string): string =>
  json.includes('\\u0000') ? json.replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1') : json
