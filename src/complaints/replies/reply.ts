import { sql } from 'kysely'
import { onlyRow, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { insertMessage } from '../changes.ts'
import { makeCommitments, type Promised, releaseUnsaid } from '../commitments/store.ts'
import { type Actor, appendEvents, type LockedComplaint, lockComplaint } from '../events.ts'
import { cancelLetter, type LetterKey, queueLetter } from '../letters/queue.ts'
import { type MessageOnce, storedBefore } from '../message-once.ts'
import { noteQuestions } from '../repeats/count.ts'
import { noteAdvice } from '../reply-advice/note.ts'
import { nextUpdateAfter, undoSeconds } from './rules.ts'

type Reply = {
  complaintId: string
  text: string
  commitments: Promised[]
  /** When the customer hears from us next; so many hours as usual after this when left out. */
  nextUpdateDue?: Date
  once?: MessageOnce | null
  actor: Actor
  now: Date
}
type Sent = { id: string; undoUntil: Date }

const undoUntil = (now: Date): Date => new Date(now.getTime() + undoSeconds * 1000)

/**
 * Answers the customer by letter. It leaves after ten seconds; what was said in it, the commitments and the next update are
 * stored with it.
 * @throws Problem no_email_known, commitment_unfit, next_update_unfit, idempotency_key_reused
 */
export async function sendReply(tx: Tx, reply: Reply): Promise<Sent> {
  const { complaintId, text, commitments, actor, now } = reply
  const id = newId()
  const known = reply.once ? await storedBefore(tx, reply.once, { id, complaintId, now }) : null
  if (known) return { id: known, undoUntil: undoUntil(now) }
  const complaint = await lockComplaint(tx, complaintId)
  const before = await beforeOf(tx, complaintId)
  await insertMessage(tx, { id, complaintId, direction: 'out', channel: 'email', text, at: now, actor })
  const answered = { message_id: id, channel: 'email', waits_since: iso(before.waits), due_was: iso(before.due) }
  await appendEvents(tx, complaint, [{ kind: 'answered', at: now, actor, detail: answered }], now)
  await noteQuestions(tx, complaint, { messageId: id, text, actor, now })
  await noteAdvice(tx, complaint, { messageId: id, text, actor, now })
  await makeCommitments(tx, complaint, { promised: commitments, messageId: id, actor, now })
  await setNextUpdate(tx, complaint, reply)
  const letter = await queueLetter(tx, complaint, {
    kind: 'reply',
    values: { words: text },
    messageId: id,
    authorId: actor.kind === 'person' ? actor.id : null,
    notBefore: undoUntil(now),
    actor,
    now,
  })
  if (!letter) throw new Problem('conflict', 'no_email_known')
  return { id, undoUntil: undoUntil(now) }
}

type Before = { waits: Date | null; due: Date | null }

async function beforeOf(tx: Tx, complaintId: string): Promise<Before> {
  return onlyRow(
    await sql<Before>`
      select customer_waits_since as waits, next_update_due as due from complaints where id = ${complaintId}`.execute(
      tx,
    ),
  )
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
const yearMilliseconds = 366 * 86_400_000

/** A closed complaint owes nothing more. */
async function setNextUpdate(
  tx: Tx,
  complaint: LockedComplaint,
  { commitments, nextUpdateDue, now }: Reply,
): Promise<void> {
  if (complaint.closedAt) return
  if (nextUpdateDue && (nextUpdateDue <= now || nextUpdateDue.getTime() > now.getTime() + yearMilliseconds)) {
    const fields = [{ field: 'nextUpdateDue', message: 'next_update_unfit' }]
    throw new Problem('invalid', 'next_update_unfit', {}, { fields })
  }
  const { hours } = onlyRow(
    await sql<{ hours: number }>`select update_within_hours as hours from organization`.execute(tx),
  )
  const usual = new Date(now.getTime() + hours * 3_600_000)
  const due = nextUpdateAfter({ chosen: nextUpdateDue, usual, promised: commitments.map(({ dueAt }) => dueAt) })
  await sql`update complaints set next_update_due = ${due} where id = ${complaint.id}`.execute(tx)
}

/**
 * Takes a reply back before its letter leaves: then it was never said, and all is as it was before.
 * @throws Problem reply_not_found, reply_has_left
 */
export async function takeBackReply(
  tx: Tx,
  { complaintId, messageId, actor, now }: { complaintId: string; messageId: string; actor: Actor; now: Date },
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const { rows } = await sql<LetterKey & { detail: { waits_since?: string | null; due_was?: string | null } }>`
    select l.kind, l.occasion, e.detail from letters l
    join complaint_events e on e.complaint_id = l.complaint_id and e.kind = 'answered' and e.detail ->> 'message_id' = ${messageId}
    where l.complaint_id = ${complaintId} and l.message_id = ${messageId} and l.kind = 'reply'`.execute(tx)
  if (rows.length === 0) throw new Problem('not_found', 'reply_not_found')
  const { detail, ...letter } = onlyRow({ rows })
  if (!(await cancelLetter(tx, complaintId, letter, now))) throw new Problem('conflict', 'reply_has_left')
  await sql`
    update messages set taken_back_at = ${now} where complaint_id = ${complaintId} and id = ${messageId}`.execute(tx)
  await releaseUnsaid(tx, { complaintId, messageId, now })
  await appendEvents(
    tx,
    complaint,
    [{ kind: 'reply_taken_back', at: now, actor, detail: { message_id: messageId } }],
    now,
  )
  await sql`
    update complaints set customer_waits_since = ${detail.waits_since ?? null},
      times_customer_repeated = times_customer_repeated - (select count(*) from complaint_events
        where complaint_id = ${complaintId} and kind = 'asked_again' and detail ->> 'of_message' = ${messageId}),
      next_update_due = case when closed_at is null then coalesce(${detail.due_was ?? null}, next_update_due) end
    where id = ${complaintId}`.execute(tx)
}
