import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { type Recognised, recognise } from '../customers/store.ts'
import { ensureBranch } from '../journeys/store.ts'
import { detectLanguage } from '../language/index.ts'
import { brokeConstraint, type Database, inTransaction, prepared, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import type { NewComplaint } from './contract.ts'
import { monthOf } from './counts.ts'
import { type Actor, type ChainedEvent, chain, emptyHead } from './events.ts'
import { acknowledgement, type Letter } from './letters.ts'
import { newReference } from './reference.ts'
import type { RoutingDesk } from './routing/desk.ts'

export type Created = { id: string; reference: string; ownerId: string; nextUpdateDue: Date | null; repeated: boolean }
export type Once = { actor: string; key: string }
type Creation = { complaint: NewComplaint; actor: Actor; loggedBy?: string | null; once?: Once | null; now: Date }

const hashOf = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest()

/**
 * Takes in one complaint: owner, first event, search, counts, acknowledgement, all in one transaction. When this
 * returns the complaint is on disk. The same idempotency key, or the same number of the same source, gives the complaint
 * that is already there.
 * @throws Problem idempotency_key_reused when the key came with other words
 */
export async function createComplaint(db: Database, desk: RoutingDesk, creation: Creation): Promise<Created> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await createOnce(db, desk, creation)
    } catch (error) {
      if (brokeConstraint(error, 'idempotency_keys_pkey') || brokeConstraint(error, 'external_ids_pkey')) {
        return findRepeated(db, creation, error)
      }
      // Another complaint of the same new customer came at once, the owner was deactivated, or a number was taken.
      const isRace = ['customer_addresses_pkey', 'complaints_owner_id_owner_active_fkey', 'complaint_references_pkey']
      if (attempt === 4 || !isRace.some((name) => brokeConstraint(error, name))) throw explain(error)
      desk.refresh()
    }
  }
}

async function createOnce(db: Database, desk: RoutingDesk, creation: Creation): Promise<Created> {
  const { complaint } = creation
  // Only a complaint with new names needs more than the one statement, and so a transaction around it.
  if (complaint.product || complaint.issue) return inTransaction(db, (tx) => prepareAndInsert(tx, desk, creation))
  return prepareAndInsert(db, desk, creation)
}

async function prepareAndInsert(
  db: Database | Tx,
  desk: RoutingDesk,
  { complaint, actor, loggedBy, once, now }: Creation,
): Promise<Created> {
  const language = complaint.language ?? detectLanguage(complaint.text).language
  const customer = await recognise(db, complaint.customer ?? null)
  const customerId = customer?.id ?? null
  const productId =
    complaint.productId ?? (complaint.product ? await ensureBranch(db, 'products', [complaint.product]) : null)
  const issueId = complaint.issueId ?? (complaint.issue ? await ensureBranch(db, 'issues', [complaint.issue]) : null)
  const { ownerId, ruleId, nextUpdateDue } = await desk.choose({
    productId,
    channel: complaint.channel,
    language,
    customerId,
  })
  const receivedAt = complaint.receivedAt ? new Date(complaint.receivedAt) : now
  if (receivedAt > now)
    throw new Problem(
      'invalid',
      'received_in_future',
      {},
      { fields: [{ field: 'receivedAt', message: 'must not be later than now' }] },
    )
  const id = newId()
  const detail = {
    channel: complaint.channel,
    language,
    owner_id: ownerId,
    rule_id: ruleId,
    product_id: productId,
    issue_id: issueId,
  }
  const letter = acknowledgement({ complaint, language, nextUpdateDue })
  const { events, head } = chain(
    id,
    emptyHead,
    [
      { kind: 'received', at: receivedAt, actor, detail },
      ...(letter
        ? [
            {
              kind: 'letter_queued',
              at: now,
              actor: { kind: 'system', id: null } as const,
              detail: { letter: 'acknowledgement' },
            },
          ]
        : []),
    ],
    now,
  )
  const row = {
    id,
    reference: newReference(),
    receivedAt,
    now,
    language,
    customerId,
    productId,
    issueId,
    ownerId,
    nextUpdateDue,
    complaint,
    customer,
    loggedBy: loggedBy ?? null,
    once: once ?? null,
    events,
    head,
    letter,
  }
  await insertComplaint(db, row)
  return { id, reference: row.reference, ownerId, nextUpdateDue, repeated: false }
}

type Row = {
  id: string
  reference: string
  receivedAt: Date
  now: Date
  language: string
  customerId: string | null
  productId: string | null
  issueId: string | null
  ownerId: string
  nextUpdateDue: Date
  complaint: NewComplaint
  customer: Recognised | null
  loggedBy: string | null
  once: Once | null
  events: ChainedEvent[]
  head: { count: number; hash: Buffer }
  letter: Letter | null
}

