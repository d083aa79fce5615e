import { sql } from 'kysely'
import type { z } from 'zod'
import { type Database, onlyRow } from '../../platform/database/index.ts'
import { type Viewer, visibleTo } from '../filters.ts'
import type { CommitmentItem } from './contract.ts'
import { type CommitmentState, stateOf } from './rules.ts'

type Asked = { owner: string | undefined; days: number; viewer: Viewer; now: Date }
type Row = {
  id: string
  text: string
  made_at: Date
  due_at: Date
  kept_at: Date | null
  complaint_id: string
  reference: string
  customer: string | null
  owner_id: string
  owner_name: string
}

// Imported ones say what others promised, before we looked after it: they are shown with their complaint, not counted as ours.
const ours = sql`m.released_at is null and m.made_by is not null`
const states: Record<CommitmentState, (now: Date) => ReturnType<typeof sql>> = {
  open: (now) => sql`m.kept_at is null and m.due_at >= ${now}`,
  kept: () => sql`m.kept_at <= m.due_at`,
  kept_late: () => sql`m.kept_at > m.due_at`,
  broken: (now) => sql`m.kept_at is null and m.due_at < ${now}`,
}

function whose({ owner, days, viewer, now }: Asked) {
  const since = new Date(now.getTime() - days * 86_400_000)
  const by = owner === undefined ? sql`true` : sql`c.owner_id = ${owner === 'me' ? viewer.id : owner}`
  return sql`${ours} and m.due_at >= ${since} and ${by} and ${visibleTo(viewer)}`
}

/** Commitments in one state with the customers behind them; what is due first at the top. */
export async function listCommitments(
  db: Database,
  { state, limit, ...asked }: Asked & { state: CommitmentState; limit: number },
): Promise<z.infer<typeof CommitmentItem>[]> {
  const { rows } = await sql<Row>`
    select m.id, m.text, m.made_at, m.due_at, m.kept_at, c.id as complaint_id, c.reference, cu.name as customer, p.id as owner_id,
      p.name as owner_name
    from commitments m join complaints c on c.id = m.complaint_id join people p on p.id = c.owner_id
    left join customers cu on cu.id = c.customer_id
    where ${whose(asked)} and ${states[state](asked.now)} order by m.due_at, m.id limit ${limit}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    madeAt: row.made_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    keptAt: row.kept_at?.toISOString() ?? null,
    state: stateOf({ dueAt: row.due_at, keptAt: row.kept_at }, asked.now),
    complaint: { id: row.complaint_id, reference: row.reference, customer: row.customer },
    owner: { id: row.owner_id, name: row.owner_name },
  }))
}

/** How many commitments are in each state. */
export async function countCommitments(
  db: Database,
  asked: Asked,
): Promise<{ open: number; kept: number; keptLate: number; broken: number }> {
  const count = (state: CommitmentState) => sql`count(*) filter (where ${states[state](asked.now)})::int`
  return onlyRow(
    await sql<{ open: number; kept: number; keptLate: number; broken: number }>`
      select ${count('open')} as open, ${count('kept')} as kept, ${count('kept_late')} as "keptLate", ${count('broken')} as broken
      from commitments m join complaints c on c.id = m.complaint_id where ${whose(asked)}`.execute(db),
  )
}
