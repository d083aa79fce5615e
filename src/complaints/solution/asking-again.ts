import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { formatDate } from '../../platform/texts/index.ts'
import { closeComplaint } from '../closing.ts'
import { closeIfSettled } from '../escalation/manager.ts'
import { owed, owedByManagement } from '../escalation/owed.ts'
import { type Actor, type LockedComplaint, lockComplaint } from '../events.ts'
import { queueLetter } from '../letters/queue.ts'
import { type Asking, nextStep } from './rules.ts'
import { daysAfter } from './settings.ts'
import { spokenTo } from './spoken.ts'

const system: Actor = { kind: 'system', id: null }

/**
 * Asks customers again who have not answered whether a proposed solution solved it, and closes as "no answer" what was asked
 * about as often as was stated.
 * @returns how many steps were taken
 */
export async function askAgain({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select complaint_id as id from solutions where answered_at is null and next_step_at <= ${clock.now()}
    order by next_step_at limit 200`.execute(db)
  for (const { id } of rows) await inTransaction(db, (tx) => takeStep(tx, id, clock.now()))
  return rows.length + (await closeWhatWaited(db, clock))
}

/** What waited with the customer's word for something that management owed, and was settled since. */
async function closeWhatWaited(db: Database, clock: Clock): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select c.id from waiting_closures w join complaints c on c.id = w.complaint_id where ${owed} = '{}' limit 200`.execute(
    db,
  )
  for (const { id } of rows) await inTransaction(db, (tx) => closeIfSettled(tx, id, clock.now()))
  return rows.length
}

type Due = Asking & { id: string; messageId: string; words: string }

async function takeStep(tx: Tx, complaintId: string, now: Date): Promise<void> {
  // Whoever comes second waits for this lock, and finds that nothing is due any more.
  const complaint = await lockComplaint(tx, complaintId)
  const due = await dueSolution(tx, complaintId, now)
  if (!due || complaint.closedAt) return
  const step = nextStep(due, now)
  if (step.does === 'remind') await remind(tx, complaint, { due, ...step, now })
  else if (step.does === 'give_up') await giveUp(tx, complaint, now)
  else if (step.does === 'wait') await setNextStep(tx, complaintId, step.next)
  else await close(tx, complaint, due, now)
}

async function dueSolution(tx: Tx, complaintId: string, now: Date): Promise<Due | null> {
  const { rows } = await sql<Due>`
    select s.id, s.message_id as "messageId", m.text as words, s.remind_after_days as "remindAfterDays",
      s.reminders_stated as "remindersStated",
      (select count(*)::integer from letters l where l.complaint_id = s.complaint_id and l.solution_id = s.id and l.is_sent) as sent,
      exists (select 1 from letters l where l.complaint_id = s.complaint_id and (l.solution_id = s.id or l.message_id = s.message_id)
        and l.sent_at is null and l.failure is null and l.cancelled_at is null) as "isOnItsWay",
      exists (select 1 from letters l where l.complaint_id = s.complaint_id and (l.solution_id = s.id or l.message_id = s.message_id)
        and (l.failure is not null or l.bounced_at is not null)) as "isLost"
    from solutions s join messages m on m.complaint_id = s.complaint_id and m.id = s.message_id
    where s.complaint_id = ${complaintId} and s.answered_at is null and s.next_step_at <= ${now}`.execute(tx)
  return rows[0] ?? null
}

type Reminding = { due: Due; number: number; closes: Date; next: Date; now: Date }

async function remind(
  tx: Tx,
  complaint: LockedComplaint,
  { due, number, closes, next, now }: Reminding,
): Promise<void> {
  const language = await spokenTo(tx, complaint.id)
  const letter = await queueLetter(tx, complaint, {
    kind: 'reminder',
    values: { words: due.words, closes: formatDate(language, closes, 'UTC') },
    messageId: due.messageId,
    reminder: number,
    solutionId: due.id,
    actor: system,
    now,
  })
  if (!letter) return giveUp(tx, complaint, now)
  await setNextStep(tx, complaint.id, next)
  await sql`update complaints set next_update_due = ${next} where id = ${complaint.id}`.execute(tx)
}

/** Nothing closes by itself any more; the owner is told that the customer may know of nothing. */
async function giveUp(tx: Tx, complaint: LockedComplaint, now: Date): Promise<void> {
  await setNextStep(tx, complaint.id, null)
  await sql`update complaints set next_update_due = least(next_update_due, ${daysAfter(now, 1)}) where id = ${complaint.id}`.execute(
    tx,
  )
  await notify(tx, { personIds: [complaint.ownerId], kind: 'not_reached', complaintId: complaint.id, now })
}

/** What management owes comes before closing; it is looked at again every day. */
async function close(tx: Tx, complaint: LockedComplaint, due: Due, now: Date): Promise<void> {
  if ((await owedByManagement(tx, complaint.id)).length > 0) return setNextStep(tx, complaint.id, daysAfter(now, 1))
  const closing = { closure: 'no_answer', solutionId: due.id, reminders: due.remindersStated } as const
  await closeComplaint(tx, { complaintId: complaint.id, closing, actor: system, now })
}

async function setNextStep(tx: Tx, complaintId: string, at: Date | null): Promise<void> {
  await sql`
    update solutions set next_step_at = ${at} where complaint_id = ${complaintId} and answered_at is null`.execute(tx)
}
