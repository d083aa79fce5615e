import { sql } from 'kysely'
import type { Tx } from '../platform/database/index.ts'

/** The day in UTC, as `2026-03-01`. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/**
 * Says that what is counted on these days has changed, in the transaction that changes it, so that series of counts per day
 * are counted again. @param isNew whether complaints came, whose words are to be read
 */
export async function markDays(tx: Tx, received: Date[], isNew: boolean): Promise<void> {
  const days = [...new Set(received.map(dayOf))].sort()
  await sql`
    insert into complaint_days_changed as held (day, new_complaints, marked_at)
    select day, ${isNew}, now() from unnest(${days}::date[]) as day order by day
    on conflict (day) do update set new_complaints = held.new_complaints or excluded.new_complaints, marked_at = excluded.marked_at`.execute(
    tx,
  )
}
