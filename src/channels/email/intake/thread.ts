import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { letterOfMessageId } from '../../../complaints/letters/rules.ts'
import { referenceOfTag } from '../../../complaints/links.ts'
import { endOfChain } from '../../../complaints/merging/merging.ts'
import { readReference } from '../../../complaints/reference.ts'
import type { Database, Tx } from '../../../platform/database/index.ts'
import { secretOf } from '../../../platform/secret.ts'
import type { ReadMail } from '../reading/mail.ts'
import type { LetterNamed } from './decide.ts'

/** Every address a message was sent or delivered to, in small letters. */
export const receiversOf = (mail: ReadMail, forwardedTo: string[]): string[] =>
  [
    ...mail.to.map((each) => each.address),
    ...mail.cc.map((each) => each.address),
    ...mail.deliveredTo,
    ...forwardedTo,
  ].map((address) => address.toLowerCase())

/** Two messages that share this are the same one, even when they came to two mailboxes or were sent twice. */
export function fingerprintOf(mail: ReadMail, bytes: Uint8Array): Buffer {
  const hash = createHash('sha256')
  // Without a Message-ID only the same bytes are surely the same message.
  if (!mail.messageId) return hash.update(bytes).digest()
  const { messageId, from, subject, date, text } = mail
  return hash.update(JSON.stringify([messageId, from?.address.toLowerCase(), subject, date, text])).digest()
}

type Asked = { mail: ReadMail; forwardedTo: string[] }

/**
 * The complaint that a message belongs to, where it goes on if it was merged; null when it begins something new. What proves it:
 * a reply tag of ours, a letter of ours that it answers; an answer to other mail, or a complaint's number, only from the
 * address of that complaint's customer. A subject alone, or a number that a stranger knows, proves nothing.
 */
export async function findThread(db: Database, { mail, forwardedTo }: Asked): Promise<{ complaintId: string } | null> {
  const found =
    (await byTag(db, mail, forwardedTo)) ??
    (await byLetter(db, mail)) ??
    (await byAnsweredMail(db, mail)) ??
    (await byNumber(db, mail))
  return found ? { complaintId: await endOfChain(db, found) } : null
}

async function byTag(db: Database, mail: ReadMail, forwardedTo: string[]): Promise<string | null> {
  const secret = await secretOf(db, 'links')
  // Address by address: what is written together must not be read together.
  for (const words of [...receiversOf(mail, forwardedTo), mail.subject]) {
    const reference = referenceOfTag(secret, words)
    const found = reference && (await complaintNumbered(db, reference))
    if (found) return found
  }
  return null
}

/** What it answers, the nearest first. */
const answered = ({ inReplyTo, references }: ReadMail): string[] => [...inReplyTo, ...references.toReversed()]

async function byLetter(db: Database, mail: ReadMail): Promise<string | null> {
  for (const id of new Set(answered(mail).map((each) => letterOfMessageId(each)?.complaintId))) {
    if (!id) continue
    const { rows } = await sql`select 1 from complaints where id = ${id}`.execute(db)
    if (rows.length > 0) return id
  }
  return null
}

async function byAnsweredMail(db: Database, mail: ReadMail): Promise<string | null> {
  const ids = answered(mail)
  if (ids.length === 0 || !mail.from) return null
  const { rows } = await sql<{ id: string }>`
    select cm.complaint_id as id from mails m join complaint_mails cm on cm.id = m.id
    join complaints c on c.id = cm.complaint_id
    where m.message_id = any(${ids}::text[]) and cm.became in ('complaint', 'message')
      and (m.from_address = ${mail.from.address.toLowerCase()} or ${isOfCustomer(mail.from.address)})
    order by array_position(${ids}::text[], m.message_id) limit 1`.execute(db)
  return rows[0]?.id ?? null
}

const isOfCustomer = (address: string) => sql`exists (
  select 1 from customer_addresses a where a.customer_id = c.customer_id and a.kind = 'email' and a.address = ${address.toLowerCase()})`

async function byNumber(db: Database, { subject, from }: ReadMail): Promise<string | null> {
  const typed = /\bam-?[0-9a-z]{5}-[0-9a-z]{5}\b/i.exec(subject)?.[0]
  const reference = typed && readReference(typed)
  if (!reference || !from) return null
  const { rows } = await sql<{ id: string }>`
    select c.id from complaint_references r join complaints c on c.id = r.complaint_id
    where r.reference = ${reference} and ${isOfCustomer(from.address)}`.execute(db)
  return rows[0]?.id ?? null
}

async function complaintNumbered(db: Database | Tx, reference: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select complaint_id as id from complaint_references where reference = ${reference}`.execute(db)
  return rows[0]?.id ?? null
}

/** The letter of ours that a delivery report is about, if it names one that there is. */
export async function findLetter(db: Database, mail: ReadMail): Promise<LetterNamed | null> {
  const ids = [mail.bounce?.messageId ?? '', ...answered(mail)]
  for (const named of ids.map(letterOfMessageId)) {
    if (!named) continue
    const { complaintId, kind, occasion } = named
    const { rows } = await sql`
      select 1 from letters where complaint_id = ${complaintId} and kind = ${kind} and occasion = ${occasion}`.execute(
      db,
    )
    if (rows.length > 0) return named
  }
  return null
}
