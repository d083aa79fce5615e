import { sql } from 'kysely'
import type { FileServices } from '../../../complaints/attachments/incoming.ts'
import { hashOf } from '../../../people/tokens.ts'
import type { Database } from '../../../platform/database/index.ts'
import { keepMail, mostMailBytes } from '../intake/keep.ts'

export type ForwardServices = FileServices & { wake: () => void }

/** The forwarded address that a door's secret opens; null when there is none, or it is paused. */
export async function mailboxBehind(db: Database, door: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from mailboxes where door_hash = ${hashOf(door)} and removed_at is null and paused_at is null`.execute(db)
  return rows[0]?.id ?? null
}

/** The mailbox whose mail is forwarded to us and that this address is of, with or without a tag: `care+am-…@example.com`. */
export async function mailboxFor(db: Database, address: string): Promise<string | null> {
  const [, local = '', domain = ''] = /^([^@+]+)(?:\+[^@]*)?@([^@]+)$/.exec(address.toLowerCase()) ?? []
  const { rows } = await sql<{ id: string }>`
    select id from mailboxes
    where address in (${address.toLowerCase()}, ${`${local}@${domain}`}) and way = 'forward' and removed_at is null and paused_at is null
    limit 1`.execute(db)
  return rows[0]?.id ?? null
}

export type Forwarded = { mailboxId: string; bytes: Buffer; forwardedTo: string[] }

/** Keeps a message that was forwarded to us; when this returns it is on disk. One too large to keep is kept in its beginning. */
export async function receiveForwarded(
  services: ForwardServices,
  { mailboxId, bytes, forwardedTo }: Forwarded,
): Promise<void> {
  const { db, clock } = services
  const now = clock.now()
  const isCut = bytes.length > mostMailBytes
  const kept = isCut ? bytes.subarray(0, mostMailBytes) : bytes
  await keepMail(services, { mailboxId, at: null, bytes: kept, isCut, arrivedAt: now, forwardedTo })
  await sql`update mailboxes set reached_at = ${now} where id = ${mailboxId}`.execute(db)
  services.wake()
}
