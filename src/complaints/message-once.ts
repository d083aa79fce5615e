import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { onlyRow, type Tx } from '../platform/database/index.ts'
import { Problem } from '../platform/problem.ts'

/** The caller's own key for a message, and what was asked with it. */
export type MessageOnce = { actor: string; key: string; body: unknown }

/**
 * Takes a key for the message `id` about to be stored. When another transaction holds the key, waits for its end.
 * @returns the message stored under the key before, null when the key was free
 * @throws Problem idempotency_key_reused when it stands for something else
 */
export async function storedBefore(
  tx: Tx,
  { actor, key, body }: MessageOnce,
  { id, complaintId, now }: { id: string; complaintId: string; now: Date },
): Promise<string | null> {
  const hash = createHash('sha256')
    .update(JSON.stringify(['message', complaintId, body]))
    .digest()
  const { numAffectedRows } = await sql`
    insert into idempotency_keys (actor, key, request_hash, complaint_id, message_id, created_at)
    values (${actor}, ${key}, ${hash}, ${complaintId}, ${id}, ${now}) on conflict do nothing`.execute(tx)
  if (numAffectedRows) return null
  const known = onlyRow(
    await sql<{ request_hash: Buffer; message_id: string | null }>`
      select request_hash, message_id from idempotency_keys where actor = ${actor} and key = ${key}`.execute(tx),
  )
  if (!known.request_hash.equals(hash)) throw new Problem('unprocessable', 'idempotency_key_reused')
  return known.message_id
}
