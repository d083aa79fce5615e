import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Input } from '../../platform/http/contract.ts'
import { conditionsOf, lookUp, type Viewer } from '../filters.ts'
import type { timeToSolutionContract } from './contract.ts'
import { type Age, type Fate, type TimeToSolution, timeToSolution } from './rules.ts'

type Filters = Input<(typeof timeToSolutionContract)['timeToSolution']>['query']
type Row = { hours: number; fate: Fate | 'merged'; complaints: number }

/** How long it takes until customers say that it is solved, among the complaints that the filters find. */
export async function readTimeToSolution(
  db: Database,
  filters: Filters,
  { viewer, now }: { viewer: Viewer; now: Date },
): Promise<TimeToSolution> {
  const conditions = conditionsOf(filters, { viewer, looked: await lookUp(db, filters), now })
  // Whole hours, begun ones counted: few enough to send, whatever the number of complaints.
  const { rows } = await sql<Row>`
    select greatest(0, ceil(extract(epoch from coalesce(c.closed_at, ${now}) - c.received_at) / 3600))::int as hours,
      case when c.closed_at is null then 'open' when c.closure in ('solved', 'merged') then c.closure else 'otherwise' end as fate,
      count(*)::int as complaints
    from complaints c where ${conditions} group by 1, 2`.execute(db)
  const { rows: ages } = await sql<Age>`
    select greatest(0, (${now}::timestamptz at time zone 'UTC')::date - (c.received_at at time zone 'UTC')::date) as days,
      count(*)::int as complaints
    from complaints c where c.closed_at is null and ${conditions} group by 1`.execute(db)
  const merged = rows.filter(({ fate }) => fate === 'merged').reduce((sum, { complaints }) => sum + complaints, 0)
  const ended = rows.filter((row): row is Row & { fate: Fate } => row.fate !== 'merged')
  return timeToSolution(ended, { merged, ages, today: now.toISOString().slice(0, 10) })
}
