import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { Language } from '../../platform/texts/index.ts'
import { type Actor, appendEvents, type LockedComplaint } from '../events.ts'
import { fill, type LetterKey, type LetterKind, linkMark } from './rules.ts'
import { wordsFor } from './templates.ts'

export { type LetterKey, linkMark }

export type NewLetter = {
  kind: LetterKind
  /** What this kind says besides `reference`, `name` of the customer, `owner`, `company` and `link`, which every letter has. */
  values?: Record<string, string>
  /** A subject that stands as it is, instead of what this kind of letter has. */
  subject?: string
  /** The message on the complaint that holds the same words. */
  messageId?: string | null
  authorId?: string | null
  /** It does not leave before: time to take it back. */
  notBefore?: Date
  /** Of reminders, which one it is, from 1. */
  reminder?: number
  /** Of reminders, which solution they ask about. */
  solutionId?: string
  actor: Actor
  now: Date
}

/**
 * Queues a letter to the customer of a locked complaint, in their language, with the event that says so; part of the
 * transaction that causes it, so it exists when, and only when, what it tells of is true.
 * @returns its key beside the complaint; null when we know no e-mail address of the customer, or for `told` when they want no
 *   such news (nothing is queued then)
 */
export async function queueLetter(tx: Tx, complaint: LockedComplaint, letter: NewLetter): Promise<LetterKey | null> {
  const reader = await readerOf(tx, complaint)
  if (!reader || (letter.kind === 'told' && reader.stoppedNews)) return null
  const { kind, values = {}, messageId = null, authorId = null, reminder = null, actor, now } = letter
  const said = { ...reader.common, ...values }
  const { subject: usual, body } = fill(await wordsFor(tx, kind, reader.language), said)
  const subject = letter.subject ?? usual
  const { count } = await appendEvents(
    tx,
    complaint,
    [{ kind: 'letter_queued', at: now, actor, detail: { letter: kind, ...(messageId && { message_id: messageId }) } }],
    now,
  )
  await sql`
    insert into letters (complaint_id, kind, occasion, to_address, language, subject, body, queued_at, next_attempt_at, reminder,
      message_id, author_id, solution_id)
    values (${complaint.id}, ${kind}, ${count}, ${reader.to}, ${reader.language}, ${subject}, ${body}, ${now},
      ${letter.notBefore ?? now}, ${reminder}, ${messageId}, ${authorId}, ${letter.solutionId ?? null})`.execute(tx)
  return { kind, occasion: count }
}

type Reader = { to: string; language: Language; common: Record<string, string>; stoppedNews: boolean }

/** Who reads it, in which language, and what every letter can say. */
async function readerOf(tx: Tx, complaint: LockedComplaint): Promise<Reader | null> {
  const { rows } = await sql<{
    to: string
    name: string | null
    owner: string
    company: string
    language: string | null
    ours: Language
    stoppedNews: boolean
  }>`
    select a.address as to, cu.name, p.name as owner, o.name as company, coalesce(cu.language, ${complaint.language}) as language, o.language as ours,
      exists (select 1 from stopped_news s where s.customer_id = cu.id) as "stoppedNews"
    from customer_addresses a join customers cu on cu.id = a.customer_id, people p, organization o
    where a.customer_id = ${complaint.customerId} and a.kind = 'email' and p.id = ${complaint.ownerId}
    order by a.came_back_at nulls first, a.address limit 1`.execute(tx)
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
  return { to: found.to, language, common, stoppedNews: found.stoppedNews }
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