/** One statement, so one round trip and one commit: a complaint is there with all that belongs to it, or not at all. */
async function insertComplaint(db: Database | Tx, row: Row): Promise<void> {
  const { id, complaint: given, once, letter } = row
  const title = given.title ?? null
  const eventRows = row.events.map(
    (
      event,
    ) => sql`(${id}::uuid, ${event.seq}::int, ${event.at}::timestamptz, ${event.recordedAt}::timestamptz, ${event.kind}, ${event.actor.kind},
      ${event.actor.id}::uuid, ${JSON.stringify(event.detail)}::jsonb, ${event.previousHash}::bytea, ${event.hash}::bytea)`,
  )
  await sql`${prepared}
    with ${row.customer ? insertCustomer(row.customer, row.language, row.now) : sql``} c as (
      insert into complaints (id, reference, received_at, recorded_at, channel, language, customer_id, title, text, product_id, issue_id,
        step_id, owner_id, next_update_due, logged_by, fields, event_count, events_head)
      values (${id}, ${row.reference}, ${row.receivedAt}, ${row.now}, ${given.channel}, ${row.language}, ${row.customerId}, ${title}, ${given.text},
        ${row.productId}, ${row.issueId}, ${given.stepId ?? null}, ${row.ownerId}, ${row.nextUpdateDue}, ${row.loggedBy},
        ${JSON.stringify(given.fields ?? {})}, ${row.head.count}, ${row.head.hash})),
    ${
      once
        ? sql`k as (insert into idempotency_keys (actor, key, request_hash, complaint_id, created_at)
            values (${once.actor}, ${once.key}, ${hashOf(given)}, ${id}, ${row.now})),`
        : sql``
    }
    ${given.externalId ? sql`x as (insert into external_ids (source, external_id, complaint_id) values (${given.source}, ${given.externalId}, ${id})),` : sql``}
    ${
      letter
        ? sql`l as (insert into letters (complaint_id, kind, occasion, to_address, language, subject, body, queued_at, next_attempt_at)
            values (${id}, 'acknowledgement', 2, ${letter.to}, ${letter.language}, ${letter.subject(row.reference)}, ${letter.body(row.reference)}, ${row.now}, ${row.now})),`
        : sql``
    }
    r as (insert into complaint_references (reference, complaint_id) values (${row.reference}, ${id})),
    e as (insert into complaint_events (complaint_id, seq, at, recorded_at, kind, actor_kind, actor_id, detail, previous_hash, hash)
      values ${sql.join(eventRows)}),
    s as (insert into complaint_search (complaint_id, received_at, vector)
      values (${id}, ${row.receivedAt}, search_vector(${row.language}, ${row.reference}, ${title}, ${given.text})))
    insert into complaint_counts_outbox (complaint_id, seq, delta, month, product_id, issue_id, step_id, channel, language)
    values (${id}, 1, 1, ${monthOf(row.receivedAt)}, ${row.productId}, ${row.issueId}, ${given.stepId ?? null}, ${given.channel}, ${row.language})`.execute(
    db,
  )
}

/** The customer's own row, if new, and addresses we had not yet; as the first parts of the one statement. */
function insertCustomer(
  { id, isNew, name, newAddresses }: Recognised,
  language: string,
  now: Date,
): RawBuilder<unknown> {
  const own = sql`cu as (insert into customers (id, name, language, created_at) values (${id}, ${name}, ${language === 'und' ? null : language}, ${now})),`
  const addresses = newAddresses.map(({ kind, address }) => sql`(${kind}, ${address}, ${id}::uuid)`)
  const kept = sql`ca as (insert into customer_addresses (kind, address, customer_id) values ${sql.join(addresses)}),`
  return sql`${isNew ? own : sql``} ${addresses.length > 0 ? kept : sql``}`
}

async function findRepeated(db: Database, { complaint, once }: Creation, cause: unknown): Promise<Created> {
  const { rows } = await sql<{
    id: string
    reference: string
    owner_id: string
    next_update_due: Date | null
    request_hash: Buffer | null
  }>`
    with known as (
      select complaint_id, request_hash, 1 as rank from idempotency_keys where actor = ${once?.actor ?? ''} and key = ${once?.key ?? ''}
      union all
      select complaint_id, null, 2 from external_ids where source = ${complaint.source} and external_id = ${complaint.externalId ?? ''})
    select c.id, c.reference, c.owner_id, c.next_update_due, known.request_hash
    from known join complaints c on c.id = known.complaint_id order by known.rank limit 1`.execute(db)
  const found = rows[0]
  if (!found) throw cause
  if (found.request_hash && !found.request_hash.equals(hashOf(complaint)))
    throw new Problem('unprocessable', 'idempotency_key_reused')
  return {
    id: found.id,
    reference: found.reference,
    ownerId: found.owner_id,
    nextUpdateDue: found.next_update_due,
    repeated: true,
  }
}

function explain(error: unknown): unknown {
  for (const [constraint, field] of [
    ['complaints_product_id_fkey', 'productId'],
    ['complaints_issue_id_fkey', 'issueId'],
    ['complaints_step_id_fkey', 'stepId'],
  ] as const) {
    if (brokeConstraint(error, constraint)) {
      return new Problem(
        'unprocessable',
        'no_such_reference',
        { field },
        { cause: error, fields: [{ field, message: 'no such id' }] },
      )
    }
  }
  return error
}
