import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'

type Waiting = { complaintId: string; managerId: string; speakBy: Date; isLate: boolean }

/**
 * Reminds managers in the last quarter of their time that a customer waits for their word, and tells the executives too once
 * it is over. Each once.
 * @returns how many were told of
 */
export function watchManagers({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const now = clock.now()
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<Waiting>`
      update escalations x set reminded_at = coalesce(x.reminded_at, ${now}),
        late_told_at = case when x.speak_by <= ${now} then ${now} else x.late_told_at end
      where (x.complaint_id, x.id) in (
        select complaint_id, id from escalations
        where waits and ((reminded_at is null and speak_by - (speak_by - at) / 4 <= ${now}) or (late_told_at is null and speak_by <= ${now}))
        order by speak_by limit 200 for update skip locked)
      returning x.complaint_id as "complaintId", x.manager_id as "managerId", x.speak_by as "speakBy", x.speak_by <= ${now} as "isLate"`.execute(
      tx,
    )
    const above = rows.some(({ isLate }) => isLate) ? await executives(tx) : []
    for (const { complaintId, managerId, speakBy, isLate } of rows) {
      const personIds = isLate ? [managerId, ...above] : [managerId]
      const detail = { due: speakBy.toISOString(), owner_id: managerId }
      await notify(tx, { personIds, kind: isLate ? 'speak_late' : 'speak_soon', complaintId, detail, now })
    }
    return rows.length
  })
}

async function executives(tx: Parameters<typeof notify>[0]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from people where role = 'executive' and active`.execute(tx)
  return rows.map(({ id }) => id)
}
