import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './connect.ts'

export type Value = string | number | boolean | null | Date | Buffer | object

/** A value as PostgreSQL reads it from JSON. */
function plain(value: Value): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  return value
}

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
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)]))),
  )
  return sql`json_populate_recordset(null::${sql.table(table)}, ${withoutNul(json)}::json)`
}

/** PostgreSQL's texts hold no NUL character; some sources do. An escaped backslash before `u0000` is text. */
const withoutNul = (json: string): string =>
  json.includes('\\u0000') ? json.replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1') : json
