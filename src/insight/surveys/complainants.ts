import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/**
 * Counts, for each survey, the customers who complained in the days it asks about, each once; a complaint of nobody known
 * counts by itself. Every hour while those days last, and once more after them: it is a scan of those days, which no page waits
 * for.
 */
export async function countComplainants(db: Database, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; from: string; to: string }>`
    select id, asked_from as "from", asked_to as "to" from surveys
    where complainants_at is null or (complainants_at < (asked_to + 2)::timestamp at time zone 'UTC'
      and complainants_at < ${new Date(now.getTime() - 3_600_000)})`.execute(db)
  for (const { id, from, to } of rows)
    await sql`
      update surveys set complainants_at = ${now}, complainants = (
        select count(distinct coalesce(customer_id, id)) from complaints
        where received_at >= ${from}::date::timestamp at time zone 'UTC'
          and received_at < (${to}::date + 1)::timestamp at time zone 'UTC' and closure is distinct from 'merged')
      where id = ${id}`.execute(db)
}
