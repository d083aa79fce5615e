import { sql } from 'kysely'
import type { Span } from '../../causes/period.ts'
import { type Database, onlyRow } from '../../platform/database/index.ts'
import { stateOf } from '../../potholes/record/rules.ts'
import { latestVerdict } from '../../potholes/verdicts/read.ts'
import type { InsideOut } from './contract.ts'
import { shareOf } from './rules.ts'

type Promises = InsideOut['promises']

/** What we told customers we would do and that was due in the span: kept, kept late, broken, still open. Released ones do not count. */
export async function promisesKept(db: Database, { from, until }: Span, now: Date): Promise<Promises> {
  const counted = onlyRow(
    await sql<Pick<Promises, 'kept' | 'keptLate' | 'broken' | 'open'>>`
      select count(*) filter (where kept_at <= due_at) as kept, count(*) filter (where kept_at > due_at) as "keptLate",
        count(*) filter (where kept_at is null and due_at < ${now}) as broken,
        count(*) filter (where kept_at is null and due_at >= ${now}) as open
      from commitments where made_by is not null and released_at is null and due_at >= ${from} and due_at < ${until}`.execute(
      db,
    ),
  )
  const { kept, keptLate, broken } = counted
  return { ...counted, keptInTime: shareOf(kept, kept + keptLate + broken) }
}

/** Who of management spoke with customers in the span, those who spoke with nobody too, and who still waits for a word. */
export async function managementListened(db: Database, { from, until }: Span): Promise<InsideOut['management']> {
  const counted = onlyRow(
    await sql<Pick<InsideOut['management'], 'reached' | 'spokenWith' | 'waiting'>>`
      select count(distinct complaint_id) as reached,
        count(distinct complaint_id) filter (where spoke_at is not null) as "spokenWith",
        count(distinct complaint_id) filter (where spoke_at is null and ended_at is null) as waiting
      from escalations where at >= ${from} and at < ${until}`.execute(db),
  )
  const { rows } = await sql<{ id: string; name: string; role: 'manager' | 'executive'; customers: number }>`
    with spoke as (
      select spoke_by as id, count(distinct complaint_id) as customers from escalations
      where spoke_at >= ${from} and spoke_at < ${until} group by spoke_by)
    select p.id, p.name, p.role, coalesce(s.customers, 0) as customers
    from people p left join spoke s on s.id = p.id
    where s.id is not null or (p.active and p.role in ('manager', 'executive'))
    order by customers desc, p.name, p.id limit 200`.execute(db)
  return {
    ...counted,
    people: rows.map(({ id, name, role, customers }) => ({ person: { id, name }, role, customers })),
  }
}

type PotholeRow = Omit<InsideOut['potholes'][number], 'state' | 'verdict' | 'openedAt'> & {
  openedAt: Date
  facts: Parameters<typeof stateOf>[0]
}

/** The potholes that most complaints of the span show, each with what is said of its fix; those merged into others are left out. */
export async function topPotholes(db: Database, { from, until }: Span): Promise<InsideOut['potholes']> {
  const { rows } = await sql<PotholeRow>`
    select h.id, h.name, h.statement, json_build_object('id', p.id, 'name', p.name) as owner, h.opened_at as "openedAt",
      json_build_object('closing', h.closing, 'understoodAt', h.understood_at, 'agreedAt', h.agreed_at, 'liveAt', h.live_at,
        'provenAt', h.proven_at, 'toldAt', h.told_at) as facts,
      (select count(*) from complaints c where c.pothole_id = h.id and c.received_at >= ${from} and c.received_at < ${until}) as complaints
    from potholes h join people p on p.id = h.owner_id where h.closing is distinct from 'merged'
    order by complaints desc, h.opened_at desc, h.id limit 5`.execute(db)
  return Promise.all(
    rows.map(async ({ facts, openedAt, ...row }) => ({
      ...row,
      openedAt: openedAt.toISOString(),
      state: stateOf(facts),
      verdict: await latestVerdict(db, row.id),
    })),
  )
}
