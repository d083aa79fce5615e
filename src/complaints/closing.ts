import { sql } from 'kysely'
import { brokeConstraint, type Tx } from '../platform/database/index.ts'
import { Problem } from '../platform/problem.ts'
import { insertMessage } from './changes.ts'
import { type ClosingWay, decisionWords, storeEvidence } from './closing-evidence.ts'
import { endEscalation } from './escalation/end.ts'
import { owedByManagement } from './escalation/owed.ts'
import { type Actor, appendEvents, lockComplaint } from './events.ts'
import { requireFields } from './fields/values.ts'
import { endHandover } from './handovers.ts'
import { lockForMerging, mergedInto, tellTarget } from './merging/merging.ts'
import { noteAdvice } from './reply-advice/note.ts'
import { queueClosingLetter } from './solution/closing-letter.ts'
import { endProposal } from './solution/proposal.ts'
import { countEnded } from './time-to-solution/kept.ts'

type Close = { complaintId: string; closing: ClosingWay; actor: Actor; now: Date }

/**
 * Closes an open complaint in one of the ways there are; each needs what makes it true, and the database checks it. The customer
 * is told by the letter that belongs to it.
 * @throws Problem complaint_closed, fields_required_closing, management_needs_pothole, manager_speaks_first, failures_not_noted,
 *   and those of `lockForMerging`
 */
export async function closeComplaint(tx: Tx, { complaintId, closing, actor, now }: Close): Promise<void> {
  const pair = 'intoId' in closing ? await lockForMerging(tx, complaintId, closing) : null
  const complaint = pair?.complaint ?? (await lockComplaint(tx, complaintId))
  if (complaint.closedAt) throw new Problem('conflict', 'complaint_closed')
  // Who says so by themselves, withdraws or is looked after elsewhere is not kept waiting for our forms.
  if ('customerWords' in closing ? closing.closure === 'solved' : closing.closure === 'decided')
    await requireFields(tx, complaintId, 'closing')
  const settled = pair && 'intoId' in closing ? { ...closing, intoId: pair.into.id } : closing
  await settleManagement(tx, complaintId, { closing, now })
  const evidence = await storeEvidence(tx, complaint, { closing: settled, actor, now })
  if (pair) evidence.next_update_was = await nextUpdateOf(tx, complaintId)
  const ended = await endHandover(tx, complaintId, { answer: 'withdrawn', why: 'closed', actor, now })
  await markClosed(tx, complaintId, closing.closure, now)
  await countEnded(tx, [{ receivedAt: complaint.receivedAt, closedAt: now, closure: closing.closure }], 1)
  await appendEvents(
    tx,
    complaint,
    [...ended, { kind: 'closed', at: now, actor, detail: { closure: closing.closure, ...evidence } }],
    now,
  )
  if (pair) return tellTarget(tx, { into: pair.into, kind: 'merged_in', fromId: complaintId, actor, now })
  const messageId = typeof evidence.message_id === 'string' ? evidence.message_id : null
  await queueClosingLetter(tx, complaint, { closing, messageId, actor, now })
  if (messageId && closing.closure === 'decided')
    await noteAdvice(tx, complaint, { messageId, text: decisionWords(closing), actor, now })
}

async function markClosed(tx: Tx, complaintId: string, closure: string, now: Date): Promise<void> {
  try {
    await sql`update complaints set closed_at = ${now}, closure = ${closure}, next_update_due = null where id = ${complaintId}`.execute(
      tx,
    )
  } catch (error) {
    if (brokeConstraint(error, 'management_needs_pothole'))
      throw new Problem('conflict', 'management_needs_pothole', {}, { cause: error })
    throw error
  }
}

/**
 * Ends what waits on an open complaint: the question of a proposed solution, the customer's own word that waited for a manager.
 * @throws Problem management_needs_pothole, manager_speaks_first, failures_not_noted
 */
async function settleManagement(
  tx: Tx,
  complaintId: string,
  { closing, now }: { closing: ClosingWay; now: Date },
): Promise<void> {
  if (closing.closure === 'merged') await endEscalation(tx, complaintId, { as: 'merged' }, now)
  else {
    const owed = await owedByManagement(tx, complaintId)
    if (owed.includes('pothole')) throw new Problem('conflict', 'management_needs_pothole')
    if (owed.includes('manager_speaks')) throw new Problem('conflict', 'manager_speaks_first')
    if (owed.includes('failures')) throw new Problem('conflict', 'failures_not_noted')
  }
  const answer = closing.closure === 'no_answer' ? 'no_answer' : 'settled_otherwise'
  await endProposal(tx, { complaintId, answer, now })
  await sql`delete from waiting_closures where complaint_id = ${complaintId}`.execute(tx)
}

/** When the customer was to hear from us, so that undoing can set it again. */
async function nextUpdateOf(tx: Tx, complaintId: string): Promise<string | null> {
  const { rows } = await sql<{
    due: Date | null
  }>`select next_update_due as due from complaints where id = ${complaintId}`.execute(tx)
  return rows[0]?.due?.toISOString() ?? null
}

/**
 * Reopens a closed complaint with its owner, or with `fallbackOwnerId` when the owner has left since.
 * @throws Problem complaint_open
 */
export async function reopenComplaint(
  tx: Tx,
  reopening: {
    complaintId: string
    /** Why, as a note; null where the customer's own words follow. */
    reason: string | null
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
  const note = { complaintId, direction: 'note', channel: complaint.channel, at: now, actor } as const
  const messageId = reason === null ? null : await insertMessage(tx, { ...note, text: reason })
  await sql`
    update complaints set closed_at = null, closure = null, owner_id = ${ownerId}, next_update_due = ${nextUpdateDue}
    where id = ${complaintId}`.execute(tx)
  await countEnded(tx, [complaint], -1)
  await appendEvents(
    tx,
    complaint,
    [
      {
        kind: 'reopened',
        at: now,
        actor,
        detail: { was: complaint.closure, owner_id: ownerId, ...(messageId && { message_id: messageId }) },
      },
    ],
    now,
  )
  if (!intoId) return
  const into = await lockComplaint(tx, intoId)
  await tellTarget(tx, { into, kind: 'merged_out', fromId: complaintId, actor, now })
}
