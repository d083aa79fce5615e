import type { Tx } from '../../platform/database/index.ts'
import { text } from '../../platform/texts/index.ts'
import type { ClosingWay } from '../closing-evidence.ts'
import type { Actor, LockedComplaint } from '../events.ts'
import { queueLetter } from '../letters/queue.ts'
import { askForRating, ratingQuestion } from './rating-request.ts'
import { spokenTo } from './spoken.ts'

type Closed = { closing: ClosingWay; messageId: string | null; actor: Actor; now: Date }

/** Queues the letter that a closing owes the customer; a merged complaint goes on, so it owes none. */
export async function queueClosingLetter(tx: Tx, complaint: LockedComplaint, closed: Closed): Promise<void> {
  const { closing, messageId, actor, now } = closed
  const language = await spokenTo(tx, complaint.id)
  const authorId = actor.kind === 'person' ? actor.id : null
  if (closing.closure === 'decided') {
    const { decision, findings, reasons, recourse } = closing
    const values = { decision: text(language, `decision.letter.${decision}`), findings, reasons, recourse }
    await queueLetter(tx, complaint, { kind: 'decision', values, messageId, authorId, actor, now })
  } else if (closing.closure === 'solved') {
    const isAsked = await askForRating(tx, { complaintId: complaint.id, customerId: complaint.customerId, now })
    const values = { rating: isAsked ? ratingQuestion(language) : '' }
    await queueLetter(tx, complaint, { kind: 'thanks', values, actor, now })
  } else if (closing.closure !== 'merged') {
    await queueLetter(tx, complaint, { kind: closing.closure, actor, now })
  }
}
