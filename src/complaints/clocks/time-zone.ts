import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'

/** Where the company's clocks hang: the time zone of the calendar by which most of its time limits count; UTC without any. */
export async function companyTimeZone(db: Database | Tx): Promise<string> {
  const { rows } = await sql<{ zone: string }>`
    select c.definition->>'timeZone' as zone from calendars c left join regimes r on r.calendar_id = c.id and r.active
    group by c.id order by count(r.id) desc, c.changed_at desc, c.id limit 1`.execute(db)
  return rows[0]?.zone ?? 'UTC'
}
