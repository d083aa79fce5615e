import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import { Problem } from '../../platform/problem.ts'
import { z } from 'zod'
import type { RuleFilters } from '../counting/contract.ts'
import type { Pothole, PotholeCounts } from './contract.ts'
import { type PotholeState, potholeStates, stateOf } from './rules.ts'

type Times = 'openedAt' | 'understoodAt' | 'agreedAt' | 'liveAt' | 'provenAt' | 'toldAt' | 'reopenedAt' | 'closedAt'
type Row = Omit<Pothole, Times | 'state' | 'rule' | 'loss'> & {
  [key in Times]: Date | null
} & {
  openedAt: Date
  ruleId: string | null
  filters: RuleFilters | null
  lossEach: number | null
  currency: string | null
}

const named = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is not null then jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}) end`

const potholeRows = sql`
  select h.id, h.name, h.statement, ${named('o')} as owner, h.due_on as "dueOn", h.opened_at as "openedAt", ${named('b')} as "openedBy",
    h.origin, h.origin_ref as "originRef", h.rule_id as "ruleId", r.filters, h.harm, h.harm_note as "harmNote",
    h.loss_each::float as "lossEach", h.currency,
    (select count(*)::int from complaints c where c.pothole_id = h.id) as complaints,
    (select count(*)::int from pothole_evidence e where e.pothole_id = h.id and e.answer is null) as proposed,
    h.understood_at as "understoodAt", h.agreed_at as "agreedAt", h.live_at as "liveAt", h.proven_at as "provenAt",
    h.told_at as "toldAt", h.reopened_at as "reopenedAt", h.closed_at as "closedAt", h.closing, h.closing_reason as "closingReason",
    ${named('k')} as "closedBy", ${named('m')} as "mergedInto", h.version
  from potholes h join people o on o.id = h.owner_id left join people b on b.id = h.opened_by left join people k on k.id = h.closed_by
    left join potholes m on m.id = h.merged_into_id left join counted_rules r on r.id = h.rule_id`

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

function toPothole({ ruleId, filters, lossEach, currency, ...row }: Row): Pothole {
  return {
    ...row,
    state: stateOf(row),
    rule: ruleId && filters ? { id: ruleId, filters } : null,
    loss: lossEach !== null && currency ? { each: lossEach, currency } : null,
    openedAt: row.openedAt.toISOString(),
    understoodAt: iso(row.understoodAt),
    agreedAt: iso(row.agreedAt),
    liveAt: iso(row.liveAt),
    provenAt: iso(row.provenAt),
    toldAt: iso(row.toldAt),
    reopenedAt: iso(row.reopenedAt),
    closedAt: iso(row.closedAt),
  }
}

/** One pothole. @throws Problem pothole_not_found */
export async function readPothole(db: Database | Tx, id: string): Promise<Pothole> {
  const { rows } = await sql<Row>`${potholeRows} where h.id = ${id}`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'pothole_not_found')
  return toPothole(rows[0])
}

type Asked = { cursor?: string; limit: number; state?: PotholeState | 'closed'; owner?: string; q?: string }

/** The same as `stateOf` (rules.ts), asked of the database. */
const stateColumn = sql`
  case when h.closing is not null then h.closing when h.proven_at is not null then case when h.told_at is not null then 'told' else 'proven' end
    when h.live_at is not null then 'live' when h.agreed_at is not null then 'agreed'
    when h.understood_at is not null then 'understood' else 'open' end`

/** Potholes in pages: open ones by when they are due, then closed ones, the latest first. @param me  whose `me` is */
export async function listPotholes(
  db: Database,
  { cursor, limit, state, owner, q }: Asked,
  me: string,
): Promise<{ items: Pothole[]; next: string | null }> {
  const after = readPlace(cursor, z.tuple([z.boolean(), z.string(), z.uuid()]))
  // Closed ones count backwards from a far day, so that one order goes through all.
  const place = sql`coalesce(date '2200-01-01' - h.closed_at::date, h.due_on - date '2000-01-01')`
  const { rows } = await sql<Row & { place: number }>`
    select * from (select ${place} as place, found.* from (${potholeRows}) found join potholes h on h.id = found.id
      where ${wanted({ state, owner, q }, me)}) listed
    where ${after ? sql`((listed."closedAt" is not null), listed.place, listed.id) > (${after[0]}, ${Number(after[1])}, ${after[2]}::uuid)` : sql`true`}
    order by (listed."closedAt" is not null), listed.place, listed.id limit ${limit + 1}`.execute(db)
  const page = pageOf(rows, limit, (row) => [row.closedAt !== null, String(row.place), row.id])
  return { items: page.items.map(({ place: _place, ...row }) => toPothole(row)), next: page.next }
}

function wanted({ state, owner, q }: Omit<Asked, 'cursor' | 'limit'>, me: string) {
  const parts = [
    ...(state === 'open' ? [sql`h.closed_at is null`] : []),
    ...(state === 'closed' ? [sql`h.closed_at is not null`] : []),
    ...(state && state !== 'open' && state !== 'closed' ? [sql`${stateColumn} = ${state}`] : []),
    ...(owner ? [sql`h.owner_id = ${owner === 'me' ? me : owner}`] : []),
    ...(q ? [sql`strpos(lower(h.name || ' ' || h.statement), lower(${q})) > 0`] : []),
  ]
  return parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`
}

type Counted = { state: PotholeState; n: number; mine: number; late: number }

/** How many potholes there are in each state, and how many wait for somebody. */
export async function countPotholes(db: Database, me: string, now: Date): Promise<PotholeCounts> {
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<Counted>`
    select ${stateColumn} as state, count(*)::int as n,
      (count(*) filter (where h.closed_at is null and h.owner_id = ${me}))::int as mine,
      (count(*) filter (where h.closed_at is null and h.proven_at is null and h.due_on < ${today}::date))::int as late
    from potholes h group by 1`.execute(db)
  const { rows: found } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pothole_evidence e join potholes h on h.id = e.pothole_id
    where e.answer is null and h.closed_at is null and h.owner_id = ${me}`.execute(db)
  const sum = (of: (row: Counted) => number) => rows.reduce((total, row) => total + of(row), 0)
  const isClosed = (state: PotholeState) => ['repaired', 'not_repaired', 'merged'].includes(state)
  const countOf = (state: PotholeState) => rows.find((row) => row.state === state)?.n ?? 0
  return {
    states: Object.fromEntries(potholeStates.map((state) => [state, countOf(state)])) as PotholeCounts['states'],
    open: sum(({ state, n }) => (isClosed(state) ? 0 : n)),
    mine: sum(({ mine }) => mine),
    late: sum(({ late }) => late),
    waiting: found[0]?.waiting ?? 0,
  }
}
