import { type RawBuilder, sql } from 'kysely'
import { brokeConstraint, type Database, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, appendEvents, lockComplaint } from '../events.ts'
import type { Letter } from './contract.ts'
import { type LetterKey, type LetterKind, letterKinds, linkMark, stateOf } from './rules.ts'

type Row = {
  kind: LetterKind
  occasion: number
  to_address: string
  language: string
  subject: string
  body: string
  attempts: number
  queued_at: Date
  next_attempt_at: Date
  sending_since: Date | null
  sent_at: Date | null
  cancelled_at: Date | null
  bounced_at: Date | null
  failure: string | null
  bounce: string | null
  last_refusal: string | null
  delivery: 'server' | 'mailbox' | null
  author_id: string | null
  author: string | null
  message_id: string | null
}

const rowsWhere = (condition: RawBuilder<unknown>) => sql<Row>`
  select l.kind, l.occasion, l.to_address, l.language, l.subject, l.body, l.attempts, l.queued_at, l.next_attempt_at, l.sending_since,
    l.sent_at, l.cancelled_at, l.bounced_at, l.failure, l.bounce, l.last_refusal, l.delivery, l.author_id, p.name as author, l.message_id
  from letters l left join people p on p.id = l.author_id
  where ${condition} order by l.queued_at desc, l.occasion desc`

// The outcome is stored before the words of the server: "unsure: Connection closed".
const unsure = /^unsure: /

function toLetter(row: Row): Letter {
  const fate = {
    sendingSince: row.sending_since,
    sentAt: row.sent_at,
    cancelledAt: row.cancelled_at,
    bouncedAt: row.bounced_at,
    failure: row.failure,
    delivery: row.delivery,
  }
  const state = stateOf(fate)
  return {
    id: `${row.kind}.${row.occasion}`,
    kind: row.kind,
    language: row.language,
    to: row.to_address,
    subject: row.subject,
    text: row.body.replaceAll(linkMark, '…'),
    state,
    reason: row.bounce ?? row.failure?.replace(/^[a-z]+: /, '') ?? row.last_refusal,
    isUnsure: unsure.test(row.failure ?? ''),
    attempts: row.attempts,
    queuedAt: row.queued_at.toISOString(),
    nextAttemptAt: state === 'waiting' ? row.next_attempt_at.toISOString() : null,
    sentAt: row.sent_at?.toISOString() ?? null,
    author: row.author_id && row.author ? { id: row.author_id, name: row.author } : null,
    messageId: row.message_id,
  }
}

/** The letters of a complaint, newest first. */
export async function listLetters(db: Database, complaintId: string): Promise<Letter[]> {
  const { rows } = await rowsWhere(sql`l.complaint_id = ${complaintId}`).execute(db)
  return rows.map(toLetter)
}

/** The key of a letter by what the API calls it, `solution.7`. @throws Problem letter_not_found */
export function letterKeyOf(id: string): LetterKey {
  const [, name, occasion] = /^([a-z_]+)\.(\d{1,9})$/.exec(id) ?? []
  const kind = letterKinds.find((each) => each === name)
  if (!kind) throw new Problem('not_found', 'letter_not_found')
  return { kind, occasion: Number(occasion) }
}

const oneOf = (complaintId: string, { kind, occasion }: LetterKey) =>
  sql`l.complaint_id = ${complaintId} and l.kind = ${kind} and l.occasion = ${occasion}`

/** One letter of a complaint. @throws Problem letter_not_found */
export async function readLetter(db: Database | Tx, complaintId: string, key: LetterKey): Promise<Letter> {
  const { rows } = await rowsWhere(oneOf(complaintId, key)).execute(db)
  if (!rows[0]) throw new Problem('not_found', 'letter_not_found')
  return toLetter(rows[0])
}

type Resending = { complaintId: string; key: LetterKey; to: string | null; actor: Actor; now: Date }

/**
 * Puts a letter in line again that did not reach the customer, because a person says so; to another address when one is given or a
 * better one is known. It keeps its Message-ID, so that a mail server that has it already may notice.
 * @throws Problem letter_not_found, letter_not_resendable, letter_in_use when a later reminder or the closure stands on its having
 *   been sent, address_of_another
 */
export async function resendLetter(tx: Tx, { complaintId, key, to, actor, now }: Resending): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const letter = await readLetter(tx, complaintId, key)
  if (!['failed', 'came_back', 'kept_here'].includes(letter.state))
    throw new Problem('conflict', 'letter_not_resendable')
  const address = await addressFor(tx, complaint.customerId, to)
  await sql`
    update letters l set sent_at = null, bounced_at = null, bounce = null, failure = null, delivery = null, last_refusal = null,
      attempts = 0, next_attempt_at = ${now}, to_address = ${address ?? letter.to}
    where ${oneOf(complaintId, key)}`
    .execute(tx)
    .catch((error: unknown) => {
      throw brokeConstraint(error) ? new Problem('conflict', 'letter_in_use', {}, { cause: error }) : error
    })
  await appendEvents(tx, complaint, [{ kind: 'letter_resent', at: now, actor, detail: { letter: key.kind } }], now)
}

/** The address to use: the one given, kept as the customer's, else the best one known. */
async function addressFor(tx: Tx, customerId: string | null, to: string | null): Promise<string | null> {
  const given = to?.trim().toLowerCase()
  if (given && customerId) {
    await sql`
      insert into customer_addresses (kind, address, customer_id) values ('email', ${given}, ${customerId})
      on conflict (kind, address) do update set came_back_at = null where customer_addresses.customer_id = ${customerId}`.execute(
      tx,
    )
  }
  const { rows } = await sql<{ address: string }>`
    select address from customer_addresses where kind = 'email' and customer_id = ${customerId}
    order by address = ${given ?? ''} desc, came_back_at nulls first, address limit 1`.execute(tx)
  const found = rows[0]?.address ?? null
  if (given && found !== given)
    throw new Problem(
      'conflict',
      'address_of_another',
      {},
      { fields: [{ field: 'to', message: 'address_of_another' }] },
    )
  return found
}
