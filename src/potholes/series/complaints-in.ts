import { type RawBuilder, sql } from 'kysely'
import { withBranches } from '../../complaints/filters.ts'
import { themesIn } from '../../language/index.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { fieldValueOf, type SeriesKey } from './kinds.ts'
import type { Day } from './periods.ts'

/** Days from one up to, but without, another. */
export type Days = { from: Day; until: Day }
export type ComplaintWords = { id: string; text: string | null }

/**
 * The complaints of a series on some days, newest first: what the series counts on those days, asked of the complaints
 * themselves. Of a word theme, those whose words speak of it.
 * @param most  how many to look at, at most
 */
export async function complaintsIn(
  db: Database | Tx,
  series: SeriesKey,
  { days, most, withWords = false }: { days: Days[]; most: number; withWords?: boolean },
): Promise<ComplaintWords[]> {
  const { rows } = await sql<ComplaintWords>`
    select c.id, c.text from complaints c
    where ${receivedOn(days)} and ${memberOf(series)} and ${withWords ? sql`c.text is not null` : sql`true`}
    order by c.received_at desc, c.id desc limit ${most}`.execute(db)
  if (series.kind !== 'words') return rows
  return rows.filter(({ text }) => text !== null && themesIn(text).some(({ key }) => key === series.key))
}

const instant = (day: Day) => sql`${day}::timestamp at time zone 'UTC'`

/** Complaints `c` received on any of these days. */
export const receivedOn = (days: Days[]): RawBuilder<unknown> =>
  days.length === 0
    ? sql`false`
    : sql`(${sql.join(
        days.map(({ from, until }) => sql`c.received_at >= ${instant(from)} and c.received_at < ${instant(until)}`),
        sql` or `,
      )})`

/** Complaints `c` of a series; of words, those that may be. */
function memberOf({ kind, key }: SeriesKey): RawBuilder<unknown> {
  switch (kind) {
    case 'all':
      return sql`true`
    case 'product':
      return sql`c.product_id in ${withBranches('products', key)}`
    case 'issue':
      return sql`c.issue_id in ${withBranches('issues', key)}`
    case 'step':
      return sql`c.step_id = ${key}`
    case 'cause':
      return sql`c.cause_id = ${key}`
    case 'partner':
      return sql`c.cause_locus = 'partner'`
    case 'field': {
      const { fieldId, value } = fieldValueOf(key)
      return sql`exists (select 1 from complaint_field_values v
        where v.complaint_id = c.id and v.field_id = ${fieldId} and v.value = ${value})`
    }
    case 'words':
      // A stem is how its forms begin; which texts truly speak of it is told from their words.
      return sql`c.text is not null and ${sql.join(
        key
          .split(' ')
          .map((stem) => sql`translate(lower(c.text), 'ё', 'е') like ${`%${stem.replaceAll(/[\\%_]/g, '\\$&')}%`}`),
        sql` and `,
      )}`
  }
}
