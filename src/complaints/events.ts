import { hash as digest } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../platform/database/index.ts'
import { publish } from '../platform/live/index.ts'
import { Problem } from '../platform/problem.ts'
import { followEvents, movesClocks } from './clocks/following.ts'
import { bringsWords, refreshSearchRow } from './search/row.ts'
import { whoHasTheWord } from './who-has-the-word.ts'

/** Who did it. A customer needs no id; a job of ours is 'system'; history that was imported says so. */
export type Actor = { kind: 'customer' | 'person' | 'key' | 'system' | 'import'; id: string | null }
/** What happened, without personal data: ids, codes, numbers and times only. */
export type EventDetail = Record<string, string | number | boolean | null>
export type NewEvent = { kind: string; at: Date; actor: Actor; detail?: EventDetail }
export type ChainedEvent = {
  seq: number
  at: Date
  recordedAt: Date
  kind: string
  actor: Actor
  detail: EventDetail
  previousHash: Buffer
  hash: Buffer
}
/** The end of a complaint's chain: how many events it has and the hash of the last. */
export type Head = { count: number; hash: Buffer }

export const emptyHead: Head = { count: 0, hash: Buffer.alloc(32) }

/**
 * Hash of one event: SHA-256 over the previous hash and the event's fields in a fixed order, keys of `detail` sorted, so
 * that it can be computed again from the row.
 */
export function hashEvent(complaintId: string, event: Omit<ChainedEvent, 'hash'>): Buffer {
  const detail = Object.fromEntries(Object.entries(event.detail).sort(([a], [b]) => (a < b ? -1 : 1)))
  const fields = [
    complaintId,
    event.seq,
    event.at,
    event.recordedAt,
    event.kind,
    event.actor.kind,
    event.actor.id,
    detail,
  ]
  return digest('sha256', Buffer.concat([event.previousHash, Buffer.from(JSON.stringify(fields))]), 'buffer')
}

/** Chains new events to `head`, in the order given. @returns the events to store and the new head */
export function chain(
  complaintId: string,
  head: Head,
  events: NewEvent[],
  recordedAt: Date,
): { events: ChainedEvent[]; head: Head } {
  const chained: ChainedEvent[] = []
  let { count, hash } = head
  for (const { kind, at, actor, detail = {} } of events) {
    const link = { seq: ++count, at, recordedAt, kind, actor, detail, previousHash: hash }
    hash = hashEvent(complaintId, link)
    chained.push({ ...link, hash })
  }
  return { events: chained, head: { count, hash } }
}

/** Locks a complaint for a change and returns what a change must know of it. @throws Problem complaint_not_found */
export async function lockComplaint(tx: Tx, complaintId: string): Promise<LockedComplaint> {
  const { rows } = await sql<LockedComplaint & { event_count: number; events_head: Buffer }>`
    select id, reference, owner_id as "ownerId", closed_at as "closedAt", closure, customer_id as "customerId", language,
      product_id as "productId", issue_id as "issueId", step_id as "stepId", channel, received_at as "receivedAt",
      cause_class as "causeClass", cause_locus as "causeLocus", cause_id as "causeId", import_id as "importId",
      reached_management_at as "reachedManagementAt", event_count, events_head
    from complaints where id = ${complaintId} for no key update`.execute(tx)
  const row = rows[0]
  if (!row) throw new Problem('not_found', 'complaint_not_found')
  return { ...row, head: { count: row.event_count, hash: row.events_head } }
}

export type LockedComplaint = {
  id: string
  reference: string
  ownerId: string
  closedAt: Date | null
  closure: string | null
  customerId: string | null
  language: string
  productId: string | null
  issueId: string | null
  stepId: string | null
  channel: string
  receivedAt: Date
  causeClass: string | null
  causeLocus: string | null
  causeId: string | null
  importId: string | null
  reachedManagementAt: Date | null
  head: Head
}

/**
 * Appends events to a locked complaint; part of the transaction that made the change they describe. Whoever looks at the
 * complaint is told once that is on disk.
 */
