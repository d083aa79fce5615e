import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { answers } from './words.ts'

type Answer = (typeof answers)[number]

/**
 * Ends the question that a proposed solution asks, if one is open: nothing reminds of it any more.
 * @param messageId  what the customer said, for answers that they gave
 * @returns the solution's id, or null when none was open
 */
export async function endProposal(
  tx: Tx,
  {
    complaintId,
    answer,
    messageId = null,
    now,
  }: { complaintId: string; answer: Answer; messageId?: string | null; now: Date },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    update solutions set answered_at = ${now}, answer = ${answer}, answer_message_id = ${messageId}, next_step_at = null
    where complaint_id = ${complaintId} and answered_at is null returning id`.execute(tx)
  // A reminder that has not left would ask what was answered.
  await sql`
    update letters set cancelled_at = ${now}
    where complaint_id = ${complaintId} and kind in ('solution', 'reminder') and sent_at is null and sending_since is null
      and failure is null and cancelled_at is null and ${rows.length > 0}`.execute(tx)
  return rows[0]?.id ?? null
}
