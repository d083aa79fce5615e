import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'

type Snoozing = { complaintId: string; personId: string; until: Date; now: Date }

/**
 * Puts a complaint aside for one person. It is no event: nothing happened to the complaint, and its clocks run on.
 * @throws Problem complaint_closed, snooze_too_long past the next update, snooze_over for a time that has passed
 */
export async function snooze(tx: Tx, { complaintId, personId, until, now }: Snoozing): Promise<void> {
  const { rows } = await sql<{ due: Date | null }>`
    select next_update_due as due from complaints where id = ${complaintId} for share`.execute(tx)
  const due = rows[0]?.due
  if (!due) throw new Problem('conflict', 'complaint_closed')
  const key = until <= now ? 'snooze_over' : until > due ? 'snooze_too_long' : null
  if (key) throw new Problem('invalid', key, {}, { fields: [{ field: 'until', message: key }] })
  await sql`
    insert into snoozes (complaint_id, person_id, until, set_at) values (${complaintId}, ${personId}, ${until}, ${now})
    on conflict (complaint_id, person_id) do update set until = excluded.until, set_at = excluded.set_at`.execute(tx)
}

/** Takes it up again. */
export async function endSnooze(
  tx: Tx,
  { complaintId, personId }: Pick<Snoozing, 'complaintId' | 'personId'>,
): Promise<void> {
  await sql`delete from snoozes where complaint_id = ${complaintId} and person_id = ${personId}`.execute(tx)
}
