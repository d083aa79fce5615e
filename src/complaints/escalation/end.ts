import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

type End = { as: 'customer'; messageId: string } | { as: 'merged' }

/**
 * Ends an escalation whose manager has not spoken yet, because the customer needs no talk any more: they said so themselves, or
 * the complaint goes on in another.
 */
export async function endEscalation(tx: Tx, complaintId: string, end: End, now: Date): Promise<void> {
  await sql`
    update escalations set ended_at = ${now}, ended_as = ${end.as}, ended_message_id = ${end.as === 'customer' ? end.messageId : null}
    where complaint_id = ${complaintId} and waits`.execute(tx)
}
