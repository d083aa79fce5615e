import { sql } from 'kysely'
import { companyTimeZone } from '../../complaints/clocks/time-zone.ts'
import type { Role } from '../../people/rules.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { nextTime, weeklyRhythm } from '../saved-reports/rules.ts'
import { queueStaffLetters } from '../staff-letters/store.ts'

const dayMilliseconds = 86_400_000

/**
 * Queues this week's letter to every manager who wants it, from Monday 08:00 of the company's clocks for a day; later it would
 * be no news. Safe in several processes.
 * @param mayGet whether somebody of this role gets one
 */
export async function queueWeeklyLetters(db: Database, mayGet: (role: Role) => boolean, now: Date): Promise<void> {
  const dueAt = nextTime(weeklyRhythm, await companyTimeZone(db), new Date(now.getTime() - dayMilliseconds))
  if (dueAt > now) return
  const { rows } = await sql<{ id: string; role: Role }>`
    select p.id, p.role from people p where p.active
      and not exists (select 1 from weekly_letters_off o where o.person_id = p.id)
      and not exists (select 1 from staff_letters l where l.person_id = p.id and l.kind = 'weekly' and l.due_at = ${dueAt})`.execute(
    db,
  )
  const personIds = rows.filter(({ role }) => mayGet(role)).map(({ id }) => id)
  await inTransaction(db, (tx) => queueStaffLetters(tx, { personIds, kind: 'weekly', reportId: null, dueAt, now }))
}
