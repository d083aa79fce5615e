import { sql } from 'kysely'
import { monthOf } from '../../complaints/counts.ts'
import {
  columnsOf,
  type Database,
  insertRows,
  inTransaction,
  recordset,
  type Tx,
} from '../../platform/database/index.ts'
import { type Cell, type Complaint, type Facts, factsOf, type Happened, type Place, placeOf } from './log.ts'
import { returnsWithinDays } from './rules.ts'

/** So many changes are taken together. */
const batch = 1000

/**
 * Brings the facts of all complaints that changed up to date, some hundred in a transaction; of several processes one at a time.
 * @param isStopping whether to leave the rest for later
 * @returns how many complaints were looked at
 */
export async function keepBarriers(db: Database, isStopping: () => boolean = () => false): Promise<number> {
  for (let seen = 0; ; ) {
    const step = isStopping() ? 0 : await inTransaction(db, keepSome)
    if (step === 0) return seen
    seen += step
  }
}

async function keepSome(tx: Tx): Promise<number> {
  const { rows: keeper } = await sql`select 1 from barrier_keeper for update skip locked`.execute(tx)
  if (keeper.length === 0) return 0
  const { rows } = await sql<{ id: string }>`
    with taken as (
      delete from complaint_changes where (complaint_id, seq) in (
        select complaint_id, seq from complaint_changes order by complaint_id, seq limit ${batch})
      returning complaint_id)
    select distinct complaint_id as id from taken`.execute(tx)
  if (rows.length === 0) return 0
  const ids = await withThoseBefore(
    tx,
    rows.map(({ id }) => id),
  )
  const before = await forget(tx, ids)
  const now = await factsNow(tx, ids)
  await insertRows(tx, 'complaint_barriers', now.map(rowOf))
  await count(tx, before, now)
  return ids.length
}

/** Somebody who comes again changes what became of their complaint before. */
async function withThoseBefore(tx: Tx, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct earlier.id from complaints c join complaints earlier on earlier.customer_id = c.customer_id
      and earlier.id <> c.id and earlier.closed_at between c.received_at - make_interval(days => ${returnsWithinDays}) and c.received_at
    where c.id = any (${ids}::uuid[])`.execute(tx)
  return [...new Set([...ids, ...rows.map(({ id }) => id)])]
}

type Kept = {
  complaint_id: string
  received_at: Date
  product_id: string | null
  channel: string
  first_place: string
  cells: Cell[]
}

async function forget(tx: Tx, ids: string[]): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    delete from complaint_barriers where complaint_id = any (${ids}::uuid[])
    returning complaint_id, received_at, product_id, channel, first_place, cells`.execute(tx)
  return rows
}

type Row = Omit<Complaint, 'events'> & { id: string; receivedAt: Date; productId: string | null; channel: string }

async function factsNow(tx: Tx, ids: string[]): Promise<Kept[]> {
  const { rows } = await sql<Row>`
    select c.id, c.received_at as "receivedAt", c.product_id as "productId", c.channel, c.closure,
      case when c.import_id is not null then c.team_id end as "statedTeamId",
      c.closed_at is not null and c.customer_id is not null and exists (
        select 1 from complaints again where again.customer_id = c.customer_id and again.id <> c.id and again.channel <> c.channel
          and (again.product_id = c.product_id or again.product_id is null or c.product_id is null)
          and again.received_at > c.closed_at
          and again.received_at <= c.closed_at + make_interval(days => ${returnsWithinDays})) as returned
    from complaints c where c.id = any (${ids}::uuid[])`.execute(tx)
  const [events, places] = [await eventsOf(tx, ids), await placesOf(tx)]
  const placeOfPerson = (id: string): Place => places.get(id) ?? placeOf({ role: '', teamId: null })
  return rows.flatMap((row) => {
    const facts = factsOf({ ...row, events: events.get(row.id) ?? [] }, placeOfPerson)
    return facts ? [keptOf(row, facts)] : []
  })
}

const keptOf = ({ id, receivedAt, productId, channel }: Row, { first, cells }: Facts): Kept => ({
  complaint_id: id,
  received_at: receivedAt,
  product_id: productId,
  channel,
  first_place: first,
  cells,
})

const rowOf = (kept: Kept) => ({ ...kept, keys: keysOf(kept) })

/** What a number of the page is opened by: the measure alone, with its place, with the rest. */
const keysOf = ({ cells }: Kept): string[] => [
  ...new Set(cells.flatMap(({ m, p, o }) => [m, `${m}|${p}`, `${m}|${p}|${o}`, `${m}||${o}`])),
]

async function eventsOf(tx: Tx, ids: string[]): Promise<Map<string, Happened[]>> {
  const { rows } = await sql<Happened & { id: string }>`
    select e.complaint_id as id, e.kind, e.at, e.detail,
      case when e.kind = 'answered' then (select m.text ~ '[?？]' from messages m
        where m.complaint_id = e.complaint_id and m.id = (e.detail ->> 'message_id')::uuid and m.direction = 'out') end as asked
    from complaint_events e where e.complaint_id = any (${ids}::uuid[]) order by e.complaint_id, e.seq`.execute(tx)
  return Map.groupBy(rows, ({ id }) => id)
}

async function placesOf(tx: Tx): Promise<Map<string, Place>> {
  const { rows } = await sql<{ id: string; role: string; teamId: string | null }>`
    select id, role, team_id as "teamId" from people`.execute(tx)
  return new Map(rows.map(({ id, ...person }) => [id, placeOf(person)]))
}

type Counted = {
  grain: 'day' | 'month'
  starts: string
  product_id: string | null
  channel: string
  first_place: string
  measure: string
  place: string
  other: string
  complaints: number
  n: number
  amount: number
}

/** Takes what was known before from the counts and adds what is known now. Cells in one order, so that nobody waits in a circle. */
async function count(tx: Tx, before: Kept[], now: Kept[]): Promise<void> {
  const changed = new Map<string, Counted>()
  for (const kept of before) for (const cell of kept.cells) add(changed, kept, cell, -1)
  for (const kept of now) for (const cell of kept.cells) add(changed, kept, cell, 1)
  const rows = [...changed]
    .filter(([, { complaints, n, amount }]) => complaints !== 0 || n !== 0 || amount !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const first = rows[0]
  if (!first) return
  const columns = columnsOf(first[1])
  const counted = rows.map(([, row]) => row)
  await sql`
    insert into barrier_counts as held (${columns}) select ${columns} from ${recordset('barrier_counts', counted)}
    on conflict (grain, starts, product_id, channel, first_place, measure, place, other) do update set
      complaints = held.complaints + excluded.complaints, n = held.n + excluded.n, amount = held.amount + excluded.amount`.execute(
    tx,
  )
}

function add(changed: Map<string, Counted>, kept: Kept, { m, p, o, n, a }: Cell, sign: 1 | -1): void {
  const { received_at, product_id, channel, first_place } = kept
  const starts = { day: received_at.toISOString().slice(0, 10), month: monthOf(received_at) }
  for (const grain of ['day', 'month'] as const) {
    const of = { grain, starts: starts[grain], product_id, channel, first_place, measure: m, place: p, other: o }
    const key = JSON.stringify(Object.values(of))
    const found = changed.get(key) ?? { ...of, complaints: 0, n: 0, amount: 0 }
    found.complaints += sign
    found.n += sign * n
    found.amount += sign * a
    changed.set(key, found)
  }
}
