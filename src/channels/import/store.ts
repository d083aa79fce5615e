import { sql } from 'kysely'
import { type Cell, monthOf } from '../../complaints/counts.ts'
import { chain, emptyHead } from '../../complaints/events.ts'
import { newReference } from '../../complaints/reference.ts'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import { detectLanguage } from '../../language/index.ts'
import { type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { customersOf } from './customers.ts'
import { type History, historyOf } from './history.ts'
import type { ImportedComplaint } from './imported-complaint.ts'
import type { Names } from './names.ts'

export type Keyed = { complaint: ImportedComplaint; source: string; key: string }
export type BatchContext = { importId: string; desk: RoutingDesk; names: Names; now: Date }
export type BatchResult = { stored: number; duplicates: number }

/**
 * Stores a batch of imported complaints with their history, all or none. Those whose number is known already are left as
 * they are. `within` runs in the same transaction, to record progress with what it tells of.
 */
export async function storeBatch(
  db: Database,
  batch: Keyed[],
  context: BatchContext,
  within: (tx: Tx, result: BatchResult) => Promise<void>,
): Promise<void> {
  // Everything that needs no lock is prepared first, so that two batches can be under way at once.
  const unknown = await leaveOutKnown(db, batch)
  const customers = await customersOf(db, unknown.map((each) => each.complaint.customer), context.now)
  const prepared = await Promise.all(unknown.map((each, index) => prepare(each, customers[index] ?? null, context)))
  await inTransaction(db, async (tx) => {
    const taken = await claim(tx, prepared)
    const rows = prepared.filter((row) => taken.has(row.complaint.id))
    await insertAll(tx, rows)
    await within(tx, { stored: rows.length, duplicates: batch.length - rows.length })
  })
}

async function insertAll(tx: Tx, rows: Prepared[]): Promise<void> {
  if (rows.length === 0) return
  await insertRows(tx, 'complaints', rows.map((row) => row.complaint))
  await insertRows(tx, 'complaint_references', rows.map(({ complaint }) => ({ reference: complaint.reference, complaint_id: complaint.id })))
  await insertRows(tx, 'complaint_events', rows.flatMap((row) => row.events))
  await insertRows(tx, 'messages', rows.flatMap((row) => row.messages))
  await insertRows(tx, 'commitments', rows.flatMap((row) => row.commitments))
  await insertRows(tx, 'handovers', rows.flatMap((row) => row.handovers))
  await insertRows(tx, 'closures', rows.flatMap((row) => row.closures))
  await insertSearch(tx, rows.map((row) => row.complaint.id))
  // Last, because other batches wait for these few rows until we commit.
  await count(tx, rows.map((row) => row.cell))
}

/** The rows of a batch whose number nobody has, each number once. */
async function leaveOutKnown(db: Database, batch: Keyed[]): Promise<Keyed[]> {
  const distinct = new Map<string, Keyed>()
  for (const each of batch) {
    const name = `${each.source}\n${each.key}`
    if (!distinct.has(name)) distinct.set(name, each)
  }
  const wanted = [...distinct.values()]
  const { rows } = await sql<{ source: string; external_id: string }>`
    select source, external_id from external_ids where (source, external_id) in (
      select * from unnest(${wanted.map((each) => each.source)}::text[], ${wanted.map((each) => each.key)}::text[]))`.execute(db)
  for (const row of rows) distinct.delete(`${row.source}\n${row.external_id}`)
  return [...distinct.values()]
}

/** Takes the numbers, unless another import was quicker. @returns ids of the complaints whose number is theirs */
async function claim(tx: Tx, rows: Prepared[]): Promise<Set<string>> {
  const { rows: taken } = await sql<{ complaint_id: string }>`
    insert into external_ids (source, external_id, complaint_id)
    select * from unnest(${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.complaint.id)}::uuid[])
    on conflict do nothing returning complaint_id`.execute(tx)
  return new Set(taken.map((row) => row.complaint_id))
}

type Prepared = Awaited<ReturnType<typeof prepare>>

async function prepare({ complaint: given, source, key }: Keyed, customerId: string | null, { importId, desk, names, now }: BatchContext) {
  const id = newId()
  const teams = new Map<string | null, string | null>([[null, null]])
  for (const name of teamNames(given)) teams.set(name, await names.team(name))
  const history = historyOf(given.history, (name) => teams.get(name) ?? null)
  const language = given.language ?? (given.text ? detectLanguage(given.text).language : 'und')
  const productId = await names.branch('products', [given.product, given.subProduct])
  const issueId = await names.branch('issues', [given.issue, given.subIssue])
  const stepId = await names.step(given.step)
  const { receivedAt, channel } = given
  const isClosed = history.closing !== null
  const { ownerId, updateWithinHours } = await desk.choose({ productId, channel, language, customerId, isClosed })
  const detail = { channel, language, owner_id: ownerId, product_id: productId, issue_id: issueId, import_id: importId }
  const received = { kind: 'received', at: receivedAt, actor: { kind: 'import', id: null } as const, detail }
  const { events, head } = chain(id, emptyHead, [received, ...history.events], now)
  return {
    ...{ source, key },
    complaint: {
      id,
      reference: newReference(),
      ...{
        received_at: receivedAt,
        recorded_at: now,
        channel,
        language,
        customer_id: customerId,
        title: given.title,
        text: given.text,
      },
      ...{
        product_id: productId,
        issue_id: issueId,
        step_id: stepId,
        team_id: history.lastTeamId ?? teams.get(given.team) ?? null,
        owner_id: ownerId,
      },
      next_update_due: isClosed ? null : dueAfter(history, receivedAt, updateWithinHours),
      ...{
        closed_at: history.closing?.at ?? null,
        closure: history.closing?.closure ?? null,
        import_id: importId,
        fields: given.fields,
      },
      ...{ event_count: head.count, events_head: head.hash },
    },
    events: events.map((event) => ({
      ...{
        complaint_id: id,
        seq: event.seq,
        at: event.at,
        recorded_at: event.recordedAt,
        kind: event.kind,
        actor_kind: event.actor.kind,
      },
      ...{ actor_id: event.actor.id, detail: event.detail, previous_hash: event.previousHash, hash: event.hash },
    })),
    ...belongings(id, history, channel),
    cell: {
      receivedAt,
      productId,
      issueId,
      stepId,
      channel,
      language,
      causeClass: null,
      causeLocus: null,
      causeId: null,
    } satisfies Cell,
  }
}

/** When an open complaint's customer should have heard from us: what we promised last, else so long after the last event. */
function dueAfter(history: History, receivedAt: Date, updateWithinHours: number): Date {
  const promised = history.commitments.find((each) => each.keptAt === null)?.dueAt
  return promised ?? new Date((history.lastAt ?? receivedAt).getTime() + updateWithinHours * 3_600_000)
}

function teamNames({ team, history }: ImportedComplaint): string[] {
  const said = history.flatMap((event) =>
    event.kind === 'answered' ? [event.by] : event.kind === 'rerouted' ? [event.from, event.to] : [],
  )
  return [...new Set([team, ...said])].filter((name): name is string => name !== null)
}

/** The rows beside the complaint that its history makes. */
function belongings(complaint_id: string, history: History, channel: string) {
  return {
    messages: history.messages.map(({ id, direction, at, text, teamId }) => ({
      complaint_id,
      id,
      direction,
      channel,
      at,
      author_team_id: teamId,
      text,
    })),
    commitments: history.commitments.map(({ id, text, madeAt, dueAt, keptAt }) => ({
      complaint_id,
      id,
      text,
      made_at: madeAt,
      due_at: dueAt,
      kept_at: keptAt,
    })),
    handovers: history.handovers.map(({ id, fromTeamId, toTeamId, at, note }) => ({
      ...{
        complaint_id,
        id,
        from_team_id: fromTeamId,
        to_team_id: toTeamId,
        offered_at: at,
        note,
        answered_at: at,
        answer: 'imported',
      },
    })),
    closures: history.closing
      ? [
          {
            complaint_id,
            closure: history.closing.closure,
            closed_at: history.closing.at,
            customer_message_id: history.closing.messageId,
            reasons: history.closing.words,
          },
        ]
      : [],
  }
}

async function insertSearch(tx: Tx, ids: string[]): Promise<void> {
  await sql`
    insert into complaint_search (complaint_id, received_at, vector)
    select id, received_at, search_vector(language, reference, title, text) from complaints where id = any (${ids})`.execute(
    tx,
  )
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
}
