import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'

/** Tells people that what they put aside is back, once; with its next update, if that came sooner. */
export async function endSnoozes(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ complaint_id: string; person_id: string; is_open: boolean }>`
      delete from snoozes s where (s.complaint_id, s.person_id) in (
        select z.complaint_id, z.person_id from snoozes z join complaints c on c.id = z.complaint_id
        where z.until <= ${now} or c.next_update_due <= ${now} or c.closed_at is not null
        order by z.until limit 200 for update of z skip locked)
      returning s.complaint_id, s.person_id, (select closed_at is null from complaints where id = s.complaint_id) as is_open`.execute(
      tx,
    )
    for (const { complaint_id, person_id, is_open } of rows)
      if (is_open) await notify(tx, { personIds: [person_id], kind: 'snooze_ended', complaintId: complaint_id, now })
    return rows.length
  })
}
