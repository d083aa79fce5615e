import { type RawBuilder, sql } from 'kysely'
import type { Recognised } from '../customers/store.ts'
import { columnsOf, type Database, prepared, recordset, type Tx, type Value } from '../platform/database/index.ts'
import type { NewComplaint } from './shapes.ts'
import { clockRows } from './clocks/store.ts'
import { type ClockRow, earliestDue, startClocks } from './clocks/rules.ts'
import { dayOf } from './changed-days.ts'
import { monthOf } from './counts.ts'
import type { ChainedEvent, Head } from './events.ts'
import type { Letter } from './letters/acknowledgement.ts'
import { saysAgain } from './repeats/said-already.ts'

type Row = Record<string, Value>
type Rows = {
  complaints: Row[]
  complaint_references: Row[]
  complaint_events: Row[]
  complaint_counts_outbox: Row[]
  complaint_changes: Row[]
  customers: Row[]
  customer_addresses: Row[]
  idempotency_keys: Row[]
  external_ids: Row[]
  letters: Row[]
  complaint_field_values: Row[]
  complaint_clocks: Row[]
}

/** A complaint that has its owner, its events and its letter, and is not stored yet. */
export type Arrived = {
  id: string
  reference: string
  receivedAt: Date
  now: Date
  language: string
  customer: Recognised | null
  productId: string | null
  issueId: string | null
  stepId: string | null
  ownerId: string
  nextUpdateDue: Date
  clocks: ClockRow[]
  complaint: NewComplaint
  loggedBy: string | null
  once: { actor: string; key: string; hash: Buffer } | null
  events: ChainedEvent[]
  head: Head
  letter: Letter | null
  fieldRows: Row[]
}

/** The rows of one new complaint, by table. */
export function rowsOf(arrived: Arrived): Rows {
  const { id, reference, receivedAt, now, language, productId, issueId, stepId, complaint, once } = arrived
  const topic = { product_id: productId, issue_id: issueId, step_id: stepId, channel: complaint.channel, language }
  const { externalId, source } = complaint
  return {
    complaints: [{ ...ownRow(arrived), ...topic }],
    complaint_references: [{ reference, complaint_id: id }],
    complaint_events: arrived.events.map((event) => eventRow(id, event)),
    complaint_counts_outbox: [
      { complaint_id: id, seq: 1, delta: 1, month: monthOf(receivedAt), day: dayOf(receivedAt), ...topic },
    ],
    complaint_changes: [{ complaint_id: id, seq: arrived.head.count }],
    ...customerRows(arrived),
    idempotency_keys: once
      ? [{ actor: once.actor, key: once.key, request_hash: once.hash, complaint_id: id, created_at: now }]
      : [],
    external_ids: externalId ? [{ source, external_id: externalId, complaint_id: id }] : [],
    letters: letterRows(arrived),
    complaint_field_values: arrived.fieldRows,
    complaint_clocks: clockRows(id, startClocks(arrived.clocks, arrived.events)),
  }
}

const ownRow = ({ id, reference, receivedAt, now, customer, ownerId, nextUpdateDue, complaint, ...rest }: Arrived) => ({
  id,
  reference,
  received_at: receivedAt,
  recorded_at: now,
  customer_id: customer?.id ?? null,
  title: complaint.title ?? null,
  text: complaint.text,
  owner_id: ownerId,
  next_update_due: nextUpdateDue,
  clock_due: earliestDue(startClocks(rest.clocks, rest.events)),
  customer_waits_since: receivedAt,
  times_customer_repeated: saysAgain(complaint.text) ? 1 : 0,
  logged_by: rest.loggedBy,
  fields: complaint.fields ?? {},
  event_count: rest.head.count,
  events_head: rest.head.hash,
})

/** The row of one event of a complaint. */
export const eventRow = (id: string, event: ChainedEvent) => ({
  complaint_id: id,
  seq: event.seq,
  at: event.at,
  recorded_at: event.recordedAt,
  kind: event.kind,
  actor_kind: event.actor.kind,
  actor_id: event.actor.id,
  detail: event.detail,
  previous_hash: event.previousHash,
  hash: event.hash,
})

/** The customer's own row, if new, and the addresses we had not yet. */
function customerRows({ customer, language, now }: Arrived): Pick<Rows, 'customers' | 'customer_addresses'> {
  if (!customer) return { customers: [], customer_addresses: [] }
  const { id, isNew, name, newAddresses } = customer
  const own = { id, name, language: language === 'und' ? null : language, created_at: now }
  return {
    customers: isNew ? [own] : [],
    customer_addresses: newAddresses.map(({ kind, address }) => ({ kind, address, customer_id: id })),
  }
}

/** The acknowledgement hangs on the second event, which says that it was queued. */
function letterRows({ id, reference, letter, now }: Arrived): Row[] {
  if (!letter) return []
  const { to, language, write } = letter
  const words = { to_address: to, language, ...write(reference) }
  return [{ complaint_id: id, kind: 'acknowledgement', occasion: 2, ...words, queued_at: now, next_attempt_at: now }]
}

/**
 * Stores new complaints with one statement, so one round trip and one commit: all of them with all that belongs to them, or
 * nothing. What the database does once a statement, such as reading the rules of a table, it does once for all.
 */
export async function insertComplaints(db: Database | Tx, complaints: Rows[]): Promise<void> {
  const parts: RawBuilder<unknown>[] = []
  for (const table of Object.keys(complaints[0] ?? {}) as (keyof Rows)[]) {
    const rows = complaints.flatMap((each) => each[table])
    if (rows.length > 0) parts.push(sql`${sql.ref(`new_${table}`)} as (${insertInto(table, rows)})`)
  }
  const has = (table: keyof Rows) => complaints.some((each) => each[table].length > 0)
  const newName = has('customers') ? sql`(select name from new_customers n where n.id = c.customer_id)` : sql`null`
  const number = has('external_ids')
    ? sql`(select external_id from new_external_ids x where x.complaint_id = c.id)`
    : sql`null`
  await sql`${prepared}
    with ${sql.join(parts)}
    insert into complaint_search (complaint_id, received_at, vector)
    select c.id, c.received_at, search_vector(c.reference, ${number}, coalesce(${newName}, cu.name), c.title, c.text)
    from new_complaints c left join customers cu on cu.id = c.customer_id`.execute(db)
}

/** What the rows of a table that are stored by the same statement tell of it; the statement does not see them in the table. */
const told: { [Table in keyof Rows]?: RawBuilder<unknown> } = {
  complaints: sql` returning id, received_at, reference, title, text, customer_id`,
  customers: sql` returning id, name`,
  external_ids: sql` returning complaint_id, external_id`,
}

function insertInto(table: keyof Rows, rows: Row[]): RawBuilder<unknown> {
  const columns = columnsOf(rows[0] as Row)
  return sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${recordset(table, rows)}${told[table] ?? sql``}`
}
