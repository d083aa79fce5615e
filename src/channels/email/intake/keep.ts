import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type FileServices, forget } from '../../../complaints/attachments/incoming.ts'
import { inTransaction, type Tx } from '../../../platform/database/index.ts'
import { newId } from '../../../platform/ids.ts'
import { limits as reading } from '../reading/limits.ts'

/** The most bytes of one message that are kept; of a larger one its beginning is. Mail services stop at 25 to 50 MB. */
export const mostMailBytes = reading.messageBytes

/** A message as it came, from wherever. */
export type ArrivedMail = {
  mailboxId: string
  /** What it is at the mail server it was read from; null when it was forwarded to us. */
  at: { uidValidity: bigint; uid: number } | null
  bytes: Uint8Array
  /** There was more than these bytes. */
  isCut?: boolean
  arrivedAt: Date
  /** Addresses that whoever forwarded it named as its receivers. */
  forwardedTo?: string[]
}

/**
 * Keeps a message whole before anything is done with it: its bytes first, then its row. When this returns it is on disk and
 * the one it came from may forget it. The same message of a mail server is kept once, however often it is given.
 * @returns its id; null when it was kept before
 * @throws Problem files_away
 */
export async function keepMail(services: FileServices, mail: ArrivedMail): Promise<string | null> {
  const { db, clock, files } = services
  const id = newId()
  // Noted before the first byte: bytes that come to nothing are found and swept.
  await sql`insert into incoming_files (id, begun_at) values (${id}, ${clock.now()})`.execute(db)
  try {
    const look = async () => undefined
    const { size } = await files.put(id, Readable.from([mail.bytes]), { most: mostMailBytes, name: 'mail', look })
    const isNew = await inTransaction(db, (tx) => insertMail(tx, id, { ...mail, size }, clock.now()))
    if (!isNew) await forget(services, [id])
    return isNew ? id : null
  } catch (error) {
    await forget(services, [id])
    throw error
  }
}

async function insertMail(tx: Tx, id: string, mail: ArrivedMail & { size: number }, now: Date): Promise<boolean> {
  const { mailboxId, at, size, isCut = false, arrivedAt, forwardedTo = [] } = mail
  const { numAffectedRows } = await sql`
    insert into mails (id, mailbox_id, uid_validity, uid, size, is_cut, forwarded_to, arrived_at, stored_at, state, next_attempt_at)
    values (${id}, ${mailboxId}, ${at?.uidValidity ?? null}, ${at?.uid ?? null}, ${size}, ${isCut}, ${forwardedTo},
      ${arrivedAt}, ${now}, 'stored', ${now})
    on conflict (mailbox_id, uid_validity, uid) where uid is not null do nothing`.execute(tx)
  if (!numAffectedRows) return false
  if (at) {
    await sql`
      update mailboxes set last_uid = greatest(last_uid, ${at.uid})
      where id = ${mailboxId} and uid_validity = ${at.uidValidity}`.execute(tx)
  }
  await sql`delete from incoming_files where id = ${id}`.execute(tx)
  return true
}
