import type { ImapFlow } from 'imapflow'
import { sql } from 'kysely'
import type { FileServices } from '../../../complaints/attachments/incoming.ts'
import { keepMail, mostMailBytes } from '../intake/keep.ts'
import type { Beginning } from './beginning.ts'

export type ReadMailbox = { id: string; begins: Beginning; createdAt: Date }
type Cursor = { uidValidity: bigint; lastUid: number; oldUntil: number }

/** Clocks of mail servers are not ours: what came so shortly before counts as new. */
const leewayMilliseconds = 3_600_000

/**
 * Keeps what is new in the open folder, oldest first, and marks each message as seen once it is on disk. Cut off at any point it
 * goes on where it was: a message is stored once by its number, and marked again when that was not done.
 * @returns how many messages were kept
 * @throws what the mail server, the database or the file store refuse
 */
export async function takeNew(services: FileServices, client: ImapFlow, mailbox: ReadMailbox): Promise<number> {
  const cursor = await findCursor(services, client, mailbox)
  await markForgotten(services, client, mailbox.id, cursor)
  let kept = 0
  for (const uid of await newUids(client, mailbox, cursor)) {
    if (await takeOne(services, client, { mailbox, cursor, uid })) kept++
  }
  return kept
}

/** Where we are in the folder. When its numbers mean something else than before, we begin again: what is known is recognised. */
async function findCursor({ db }: FileServices, client: ImapFlow, { id }: ReadMailbox): Promise<Cursor> {
  const open = client.mailbox
  if (!open) throw new Error('No folder is open')
  const { rows } = await sql<{ uid_validity: string | null; last_uid: string; old_until: string }>`
    select uid_validity, last_uid, old_until from mailboxes where id = ${id}`.execute(db)
  const known = rows[0]
  if (known?.uid_validity === String(open.uidValidity)) {
    return { uidValidity: open.uidValidity, lastUid: Number(known.last_uid), oldUntil: Number(known.old_until) }
  }
  const oldUntil = open.uidNext - 1
  await sql`
    update mailboxes set uid_validity = ${open.uidValidity}, last_uid = 0, old_until = ${oldUntil} where id = ${id}`.execute(
    db,
  )
  return { uidValidity: open.uidValidity, lastUid: 0, oldUntil }
}

async function newUids(client: ImapFlow, { begins, createdAt }: ReadMailbox, cursor: Cursor): Promise<number[]> {
  const { lastUid, oldUntil } = cursor
  const search = async (criteria: object) => (await client.search(criteria, { uid: true })) || []
  const found = new Set<number>()
  if (lastUid < oldUntil) {
    const span = { uid: `${lastUid + 1}:${oldUntil}` }
    const since = new Date(createdAt.getTime() - leewayMilliseconds)
    if (begins === 'all') for (const uid of await search(span)) found.add(uid)
    else for (const uid of await search({ ...span, since })) found.add(uid)
    if (begins === 'unread') for (const uid of await search({ ...span, seen: false })) found.add(uid)
  }
  // "from:*" names the last message even when it is older.
  const from = Math.max(lastUid, oldUntil) + 1
  for (const uid of await search({ uid: `${from}:*` })) if (uid >= from) found.add(uid)
  return [...found].sort((one, other) => one - other)
}

type Taking = { mailbox: ReadMailbox; cursor: Cursor; uid: number }

/** Keeps one message. @returns false when it is gone, is older than we want, or was kept before */
async function takeOne(services: FileServices, client: ImapFlow, { mailbox, cursor, uid }: Taking): Promise<boolean> {
  const query = { size: true, internalDate: true, flags: true, source: { start: 0, maxLength: mostMailBytes } }
  const message = await client.fetchOne(String(uid), query, { uid: true })
  if (!message || !message.source) return false
  const arrivedAt = dateOf(message.internalDate) ?? services.clock.now()
  const isOld = uid <= cursor.oldUntil && arrivedAt.getTime() < mailbox.createdAt.getTime() - leewayMilliseconds
  const isWanted = mailbox.begins === 'all' || (mailbox.begins === 'unread' && !message.flags?.has('\\Seen'))
  if (isOld && !isWanted) return false
  const id = await keepMail(services, {
    mailboxId: mailbox.id,
    at: { uidValidity: cursor.uidValidity, uid },
    bytes: message.source,
    isCut: (message.size ?? 0) > message.source.length && message.source.length >= mostMailBytes,
    arrivedAt,
  })
  await markSeen(services, client, mailbox.id, cursor, [uid])
  return id !== null
}

function dateOf(given: Date | string | undefined): Date | null {
  const date = given === undefined ? null : new Date(given)
  return date && !Number.isNaN(date.getTime()) ? date : null
}

/** Tells the mail server of messages that were stored just before somebody or something cut us off. */
async function markForgotten(
  services: FileServices,
  client: ImapFlow,
  mailboxId: string,
  cursor: Cursor,
): Promise<void> {
  const { rows } = await sql<{ uid: string }>`
    select uid from mails where mailbox_id = ${mailboxId} and uid_validity = ${cursor.uidValidity} and seen_at is null
    order by uid limit 500`.execute(services.db)
  if (rows.length > 0)
    await markSeen(
      services,
      client,
      mailboxId,
      cursor,
      rows.map(({ uid }) => Number(uid)),
    )
}

async function markSeen(
  { db, clock }: FileServices,
  client: ImapFlow,
  mailboxId: string,
  { uidValidity }: Cursor,
  uids: number[],
): Promise<void> {
  // False in a folder that we may only read; then there is nobody to tell.
  await client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true })
  await sql`
    update mails set seen_at = ${clock.now()}
    where mailbox_id = ${mailboxId} and uid_validity = ${uidValidity} and uid = any(${uids}::bigint[])`.execute(db)
}
