import { sql } from 'kysely'
import type { Tx } from '../platform/database/index.ts'
import { insertMessage } from './changes.ts'
import type { Actor, EventDetail, LockedComplaint } from './events.ts'
import type { Closing } from './shapes.ts'
import { careTimes, daysAfter } from './solution/settings.ts'

/** A way of closing, with what makes it true. */
export type ClosingWay =
  | Exclude<Closing, { closure: 'merged' }>
  | { closure: 'merged'; intoId: string; evenIfOtherCustomer?: boolean }
  /** In words of the customer that are stored already. */
  | { closure: 'solved' | 'withdrawn'; customerMessageId: string }
  /** The customer did not answer after the stated reminders of this solution. */
  | { closure: 'no_answer'; solutionId: string; reminders: number }

type Evidence = { closing: ClosingWay; actor: Actor; now: Date }

/** Stores what makes a closure true, and until when the customer's word reopens it. @returns what its event says */
export async function storeEvidence(
  tx: Tx,
  complaint: LockedComplaint,
  { closing, actor, now }: Evidence,
): Promise<EventDetail> {
  const messageId = await storeWords(tx, complaint.id, { closing, actor, now })
  const intoId = 'intoId' in closing ? closing.intoId : null
  const isCustomers = 'customerWords' in closing || 'customerMessageId' in closing
  const { decision, findings, reasons, recourse } = closing.closure === 'decided' ? closing : noDecision
  const { solutionId, reminders } = closing.closure === 'no_answer' ? closing : noSilence
  const until = intoId ? null : daysAfter(now, (await careTimes(tx)).reopenWithinDays)
  await sql`
    insert into closures (complaint_id, closure, closed_at, recorded_by, customer_message_id, decision, findings, reasons, recourse,
      solution_id, reminders_stated, last_reminder, merged_into_id, reopen_until)
    values (${complaint.id}, ${closing.closure}, ${now}, ${actor.kind === 'person' ? actor.id : null},
      ${isCustomers ? messageId : null}, ${decision}, ${findings}, ${reasons}, ${recourse}, ${solutionId}, ${reminders}, ${reminders},
      ${intoId}, ${until})`.execute(tx)
  return {
    ...(messageId && { message_id: messageId }),
    ...(intoId && { into_id: intoId }),
    ...(decision && { decision }),
  }
}

const noDecision = { decision: null, findings: null, reasons: null, recourse: null }
const noSilence = { solutionId: null, reminders: null }

/** The words that a closure rests on, kept as a message so that they outlive a reopening: the customer's, or our decision. */
async function storeWords(tx: Tx, complaintId: string, { closing, actor, now }: Evidence): Promise<string | null> {
  if ('customerMessageId' in closing) return closing.customerMessageId
  const words = { complaintId, at: now, actor }
  if ('customerWords' in closing)
    return insertMessage(tx, { ...words, direction: 'in', channel: closing.channel, text: closing.customerWords })
  if (closing.closure !== 'decided') return null
  return insertMessage(tx, { ...words, direction: 'out', channel: 'letter', text: decisionWords(closing) })
}

/** A decision as the customer reads it. */
export const decisionWords = ({ findings, reasons, recourse }: Extract<ClosingWay, { closure: 'decided' }>): string =>
  [findings, reasons, recourse].join('\n\n')
