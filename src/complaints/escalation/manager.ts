import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { insertMessage } from '../changes.ts'
import { closeComplaint } from '../closing.ts'
import { type Actor, appendEvents, lockComplaint } from '../events.ts'
import { queueLetter } from '../letters/queue.ts'
import { careTimes, hoursAfter } from '../solution/settings.ts'
import type { Failing } from './contract.ts'
import { owedByManagement } from './owed.ts'

type Speaking = {
  complaintId: string
  how: 'call' | 'in_person' | 'letter'
  /** What was said, or the letter itself, which goes to the customer. */
  words: string
  at: Date
  /** Who says that they spoke. */
  personId: string
  now: Date
}

/**
 * Records that the manager whom a customer reached spoke to them in person: what was said in a call or a meeting, or a letter of
 * their own, which is sent with this. Nobody can do it for them.
 * @throws Problem no_escalation_waits, not_the_manager, written_in_future, spoke_before_asked, no_email_known for a letter
 */
export async function managerSpoke(tx: Tx, { complaintId, how, words, at, personId, now }: Speaking): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const waiting = await waitingEscalation(tx, complaintId)
  if (!waiting) throw new Problem('conflict', 'no_escalation_waits')
  if (waiting.managerId !== personId) throw new Problem('forbidden', 'not_the_manager')
  const flaw = at > now ? 'written_in_future' : at < waiting.at ? 'spoke_before_asked' : null
  if (flaw) throw new Problem('invalid', flaw, {}, { fields: [{ field: 'at', message: flaw }] })
  const actor: Actor = { kind: 'person', id: personId }
  const isLetter = how === 'letter'
  const channel = isLetter ? 'email' : how === 'call' ? 'phone' : 'in_person'
  const direction = isLetter ? 'out' : 'note'
  const messageId = await insertMessage(tx, { complaintId, direction, channel, text: words, at, actor })
  await sql`
    update escalations set spoke_at = ${at}, spoke_by = ${personId}, spoke_how = ${how}, spoke_message_id = ${messageId}
    where complaint_id = ${complaintId} and id = ${waiting.id}`.execute(tx)
  const soon = hoursAfter(now, (await careTimes(tx)).updateWithinHours)
  await sql`
    update complaints set next_update_due = ${soon} where id = ${complaintId} and closed_at is null and next_update_due < ${soon}`.execute(
    tx,
  )
  const detail = { message_id: messageId, escalation_id: waiting.id, how, channel }
  await appendEvents(tx, complaint, [{ kind: 'manager_spoke', at, actor, detail }], now)
  if (!isLetter) return
  const letter = { kind: 'reply', values: { words }, messageId, authorId: personId, actor, now } as const
  if (!(await queueLetter(tx, complaint, letter))) throw new Problem('conflict', 'no_email_known')
}

async function waitingEscalation(tx: Tx, complaintId: string) {
  const { rows } = await sql<{ id: string; managerId: string; at: Date }>`
    select id, manager_id as "managerId", at from escalations where complaint_id = ${complaintId} and waits`.execute(tx)
  return rows[0] ?? null
}

/**
 * Notes what failed at earlier stages of a complaint that reached management; noting a stage again replaces what was noted.
 * @throws Problem no_escalation, no_such_stage
 */
export async function noteFailures(
  tx: Tx,
  { complaintId, failures, actor, now }: { complaintId: string; failures: Failing[]; actor: Actor; now: Date },
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const { rows } = await sql<{ id: string; eventSeq: number }>`
    select id, event_seq as "eventSeq" from escalations where complaint_id = ${complaintId} order by event_seq desc limit 1`.execute(
    tx,
  )
  const last = rows[0]
  if (!last) throw new Problem('conflict', 'no_escalation')
  const known = await sql<{ seq: number }>`
    select seq from complaint_events e where complaint_id = ${complaintId} and seq < ${last.eventSeq}`.execute(tx)
  const by = actor.kind === 'person' ? actor.id : null
  for (const { stageSeq, what, note = null } of failures) {
    if (!known.rows.some(({ seq }) => seq === stageSeq)) throw new Problem('unprocessable', 'no_such_stage')
    await sql`
      insert into escalation_failures (complaint_id, escalation_id, stage_seq, what, note, noted_by, noted_at)
      values (${complaintId}, ${last.id}, ${stageSeq}, ${what}, ${note}, ${by}, ${now})
      on conflict (complaint_id, stage_seq) do update set what = excluded.what, note = excluded.note, noted_by = excluded.noted_by,
        noted_at = excluded.noted_at`.execute(tx)
  }
  const events = failures.map(({ stageSeq, what }) => ({
    kind: 'failure_noted',
    at: now,
    actor,
    detail: { stage_seq: stageSeq, what },
  }))
  await appendEvents(tx, complaint, events, now)
}

/**
 * Closes with the customer's own word that waited for what management owes, once nothing is owed any more.
 * @returns whether it closed
 */
export async function closeIfSettled(tx: Tx, complaintId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ closure: 'solved' | 'withdrawn'; messageId: string }>`
    select closure, message_id as "messageId" from waiting_closures where complaint_id = ${complaintId}`.execute(tx)
  const word = rows[0]
  if (!word || (await owedByManagement(tx, complaintId)).length > 0) return false
  const closing = { closure: word.closure, customerMessageId: word.messageId }
  await closeComplaint(tx, { complaintId, closing, actor: { kind: 'customer', id: null }, now })
  return true
}
