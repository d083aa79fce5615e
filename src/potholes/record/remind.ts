import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'

/** So many days before its date an owner is reminded of a pothole. */
const daysAhead = 7

type Due = { id: string; name: string; ownerId: string; dueOn: string; kind: 'soon' | 'late' }

/**
 * Reminds owners of open potholes of the date they set, once when it comes near and once when it has passed. Safe in several
 * processes. @returns how many were reminded
 */
export async function remindOwners(db: Database, now: Date): Promise<number> {
  const today = now.toISOString().slice(0, 10)
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<Due>`
      with due as (
        select id, name, owner_id, due_on, case when due_on < ${today}::date then 'late' else 'soon' end as kind from potholes
        where closed_at is null and proven_at is null and due_on <= ${today}::date + ${daysAhead}::int),
      told as (
        insert into pothole_reminders (pothole_id, due_on, kind, at) select id, due_on, kind, ${now} from due
        on conflict do nothing returning pothole_id)
      select due.id, due.name, due.owner_id as "ownerId", due.due_on as "dueOn", due.kind
      from due join told on told.pothole_id = due.id`.execute(tx)
    for (const { id, name, ownerId, dueOn, kind } of rows) {
      const detail = { pothole_id: id, pothole: name, due: `${dueOn}T12:00:00.000Z` }
      await notify(tx, { personIds: [ownerId], kind: `pothole_${kind}`, complaintId: null, detail, now })
    }
    return rows.length
  })
}
