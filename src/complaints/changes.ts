import { sql } from 'kysely'
import { brokeConstraint, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import { countMove } from './counts.ts'
import { type Actor, appendEvents, type LockedComplaint, lockComplaint, type NewEvent } from './events.ts'
import { tellMentioned } from './mentions/tell.ts'
import { endOfChain } from './merging/merging.ts'
import { type MessageOnce, storedBefore } from './message-once.ts'
import { endProposal } from './solution/proposal.ts'
import { noteQuestions, noteRepeating } from './repeats/count.ts'
import { noteAdvice } from './reply-advice/note.ts'

type Words = {
  complaintId: string
  direction: 'in' | 'out' | 'note'
  channel: string
  text: string
  at: Date
  actor: Actor
  now: Date
}

/** Stores words said about a complaint, without an event; returns the message's id for the event that tells of it. */
export async function insertMessage(
  tx: Tx,
  { id = newId(), complaintId, direction, channel, text, at, actor }: Omit<Words, 'now'> & { id?: string },
): Promise<string> {
  await sql`
    insert into messages (complaint_id, id, direction, channel, at, author_id, text)
    values (${complaintId}, ${id}, ${direction}, ${channel}, ${at}, ${actor.kind === 'person' ? actor.id : null}, ${text})`.execute(
    tx,
  )
  return id
}

const eventFor = { in: 'customer_wrote', out: 'answered', note: 'noted' } as const

/**
 * Records words of the customer, words to the customer, or a note, with its event. The same idempotency key gives the message
 * that is there already, so that sending again after a lost answer stores once.
 * @returns the message's id
 * @throws Problem written_in_future, idempotency_key_reused when the key came with something else
 */
export async function addMessage(tx: Tx, words: Words & { once?: MessageOnce | null }): Promise<string> {
  if (words.at > words.now)
    throw new Problem('invalid', 'written_in_future', {}, { fields: [{ field: 'at', message: 'written_in_future' }] })
  const id = newId()
  const known = words.once ? await storedBefore(tx, words.once, { ...words, id }) : null
  if (known) return known
  // What the customer says to a complaint that was merged goes to where it goes on.
  const goesTo = words.direction === 'in' ? await endOfChain(tx, words.complaintId) : words.complaintId
  const complaint = await lockComplaint(tx, goesTo)
  await insertMessage(tx, { ...words, complaintId: goesTo, id })
  // Whoever writes has not been silent: somebody reads it, and nothing closes by itself.
  if (words.direction === 'in')
    await endProposal(tx, { complaintId: goesTo, answer: 'wrote', messageId: id, now: words.now })
  await appendEvents(
    tx,
    complaint,
    [
      {
        kind: eventFor[words.direction],
        at: words.at,
        actor: words.actor,
        detail: {
          message_id: id,
          channel: words.channel,
          ...(goesTo !== words.complaintId && { said_to_id: words.complaintId }),
        },
      },
    ],
    words.now,
  )
  const said = { messageId: id, text: words.text, actor: words.actor, now: words.now }
  if (words.direction === 'note') await tellMentioned(tx, complaint, said)
  if (words.direction === 'in') await noteRepeating(tx, complaint, said)
  if (words.direction === 'out') {
    await noteQuestions(tx, complaint, said)
    await noteAdvice(tx, complaint, said)
  }
  return id
}

const yearMilliseconds = 366 * 86_400_000

export type Classification = {
  productId?: string | null
  issueId?: string | null
  stepId?: string | null
  nextUpdateDue?: Date
}

/**
 * Says what a complaint is about and when the customer hears from us next; counts move with it.
 * @throws Problem complaint_closed for a next update on a closed complaint, next_update_unfit, no_such_reference
 */
export async function classifyComplaint(
  tx: Tx,
  { complaintId, change, actor, now }: { complaintId: string; change: Classification; actor: Actor; now: Date },
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const events: NewEvent[] = []
  const { nextUpdateDue } = change
  if (nextUpdateDue) {
    if (complaint.closedAt) throw new Problem('conflict', 'complaint_closed')
    // A next update in a hundred years would be none.
    if (nextUpdateDue <= now || nextUpdateDue.getTime() > now.getTime() + yearMilliseconds) {
      throw new Problem(
        'invalid',
        'next_update_unfit',
        {},
        { fields: [{ field: 'nextUpdateDue', message: 'next_update_unfit' }] },
      )
    }
    await sql`update complaints set next_update_due = ${nextUpdateDue} where id = ${complaintId}`.execute(tx)
    events.push({ kind: 'next_update_set', at: now, actor, detail: { due: nextUpdateDue.toISOString() } })
  }
  const moved = { ...complaint }
  for (const key of ['productId', 'issueId', 'stepId'] as const)
    if (change[key] !== undefined) moved[key] = change[key] ?? null
  if (
    moved.productId !== complaint.productId ||
    moved.issueId !== complaint.issueId ||
    moved.stepId !== complaint.stepId
  ) {
    await move(tx, complaint, moved)
    events.push({
      kind: 'reclassified',
      at: now,
      actor,
      detail: { product_id: moved.productId, issue_id: moved.issueId, step_id: moved.stepId },
    })
  }
  if (events.length > 0) await appendEvents(tx, complaint, events, now)
}

async function move(tx: Tx, from: LockedComplaint, to: LockedComplaint): Promise<void> {
  try {
    await sql`update complaints set product_id = ${to.productId}, issue_id = ${to.issueId}, step_id = ${to.stepId} where id = ${from.id}`.execute(
      tx,
    )
  } catch (error) {
    if (brokeConstraint(error))
      throw new Problem(
        'unprocessable',
        'no_such_reference',
        { field: 'productId, issueId or stepId' },
        { cause: error },
      )
    throw error
  }
  await countMove(tx, { complaintId: from.id, seq: from.head.count + 1, from, to })
}

/**
 * A manager signs why an escalated complaint shows no pothole. The database checks that the signer is or was one. The
 * reason is kept as a note too, so that history still has it when another manager signs again.
 */
export async function signNoPothole(
  tx: Tx,
  {
    complaintId,
    reason,
    signer,
    now,
  }: { complaintId: string; reason: string; signer: { id: string; role: string }; now: Date },
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  await sql`
    update complaints set no_pothole_reason = ${reason}, no_pothole_signed_by = ${signer.id}, no_pothole_signed_as = ${signer.role}
    where id = ${complaintId}`.execute(tx)
  const actor: Actor = { kind: 'person', id: signer.id }
  const messageId = await insertMessage(tx, {
    complaintId,
    direction: 'note',
    channel: complaint.channel,
    text: reason,
    at: now,
    actor,
  })
  await appendEvents(
    tx,
    complaint,
    [{ kind: 'no_pothole_signed', at: now, actor, detail: { message_id: messageId } }],
    now,
  )
}
