import { sql } from 'kysely'
import { companyTimeZone } from '../../complaints/clocks/time-zone.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Role } from '../../people/rules.ts'
import { queueStaffLetters } from '../staff-letters/store.ts'
import type { Schedule } from './contract.ts'
import { nextTime, type Rhythm } from './rules.ts'
import type { ReportRow } from './store.ts'

type Scheduling = { schedule: Schedule; mayRead: (role: Role) => boolean; now: Date }

/**
 * Has a report that is held sent to people from now on.
 * @throws Problem recipient_not_found, recipient_may_not_read
 */
export async function scheduleReport(tx: Tx, { id }: ReportRow, { schedule, mayRead, now }: Scheduling): Promise<void> {
  const recipientIds = [...new Set(schedule.recipientIds)]
  await requireReaders(tx, recipientIds, mayRead)
  const next = nextTime(schedule, await companyTimeZone(tx), now)
  const weekday = schedule.every === 'week' ? schedule.weekday : null
  const dayOfMonth = schedule.every === 'month' ? schedule.dayOfMonth : null
  await sql`
    insert into report_schedules (report_id, every, weekday, day_of_month, at_time, format, next_at)
    values (${id}, ${schedule.every}, ${weekday}, ${dayOfMonth}, ${schedule.at}, ${schedule.format}, ${next})
    on conflict (report_id) do update set every = excluded.every, weekday = excluded.weekday, day_of_month = excluded.day_of_month,
      at_time = excluded.at_time, format = excluded.format, next_at = excluded.next_at, stopped = null`.execute(tx)
  await sql`delete from report_recipients where report_id = ${id}`.execute(tx)
  await sql`
    insert into report_recipients (report_id, person_id) select ${id}, unnest(${recipientIds}::uuid[])`.execute(tx)
  await changed(tx, id, now)
}

async function requireReaders(tx: Tx, ids: string[], mayRead: (role: Role) => boolean): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; role: Role }>`
    select id, name, role from people where id = any (${ids}::uuid[]) and active for key share`.execute(tx)
  const refuse = (key: string, values: Record<string, string> = {}) =>
    new Problem('unprocessable', key, values, { fields: [{ field: 'recipientIds', message: key }] })
  if (rows.length < ids.length) throw refuse('recipient_not_found')
  const barred = rows.find(({ role }) => !mayRead(role))
  if (barred) throw refuse('recipient_may_not_read', { name: barred.name })
}

const changed = (tx: Tx, id: string, now: Date) =>
  sql`update saved_reports set version = version + 1, changed_at = ${now} where id = ${id}`.execute(tx)

/** Sends a report that is held no more; what still waits is taken back. @throws Problem report_not_scheduled */
export async function stopReport(tx: Tx, { id, schedule }: ReportRow, now: Date): Promise<void> {
  if (!schedule) throw new Problem('conflict', 'report_not_scheduled')
  await stop(tx, id, 'by_hand')
  await sql`
    update staff_letters set cancelled_at = ${now} where report_id = ${id} and sent_at is null and failure is null
      and cancelled_at is null and sending_since is null`.execute(tx)
  await changed(tx, id, now)
}

const stop = (tx: Tx, id: string, why: 'by_hand' | 'owner_left') =>
  sql`update report_schedules set next_at = null, stopped = coalesce(stopped, ${why}) where report_id = ${id}`.execute(
    tx,
  )

/** Takes somebody off those who get a report; the last one stops it. @throws Problem saved_report_not_found */
export async function leaveReport(tx: Tx, id: string, personId: string, now: Date): Promise<void> {
  // The report before its schedule, as everywhere.
  await sql`select 1 from saved_reports where id = ${id} for update`.execute(tx)
  const { numAffectedRows } = await sql`
    delete from report_recipients where report_id = ${id} and person_id = ${personId}`.execute(tx)
  if (!numAffectedRows) throw new Problem('not_found', 'saved_report_not_found')
  const { rows } = await sql`select 1 from report_recipients where report_id = ${id} limit 1`.execute(tx)
  if (rows.length === 0) await stop(tx, id, 'by_hand')
  await changed(tx, id, now)
}

type DueRow = {
  id: string
  every: Rhythm['every']
  weekday: number
  dayOfMonth: number
  at: string
  dueAt: Date
  ownerActive: boolean
}

/**
 * Queues the letters of reports that are due, one to each recipient. One that somebody is changing just now is left for the next
 * turn: its letters hold on to it, so that it is held before its schedule, as everywhere. What was due while nothing ran is sent once. A report whose
 * owner has left is stopped: nobody answers for it. Safe in several processes.
 * @returns how many reports were due
 */
export async function queueDueReports(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<DueRow>`
      select s.report_id as id, s.every, s.weekday, s.day_of_month as "dayOfMonth", s.at_time as at, s.next_at as "dueAt",
        o.active as "ownerActive"
      from report_schedules s join saved_reports r on r.id = s.report_id join people o on o.id = r.owner_id
      where s.next_at <= ${now} order by s.next_at limit 100
      for update of s skip locked for key share of r skip locked`.execute(tx)
    if (rows.length === 0) return 0
    const timeZone = await companyTimeZone(tx)
    for (const { id, dueAt, ownerActive, ...rhythm } of rows) {
      if (!ownerActive) {
        await stop(tx, id, 'owner_left')
        continue
      }
      const recipients = await sql<{ id: string }>`
        select p.id from report_recipients t join people p on p.id = t.person_id and p.active where t.report_id = ${id}`.execute(
        tx,
      )
      const personIds = recipients.rows.map((each) => each.id)
      await queueStaffLetters(tx, { personIds, kind: 'report', reportId: id, dueAt, now })
      const next = nextTime(rhythm as Rhythm, timeZone, now)
      await sql`update report_schedules set next_at = ${next} where report_id = ${id}`.execute(tx)
    }
    return rows.length
  })
}