export async function appendEvents(
  tx: Tx,
  complaint: { id: string; reference?: string; head: Head },
  added: NewEvent[],
  now: Date,
): Promise<Head> {
  const { events, head } = chain(complaint.id, complaint.head, added, now)
  for (const event of events) {
    await sql`
      insert into complaint_events (complaint_id, seq, at, recorded_at, kind, actor_kind, actor_id, detail, previous_hash, hash)
      values (${complaint.id}, ${event.seq}, ${event.at}, ${event.recordedAt}, ${event.kind}, ${event.actor.kind},
        ${event.actor.id}, ${JSON.stringify(event.detail)}, ${event.previousHash}, ${event.hash})`.execute(tx)
  }
  const word = whoHasTheWord(added)
  const waits =
    word && sql`, customer_waits_since = ${word.by === 'us' ? null : sql`coalesce(customer_waits_since, ${word.at})`}`
  await sql`
    with told as (insert into complaint_changes (complaint_id, seq) values (${complaint.id}, ${head.count}))
    update complaints set event_count = ${head.count}, events_head = ${head.hash}, changed_at = ${now}${waits ?? sql``}
    where id = ${complaint.id}`.execute(tx)
  complaint.head = head
  if (bringsWords(added)) await refreshSearchRow(tx, complaint.id)
  if (movesClocks(added)) await followEvents(tx, complaint.id, added)
  tellOf(tx, { id: complaint.id, reference: complaint.reference, version: head.count }, added)
  return head
}

/** Tells everyone who may see a complaint that it is there. It is on disk already. */
export function tellOfNew(db: Database, { id, reference }: { id: string; reference: string }, by: Actor): void {
  publish(db, { kind: 'complaint', id, reference, version: 1, isNew: true, by })
}

type Changed = { id: string; reference: string | undefined; version: number }

/** Tells everyone who may see a complaint that it has changed, and by whom. */
function tellOf(tx: Tx, complaint: Changed, events: NewEvent[]): void {
  const by = events.at(-1)?.actor
  if (!by) return
  publish(tx, { kind: 'complaint', ...complaint, by })
  // Who gave it away, or is asked to take it, may not see the complaint: they are told that their own lists changed, no more.
  const people = events.flatMap(({ detail }) => [detail?.from_id, detail?.to_id])
  const concerned = people.filter((id) => typeof id === 'string')
  if (concerned.length > 0) publish(tx, { kind: 'mine' }, [...new Set(concerned)])
}

type EventRow = {
  complaint_id: string
  seq: number
  at: Date
  recorded_at: Date
  kind: string
  actor_kind: Actor['kind']
  actor_id: string | null
  detail: EventDetail
  previous_hash: Buffer
  hash: Buffer
}

const toEvent = (row: EventRow): ChainedEvent => ({
  seq: row.seq,
  at: row.at,
  recordedAt: row.recorded_at,
  kind: row.kind,
  actor: { kind: row.actor_kind, id: row.actor_id },
  detail: row.detail,
  previousHash: row.previous_hash,
  hash: row.hash,
})

export type Break = { complaintId: string; reference: string; seq: number; what: 'hash' | 'link' | 'gap' | 'head' }

/**
 * Where a chain is broken: an event whose content no longer gives its hash, that does not follow its predecessor, that
 * is missing, or a head that is not the last event. Null when whole.
 */
export function findBreak(
  complaintId: string,
  events: ChainedEvent[],
  head: Head,
): Omit<Break, 'complaintId' | 'reference'> | null {
  let previous = emptyHead
  for (const event of events) {
    if (event.seq !== previous.count + 1) return { seq: previous.count + 1, what: 'gap' }
    if (!event.previousHash.equals(previous.hash)) return { seq: event.seq, what: 'link' }
    if (!hashEvent(complaintId, event).equals(event.hash)) return { seq: event.seq, what: 'hash' }
    previous = { count: event.seq, hash: event.hash }
  }
  const isWhole = head.count === previous.count && head.hash.equals(previous.hash)
  return isWhole ? null : { seq: previous.count, what: 'head' }
}

export type Verification = { complaints: number; events: number; breaks: Break[] }

/** Checks every chain in the database, some hundred complaints at a time; lists at most 100 breaks. */
export async function verifyEvents(db: Database, batch = 500): Promise<Verification> {
  const found: Verification = { complaints: 0, events: 0, breaks: [] }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows: heads } = await sql<{ id: string; reference: string; event_count: number; events_head: Buffer }>`
      select id, reference, event_count, events_head from complaints where id > ${after} order by id limit ${batch}`.execute(
      db,
    )
    const last = heads.at(-1)
    if (!last) return found
    const { rows } = await sql<EventRow>`
      select * from complaint_events where complaint_id > ${after} and complaint_id <= ${last.id} order by complaint_id, seq`.execute(
      db,
    )
    const chains = Map.groupBy(rows, (row) => row.complaint_id)
    for (const { id, reference, event_count, events_head } of heads) {
      const broken = findBreak(id, (chains.get(id) ?? []).map(toEvent), { count: event_count, hash: events_head })
      if (broken && found.breaks.length < 100) found.breaks.push({ complaintId: id, reference, ...broken })
    }
    found.complaints += heads.length
    found.events += rows.length
    after = last.id
  }
}
