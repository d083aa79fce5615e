import { sql } from 'kysely'
import { brokeConstraint, type Database, type Tx } from '../../../platform/database/index.ts'
import { newId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Beginning } from '../imap/beginning.ts'
import type { ImapPlace, Trouble } from './rules.ts'

/** A mailbox as it is stored. What only IMAP needs is null for addresses whose mail is forwarded. */
export type MailboxRow = {
  id: string
  name: string
  address: string
  way: 'imap' | 'forward'
  host: string | null
  port: number | null
  security: ImapPlace['security'] | null
  folder: string | null
  userName: string | null
  signIn: 'password' | 'oauth2' | null
  tokenAddress: string | null
  clientId: string | null
  sealedSecret: Buffer | null
  begins: Beginning
  createdAt: Date
  pausedAt: Date | null
  reachedAt: Date | null
  failingSince: Date | null
  failure: Trouble | null
  failures: number
}

const columns = sql`
  id, name, address, way, host, port, security, folder, user_name as "userName", sign_in as "signIn",
  token_address as "tokenAddress", client_id as "clientId", sealed_secret as "sealedSecret", begins, created_at as "createdAt",
  paused_at as "pausedAt", reached_at as "reachedAt", failing_since as "failingSince", failure, failures`

/** Every mailbox that was not removed, by name. */
export async function listMailboxes(db: Database): Promise<MailboxRow[]> {
  const { rows } = await sql<MailboxRow>`
    select ${columns} from mailboxes where removed_at is null order by lower(name), id`.execute(db)
  return rows
}

/** @throws Problem mailbox_not_found */
export async function findMailbox(db: Database | Tx, id: string): Promise<MailboxRow> {
  const { rows } = await sql<MailboxRow>`
    select ${columns} from mailboxes where id = ${id} and removed_at is null`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'mailbox_not_found')
  return rows[0]
}

export type ImapColumns = ImapPlace & {
  signIn: 'password' | 'oauth2'
  tokenAddress: string | null
  clientId: string | null
  sealedSecret: Buffer
}
export type NewMailbox = {
  name: string
  address: string
  begins: Beginning
  imap: ImapColumns | null
  doorHash: Buffer | null
}

const noImap: Record<keyof ImapColumns, null> = {
  host: null,
  port: null,
  security: null,
  folder: null,
  userName: null,
  signIn: null,
  tokenAddress: null,
  clientId: null,
  sealedSecret: null,
}

/** @returns its id  @throws Problem mailbox_address_taken */
export async function insertMailbox(db: Database | Tx, given: NewMailbox, now: Date): Promise<string> {
  const id = newId()
  const { name, address, begins, imap, doorHash } = given
  const place = imap ?? noImap
  await sql`
    insert into mailboxes (id, name, address, way, begins, door_hash, created_at, host, port, security, folder, user_name,
      sign_in, token_address, client_id, sealed_secret)
    values (${id}, ${name}, ${address}, ${imap ? 'imap' : 'forward'}, ${begins}, ${doorHash}, ${now}, ${place.host},
      ${place.port}, ${place.security}, ${place.folder}, ${place.userName}, ${place.signIn}, ${place.tokenAddress},
      ${place.clientId}, ${place.sealedSecret})`
    .execute(db)
    .catch(explain)
  return id
}

export type MailboxChange = { name: string; address: string; imap: ImapColumns | null; pausedAt: Date | null }

/** Changes a mailbox. In another folder or at another server its messages have other numbers, so it is read from the beginning. */
export async function updateMailbox(db: Database | Tx, id: string, change: MailboxChange): Promise<void> {
  const { name, address, imap, pausedAt } = change
  await sql`update mailboxes set name = ${name}, address = ${address}, paused_at = ${pausedAt} where id = ${id}`
    .execute(db)
    .catch(explain)
  if (!imap) return
  await sql`
    update mailboxes set
      uid_validity = case when (host, folder, user_name) = (${imap.host}, ${imap.folder}, ${imap.userName}) then uid_validity end,
      host = ${imap.host}, port = ${imap.port}, security = ${imap.security}, folder = ${imap.folder}, user_name = ${imap.userName},
      sign_in = ${imap.signIn}, token_address = ${imap.tokenAddress}, client_id = ${imap.clientId},
      sealed_secret = ${imap.sealedSecret}, version = version + 1, failing_since = null, failure = null,
      failures = 0, told_at = null
    where id = ${id}`.execute(db)
}

/** What it brought stays; its secrets go. */
export async function removeMailbox(db: Database, id: string, now: Date): Promise<void> {
  const { numAffectedRows } = await sql`
    update mailboxes set removed_at = ${now}, sealed_secret = null, door_hash = null, held_by = null, held_until = null
    where id = ${id} and removed_at is null`.execute(db)
  if (!numAffectedRows) throw new Problem('not_found', 'mailbox_not_found')
}

function explain(error: unknown): never {
  if (!brokeConstraint(error, 'mailboxes_address')) throw error
  const fields = [{ field: 'address', message: 'mailbox_address_taken' }]
  throw new Problem('conflict', 'mailbox_address_taken', {}, { fields, cause: error })
}

/** Notes that a mailbox was read without trouble. */
export async function noteReached(db: Database, id: string, now: Date): Promise<void> {
  await sql`
    update mailboxes set reached_at = ${now}, failing_since = null, failure = null, failures = 0, told_at = null where id = ${id}`.execute(
    db,
  )
}

/** Mailboxes fail for a moment now and then; after so long people are told. */
const patienceMinutes = 5

/**
 * Notes why a mailbox cannot be read. @returns how often it failed in a row, and whether people are to be told now, which is
 * true once for each time of trouble
 */
export async function noteFailure(
  tx: Tx,
  id: string,
  trouble: Trouble,
  now: Date,
): Promise<{ failures: number; isToTell: boolean }> {
  const before = new Date(now.getTime() - patienceMinutes * 60_000)
  const { rows } = await sql<{ failures: number; is_late: boolean }>`
    update mailboxes set failing_since = coalesce(failing_since, ${now}), failure = ${JSON.stringify(trouble)}, failures = failures + 1
    where id = ${id} and removed_at is null
    returning failures, told_at is null and failing_since <= ${before} as is_late`.execute(tx)
  const isToTell = rows[0]?.is_late ?? false
  if (isToTell) await sql`update mailboxes set told_at = ${now} where id = ${id}`.execute(tx)
  return { failures: rows[0]?.failures ?? 1, isToTell }
}
