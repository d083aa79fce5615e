import { sql } from 'kysely'
import { type Cell, monthOf } from '../../complaints/counts.ts'
import { chain, emptyHead } from '../../complaints/events.ts'
import { newReference } from '../../complaints/reference.ts'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import { detectLanguage } from '../../language/index.ts'
import { insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { customersOf } from './customers.ts'
import { type History, historyOf } from './history.ts'
import type { ImportedComplaint } from './imported-complaint.ts'
import type { Names } from './names.ts'

export type Keyed = { complaint: ImportedComplaint; source: string; key: string }
export type BatchContext = { importId: string; desk: RoutingDesk; names: Names; now: Date }

/**
 * Stores a batch of imported complaints with their history, all or none, in the caller's transaction. Those whose number
 * is known already are left as they are.
 * @returns how many were new
 */
export async function storeBatch(tx: Tx, batch: Keyed[], context: BatchContext): Promise<number> {
  const fresh = await claim(tx, batch)
  if (fresh.length === 0) return 0
  const customers = await customersOf(
    tx,
    fresh.map((each) => each.complaint.customer),
    context.now,
  )
  const rows = await Promise.all(fresh.map((each, index) => prepare(tx, each, customers[index] ?? null, context)))
  await insertRows(
    tx,
    'complaints',
    rows.map((row) => row.complaint),
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
  await insertSearch(
    tx,
    rows.map((row) => row.complaint.id),
  )
  await count(
    tx,
    rows.map((row) => row.cell),
  )
  return rows.length
}

/** Takes the numbers that nobody has taken; a number that stands twice in the batch is taken once. */
async function claim(tx: Tx, batch: Keyed[]): Promise<(Keyed & { id: string })[]> {
  const distinct = new Map<string, Keyed & { id: string }>()
  for (const each of batch) {
    const name = `${each.source}\n${each.key}`
    if (!distinct.has(name)) distinct.set(name, { ...each, id: newId() })
  }
  const wanted = [...distinct.values()]
  const { rows } = await sql<{ complaint_id: string }>`
    insert into external_ids (source, external_id, complaint_id)
    select * from unnest(${wanted.map((each) => each.source)}::text[], ${wanted.map((each) => each.key)}::text[], ${wanted.map((each) => each.id)}::uuid[])
    on conflict do nothing returning complaint_id`.execute(tx)
  const taken = new Set(rows.map((row) => row.complaint_id))
  return wanted.filter((each) => taken.has(each.id))
}

async function prepare(
  tx: Tx,
  { complaint: given, id }: Keyed & { id: string },
  customerId: string | null,
  { importId, desk, names, now }: BatchContext,
) {
  const teams = new Map<string | null, string | null>([[null, null]])
  for (const name of teamNames(given)) teams.set(name, await names.team(tx, name))
  const history = historyOf(given.history, (name) => teams.get(name) ?? null)
  const language = given.language ?? (given.text ? detectLanguage(given.text).language : 'und')
  const productId = await names.branch(tx, 'products', [given.product, given.subProduct])
  const issueId = await names.branch(tx, 'issues', [given.issue, given.subIssue])
  const stepId = await names.step(tx, given.step)
  const { receivedAt, channel } = given
  const isClosed = history.closing !== null
  const { ownerId, updateWithinHours } = await desk.choose({ productId, channel, language, customerId, isClosed })
  const detail = { channel, language, owner_id: ownerId, product_id: productId, issue_id: issueId, import_id: importId }
  const received = { kind: 'received', at: receivedAt, actor: { kind: 'import', id: null } as const, detail }
  const { events, head } = chain(id, emptyHead, [received, ...history.events], now)
  return {
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
