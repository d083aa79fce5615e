import { type RawBuilder, sql } from 'kysely'
import { stateOf } from '../../complaints/letters/rules.ts'
import { type Database, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { StaffLetter } from './contract.ts'

type Due = { personIds: string[]; kind: 'report' | 'weekly'; reportId: string | null; dueAt: Date; now: Date }

/** Queues a letter to each of some people; one that is due already stays the only one. */
export async function queueStaffLetters(tx: Tx, { personIds, kind, reportId, dueAt, now }: Due): Promise<void> {
  const rows = personIds.map((personId) => ({
    id: newId(),
    person_id: personId,
    kind,
    report_id: reportId,
    due_at: dueAt,
    next_attempt_at: now,
  }))
  await insertRows(tx, 'staff_letters', rows, sql`on conflict (person_id, report_id, due_at) do nothing`)
}

type Row = {
  id: string
  personId: string
  name: string
  reportId: string | null
  dueAt: Date
  sendingSince: Date | null
  sentAt: Date | null
  cancelledAt: Date | null
  failure: string | null
  lastRefusal: string | null
  delivery: 'server' | 'mailbox' | null
}

/** The latest letters `l` for which a condition holds, at the most `most` of each report and the same of weekly ones. */
export async function latestLetters(
  db: Database | Tx,
  condition: RawBuilder<unknown>,
  most: number,
): Promise<(StaffLetter & { reportId: string | null })[]> {
  const { rows } = await sql<Row>`
    select * from (
      select l.id, l.person_id as "personId", p.name, l.report_id as "reportId", l.due_at as "dueAt", l.sending_since as "sendingSince",
        l.sent_at as "sentAt", l.cancelled_at as "cancelledAt", l.failure, l.last_refusal as "lastRefusal", l.delivery,
        row_number() over (partition by l.report_id order by l.due_at desc, l.id desc) as place
      from staff_letters l join people p on p.id = l.person_id where ${condition}) latest
    where place <= ${most} order by "dueAt" desc, id desc`.execute(db)
  return rows.map(({ id, personId, name, reportId, dueAt, sentAt, failure, lastRefusal, ...fate }) => ({
    id,
    to: { id: personId, name },
    dueAt: dueAt.toISOString(),
    state: stateOf({ ...fate, sentAt, failure, bouncedAt: null }) as StaffLetter['state'],
    sentAt: sentAt?.toISOString() ?? null,
    reason: failure ?? lastRefusal,
    reportId,
  }))
}

/**
 * Lets a letter that failed be tried again: one to oneself or of one's own report, and an administrator any.
 * @throws Problem staff_letter_not_found, staff_letter_not_failed
 */
export async function retryStaffLetter(
  tx: Tx,
  { id, caller, now }: { id: string; caller: { id: string; role: string }; now: Date },
): Promise<void> {
  const { rows } = await sql<{ failure: string | null }>`
    select l.failure from staff_letters l left join saved_reports r on r.id = l.report_id
    where l.id = ${id} and (l.person_id = ${caller.id} or r.owner_id = ${caller.id} or ${caller.role === 'administrator'})
    for update of l`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', 'staff_letter_not_found')
  if (!rows[0].failure) throw new Problem('conflict', 'staff_letter_not_failed')
  await sql`
    update staff_letters set failure = null, last_refusal = null, attempts = 0, next_attempt_at = ${now} where id = ${id}`.execute(
    tx,
  )
}
