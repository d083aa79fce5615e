import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { insertMessage } from '../changes.ts'
import { type Actor, appendEvents, lockComplaint } from '../events.ts'
import { queueLetter } from '../letters/queue.ts'
import { noteAdvice } from '../reply-advice/note.ts'
import { endProposal } from './proposal.ts'
import { careTimes, daysAfter } from './settings.ts'

export type Proposing = {
  complaintId: string
  words: string
  /** How the customer is told; a letter goes out where we know their e-mail address, whatever it says. */
  channel?: string
  /** The letter does not leave before. */
  notBefore?: Date
  actor: Actor
  now: Date
}
export type Proposed = {
  solutionId: string
  messageId: string /** False: no address to write to. */
  isWritten: boolean
}

/**
 * Proposes a solution to the customer and asks whether it solves it; a proposal that waited for an answer is replaced. What
 * is stated with it (how often we ask again, after how many days) holds for it, whatever is set later.
 * @throws Problem complaint_closed
 */
export async function proposeSolution(tx: Tx, proposing: Proposing): Promise<Proposed> {
  const { complaintId, words, channel = 'email', notBefore, actor, now } = proposing
  const complaint = await lockComplaint(tx, complaintId)
  if (complaint.closedAt) throw new Problem('conflict', 'complaint_closed')
  await endProposal(tx, { complaintId, answer: 'replaced', now })
  const messageId = await insertMessage(tx, { complaintId, direction: 'out', channel, text: words, at: now, actor })
  const solutionId = newId()
  const { remindAfterDays, remindersBeforeClosing } = await careTimes(tx)
  const authorId = actor.kind === 'person' ? actor.id : null
  await sql`
    insert into solutions (complaint_id, id, message_id, proposed_by, proposed_at, remind_after_days, reminders_stated)
    values (${complaintId}, ${solutionId}, ${messageId}, ${authorId}, ${now}, ${remindAfterDays}, ${remindersBeforeClosing})`.execute(
    tx,
  )
  const detail = { solution_id: solutionId, message_id: messageId, channel }
  await appendEvents(tx, complaint, [{ kind: 'solution_proposed', at: now, actor, detail }], now)
  await noteAdvice(tx, complaint, { messageId, text: words, actor, now })
  const letter = await queueLetter(tx, complaint, {
    kind: 'solution',
    values: { words },
    messageId,
    authorId,
    ...(notBefore && { notBefore }),
    actor,
    now,
  })
  if (letter) await hearNext(tx, { complaintId, solutionId, at: daysAfter(now, remindAfterDays) })
  return { solutionId, messageId, isWritten: letter !== null }
}

/** The customer hears from us next when we ask again. */
async function hearNext(
  tx: Tx,
  { complaintId, solutionId, at }: { complaintId: string; solutionId: string; at: Date },
): Promise<void> {
  await sql`update solutions set next_step_at = ${at} where complaint_id = ${complaintId} and id = ${solutionId}`.execute(
    tx,
  )
  await sql`update complaints set next_update_due = ${at} where id = ${complaintId} and closed_at is null`.execute(tx)
}
