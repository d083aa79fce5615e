import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { type Actor, appendEvents, type LockedComplaint } from '../events.ts'

/** What a letter is for. A decision stands on its reasons; a reminder asks again whether it is solved; told says that a cause was repaired. */
export const letterKinds = [
  'acknowledgement',
  'update',
  'reply',
  'solution',
  'reminder',
  'decision',
  'escalation',
  'thanks',
  'no_answer',
  'withdrawn',
  'notice',
  'told',
] as const
export type LetterKind = (typeof letterKinds)[number]

/** Stands in a stored letter for the customer's own link, which is put in when the letter leaves and so is nowhere at rest. */
export const linkMark = '[[link]]'

export type NewLetter = {
  kind: LetterKind
  /** What this kind says besides `reference`, `name` of the customer, `owner`, `company` and `link`, which every letter has. */
  values?: Record<string, string>
  /** The message on the complaint that holds the same words. */
  messageId?: string | null
  authorId?: string | null
  /** It does not leave before: time to take it back. */
  notBefore?: Date
  /** Of reminders, which one it is, from 1. */
  reminder?: number
  actor: Actor
  now: Date
}
export type LetterKey = { kind: LetterKind; occasion: number }

/**
 * Queues a letter to the customer of a locked complaint, in their language, with the event that says so; part of the
 * transaction that causes it, so it exists when, and only when, what it tells of is true.
 * @returns its key beside the complaint; null when we know no e-mail address of the customer (nothing is queued then)
 */
export async function queueLetter(tx: Tx, complaint: LockedComplaint, letter: NewLetter): Promise<LetterKey | null> {
  const reader = await readerOf(tx, complaint)
  if (!reader) return null
  const { kind, values = {}, messageId = null, authorId = null, reminder = null, actor, now } = letter
  const said = { ...reader.common, ...values }
  const subject = text(reader.language, `letter.${kind}.subject` as TextKey, said)
  const body = text(reader.language, `letter.${kind}.body` as TextKey, said)
  const { count } = await appendEvents(
    tx,
    complaint,
    [{ kind: 'letter_queued', at: now, actor, detail: { letter: kind, ...(messageId && { message_id: messageId }) } }],
    now,
  )
  await sql`
    insert into letters (complaint_id, kind, occasion, to_address, language, subject, body, queued_at, next_attempt_at, reminder,
      message_id, author_id)
    values (${complaint.id}, ${kind}, ${count}, ${reader.to}, ${reader.language}, ${subject}, ${body}, ${now},
      ${letter.notBefore ?? now}, ${reminder}, ${messageId}, ${authorId})`.execute(tx)
  return { kind, occasion: count }
}

type Reader = { to: string; language: Language; common: Record<string, string> }

/** Who reads it, in which language, and what every letter can say. */
async function readerOf(tx: Tx, complaint: LockedComplaint): Promise<Reader | null> {
  const { rows } = await sql<{
    to: string
    name: string | null
    owner: string
    company: string
    language: string | null
    ours: Language
  }>`
    select a.address as to, cu.name, p.name as owner, o.name as company, coalesce(cu.language, ${complaint.language}) as language, o.language as ours
    from customer_addresses a join customers cu on cu.id = a.customer_id, people p, organization o
    where a.customer_id = ${complaint.customerId} and a.kind = 'email' and p.id = ${complaint.ownerId}
    order by a.address limit 1`.execute(tx)
  const found = rows[0]
  if (!found) return null
  const language = found.language === 'ru' || found.language === 'en' ? found.language : found.ours
  const common = {
    reference: complaint.reference,
    name: found.name ?? '',
    owner: found.owner,
    company: found.company,
    link: linkMark,
  }
  return { to: found.to, language, common }
}

/**
 * Takes back a letter that has not left.
 * @returns false when it has left, is leaving now, or was taken back before
 */
export async function cancelLetter(
  tx: Tx,
  complaintId: string,
  { kind, occasion }: LetterKey,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update letters set cancelled_at = ${now}
    where complaint_id = ${complaintId} and kind = ${kind} and occasion = ${occasion}
      and sent_at is null and sending_since is null and cancelled_at is null`.execute(tx)
  return numAffectedRows === 1n
}
