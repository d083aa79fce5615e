import { sql } from 'kysely'
import type { Database, Tx } from '../../../platform/database/index.ts'
import { publish } from '../../../platform/live/index.ts'
import type { WaitingReason } from './decide.ts'

/** Lets a message wait for a person, who is told that the list has changed. */
export async function setWaiting(
  db: Database | Tx,
  id: string,
  { reason, nearId }: { reason: WaitingReason; nearId: string | null },
): Promise<void> {
  await sql`update mails set state = 'waiting', reason = ${reason}, near_id = ${nearId} where id = ${id} and state = 'stored'`.execute(
    db,
  )
  publish(db, { kind: 'mail' })
}
