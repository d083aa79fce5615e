import { sql } from 'kysely'
import { markDays } from '../../complaints/changed-days.ts'
import { type Cell, monthOf } from '../../complaints/counts.ts'
import { insertSearchRows } from '../../complaints/search/row.ts'
import { countEnded } from '../../complaints/time-to-solution/kept.ts'
import { brokeConstraint, type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { type ComplaintRows, type RowsContext, rowsOf } from './complaint-rows.ts'
import { customersOf, type NewCustomer } from './customers.ts'
import type { ImportedComplaint } from './imported-complaint.ts'

/** A complaint with what tells it from all others: the source it is from and its number there. */
export type Keyed = { complaint: ImportedComplaint; source: string; key: string }
export type BatchResult = { stored: number; duplicates: number }

type Prepared = ComplaintRows & { source: string; key: string; newCustomer: NewCustomer | null }

/**
 * Stores a batch of imported complaints with their history, all or none. Those whose number is known already are left as
 * they are. `within` runs in the same transaction, to record progress with what it tells of.
 */
export async function storeBatch(
  db: Database,
  batch: Keyed[],
  context: RowsContext,
  within: (tx: Tx, result: BatchResult) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await storeOnce(db, batch, context, within)
    } catch (error) {
      // The owner was deactivated since the desk looked, or a random reference was taken.
      const isRace = ['complaints_owner_id_owner_active_fkey', 'complaint_references_pkey']
      if (attempt === 4 || !isRace.some((name) => brokeConstraint(error, name))) throw error
      context.desk.refresh()
    }
  }
}

async function storeOnce(
  db: Database,
  batch: Keyed[],
  context: RowsContext,
  within: (tx: Tx, result: BatchResult) => Promise<void>,
): Promise<void> {
  // Everything that needs no lock is prepared first, so that two batches can be under way at once.
  const unknown = await leaveOutKnown(db, batch)
  const customers = await customersOf(
    db,
    unknown.map((each) => each.complaint.customer),
    context.now,
  )
  const prepared = await Promise.all(
    unknown.map(async ({ complaint, source, key }, index): Promise<Prepared> => {
      const { id = null, isMissing = false } = customers[index] ?? {}
      const rows = await rowsOf(complaint, id, context)
      const newCustomer =
        id && isMissing ? { id, name: complaint.customer?.name ?? null, created_at: context.now } : null
      return { ...rows, source, key, newCustomer }
    }),
  )
  await inTransaction(db, async (tx) => {
    const taken = await claim(tx, prepared)
    const rows = prepared.filter((row) => taken.has(row.complaint.id))
    await insertAll(tx, rows)
    await within(tx, { stored: rows.length, duplicates: batch.length - rows.length })
  })
}

async function insertAll(tx: Tx, rows: Prepared[]): Promise<void> {
  if (rows.length === 0) return
  await insertRows(
    tx,
    'customers',
    rows.flatMap((row) => row.newCustomer ?? []),
  )
  await insertRows(
    tx,
    'complaints',
    rows.map((row) => row.complaint),
  )
  await countEnded(
    tx,
    rows.map(({ complaint }) => ({
      receivedAt: complaint.received_at,
      closedAt: complaint.closed_at,
      closure: complaint.closure,
    })),
    1,
  )
  await insertRows(
    tx,
    'complaint_references',
    rows.map(({ complaint }) => ({ reference: complaint.reference, complaint_id: complaint.id })),
  )
  await insertRows(
    tx,
    'complaint_events',
    rows.flatMap((row) => row.events),
  )
  await insertRows(
    tx,
    'complaint_changes',
    rows.map(({ complaint }) => ({ complaint_id: complaint.id, seq: complaint.event_count })),
  )
  await insertRows(
    tx,
    'messages',
    rows.flatMap((row) => row.messages),
  )
  await insertRows(
    tx,
    'commitments',
    rows.flatMap((row) => row.commitments),
  )
  await insertRows(
    tx,
    'handovers',
    rows.flatMap((row) => row.handovers),
  )
  await insertRows(
    tx,
    'closures',
    rows.flatMap((row) => row.closures),
  )
  await insertRows(
    tx,
    'complaint_tags',
    rows.flatMap((row) => row.tags),
  )
  await insertRows(
    tx,
    'complaint_field_values',
    rows.flatMap((row) => row.fieldValues),
  )
  await insertSearchRows(
    tx,
    rows.map(({ complaint, key }) => ({ id: complaint.id, number: key })),
  )
  // Last, because other batches wait for these few rows until we commit.
  await count(
    tx,
    rows.map((row) => row.cell),
  )
}

/** The rows of a batch whose number nobody has, each number once, in the order of the numbers. */
async function leaveOutKnown(db: Database, batch: Keyed[]): Promise<Keyed[]> {
  const distinct = new Map<string, Keyed>()
  for (const each of batch) {
    const name = `${each.source}\n${each.key}`
    if (!distinct.has(name)) distinct.set(name, each)
  }
  const wanted = [...distinct.values()]
  const { rows } = await sql<{ source: string; external_id: string }>`
    select source, external_id from external_ids where (source, external_id) in (
      select * from unnest(${wanted.map((each) => each.source)}::text[], ${wanted.map((each) => each.key)}::text[]))`.execute(
    db,
  )
  for (const row of rows) distinct.delete(`${row.source}\n${row.external_id}`)
  return [...distinct.values()]
}

/**
 * Takes the numbers, unless another import was quicker. In their order, so that of two imports with the same numbers one
 * waits for the other and never both. @returns ids of the complaints whose number is theirs
 */
async function claim(tx: Tx, rows: Prepared[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const inOrder = [...rows].sort((one, other) => (one.key < other.key ? -1 : 1))
  const { rows: taken } = await sql<{ complaint_id: string }>`
    insert into external_ids (source, external_id, complaint_id)
    select * from unnest(${inOrder.map((row) => row.source)}::text[], ${inOrder.map((row) => row.key)}::text[], ${inOrder.map((row) => row.complaint.id)}::uuid[])
    on conflict do nothing returning complaint_id`.execute(tx)
  return new Set(taken.map((row) => row.complaint_id))
}

/** Adds the batch to the counts at once: a batch is few cells, and nothing waits in the outbox. */
async function count(tx: Tx, cells: Cell[]): Promise<void> {
  const groups = Map.groupBy(cells, (cell) =>
    JSON.stringify([monthOf(cell.receivedAt), cell.productId, cell.issueId, cell.stepId, cell.channel, cell.language]),
  )
  const keys = [...groups.keys()].sort()
  const rows = keys.map((key) => {
    const [month, product_id, issue_id, step_id, channel, language] = JSON.parse(key)
    return { month, product_id, issue_id, step_id, channel, language, n: groups.get(key)?.length ?? 0 }
  })
  await insertRows(
    tx,
    'complaint_counts',
    rows,
    sql`on conflict (month, product_id, issue_id, step_id, channel, language, cause_class, cause_locus, cause_id)
      do update set n = complaint_counts.n + excluded.n`,
  )
  await markDays(
    tx,
    cells.map(({ receivedAt }) => receivedAt),
    true,
  )
}
