import { sql } from 'kysely'
import { brokeConstraint, type Tx } from '../platform/database/index.ts'
import { Problem } from '../platform/problem.ts'
import { insertMessage } from './changes.ts'
import type { Closing } from './shapes.ts'
import { type Actor, appendEvents, type EventDetail, type LockedComplaint, lockComplaint } from './events.ts'
import { requireFields } from './fields/values.ts'
import { endHandover } from './handovers.ts'
import { lockForMerging, mergedInto, tellTarget } from './merging/merging.ts'

type Close = {
  complaintId: string
  closing:
    | Exclude<Closing, { closure: 'merged' }>
    | { closure: 'merged'; intoId: string; evenIfOtherCustomer?: boolean }
  actor: Actor
  now: Date
}

/**
 * Closes an open complaint in one of the ways there are; each needs what makes it true, and the database checks it.
 * @throws Problem complaint_closed, fields_required_closing, management_needs_pothole, and those of `lockForMerging`
 */
export async function closeComplaint(tx: Tx, { complaintId, closing, actor, now }: Close): Promise<void> {
  const pair = 'intoId' in closing ? await lockForMerging(tx, complaintId, closing) : null
  const complaint = pair?.complaint ?? (await lockComplaint(tx, complaintId))
  if (complaint.closedAt) throw new Problem('conflict', 'complaint_closed')
  // Who withdraws or is looked after elsewhere is not kept waiting for our forms.
  if (closing.closure === 'solved' || closing.closure === 'decided') await requireFields(tx, complaintId, 'closing')
  const settled = pair && 'intoId' in closing ? { ...closing, intoId: pair.into.id } : closing
  const evidence: EventDetail = await storeEvidence(tx, complaint, settled, actor, now)
  if (pair) evidence.next_update_was = await nextUpdateOf(tx, complaintId)
  const ended = await endHandover(tx, complaintId, { answer: 'withdrawn', why: 'closed', actor, now })
  try {
    await sql`update complaints set closed_at = ${now}, closure = ${closing.closure}, next_update_due = null where id = ${complaintId}`.execute(
      tx,
    )
  } catch (error) {
    if (brokeConstraint(error, 'management_needs_pothole'))
      throw new Problem('conflict', 'management_needs_pothole', {}, { cause: error })
    throw error
  }
  await appendEvents(
    tx,
    complaint,
    [...ended, { kind: 'closed', at: now, actor, detail: { closure: closing.closure, ...evidence } }],
    now,
  )
  if (pair) await tellTarget(tx, { into: pair.into, kind: 'merged_in', fromId: complaintId, actor, now })
}

/** When the customer was to hear from us, so that undoing can set it again. */
async function nextUpdateOf(tx: Tx, complaintId: string): Promise<string | null> {
  const { rows } = await sql<{
    due: Date | null
  }>`select next_update_due as due from complaints where id = ${complaintId}`.execute(tx)
  return rows[0]?.due?.toISOString() ?? null
}

async function storeEvidence(
  tx: Tx,
  complaint: LockedComplaint,
  closing: Close['closing'],
  actor: Actor,
  now: Date,
): Promise<Record<string, string>> {
  const messageId = await storeWords(tx, complaint.id, closing, actor, now)
  const intoId = 'intoId' in closing ? closing.intoId : null
  await sql`
    insert into closures (complaint_id, closure, closed_at, recorded_by, customer_message_id, reasons, recourse, merged_into_id)
    values (${complaint.id}, ${closing.closure}, ${now}, ${actor.kind === 'person' ? actor.id : null}, ${'customerWords' in closing ? messageId : null},
      ${'reasons' in closing ? closing.reasons : null}, ${'recourse' in closing ? closing.recourse : null}, ${intoId})`.execute(
    tx,
  )
  return { ...(messageId && { message_id: messageId }), ...(intoId && { into_id: intoId }) }
}

/** The words that a closure rests on, kept as a message so that they outlive a reopening: the customer's, or our decision. */
async function storeWords(
  tx: Tx,
  complaintId: string,
  closing: Close['closing'],
  actor: Actor,
  now: Date,
): Promise<string | null> {
  if ('customerWords' in closing) {
    return insertMessage(tx, {
      complaintId,
      direction: 'in',
      channel: closing.channel,
      text: closing.customerWords,
      at: now,
      actor,
    })
  }
  if (!('reasons' in closing)) return null
  return insertMessage(tx, {
    complaintId,
    direction: 'out',
    channel: 'letter',
    text: `${closing.reasons}\n\n${closing.recourse}`,
    at: now,
    actor,
  })
}

/**
 * Reopens a closed complaint with its owner, or with `fallbackOwnerId` when the owner has left since.
 * @throws Problem complaint_open
 */
export async function reopenComplaint(
  tx: Tx,
  reopening: {
    complaintId: string
    reason: string
    fallbackOwnerId: string
    nextUpdateDue: Date
    actor: Actor
    now: Date
  },
): Promise<void> {
  const { complaintId, reason, fallbackOwnerId, nextUpdateDue, actor, now } = reopening
  const complaint = await lockComplaint(tx, complaintId)
  if (!complaint.closedAt) throw new Problem('conflict', 'complaint_open')
  const intoId = complaint.closure === 'merged' ? await mergedInto(tx, complaint) : null
  const { rows } = await sql`select 1 from people where id = ${complaint.ownerId} and active for share`.execute(tx)
  const ownerId = rows.length > 0 ? complaint.ownerId : fallbackOwnerId
  const messageId = await insertMessage(tx, {
    complaintId,
    direction: 'note',
    channel: complaint.channel,
    text: reason,
    at: now,
    actor,
  })
  await sql`
    update complaints set closed_at = null, closure = null, owner_id = ${ownerId}, next_update_due = ${nextUpdateDue}
    where id = ${complaintId}`.execute(tx)
  await appendEvents(
    tx,
    complaint,
    [
      {
        kind: 'reopened',
        at: now,
        actor,
        detail: { was: complaint.closure, owner_id: ownerId, message_id: messageId },
      },
    ],
    now,
  )
  if (!intoId) return
  const into = await lockComplaint(tx, intoId)
  await tellTarget(tx, { into, kind: 'merged_out', fromId: complaintId, actor, now })
}
