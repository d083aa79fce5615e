import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Input } from '../../platform/http/contract.ts'
import { conditionsOf, lookUp, type Viewer } from '../filters.ts'
import type { timeToSolutionContract } from './contract.ts'
import { type Age, type Fate, type Tally, type TimeToSolution, timeToSolution } from './rules.ts'

type Filters = Input<(typeof timeToSolutionContract)['timeToSolution']>['query']
type Row = { hours: number; fate: Fate | 'merged'; complaints: number }
type Open = Tally & Age

/** How long it takes until customers say that it is solved, among the complaints that the filters find. */
export async function readTimeToSolution(
  db: Database,
  filters: Filters,
  { viewer, now }: { viewer: Viewer; now: Date },
): Promise<TimeToSolution> {
  const conditions = conditionsOf(filters, { viewer, looked: await lookUp(db, filters), now })
  // Whole hours, begun ones counted: few enough to send, whatever the number of complaints. The expression is that of the
  // statistics complaints_closed_hours.
  const [{ rows: closed }, { rows: open }] = await Promise.all([
    sql<Row>`
      select greatest(0, ceil(date_part('epoch', c.closed_at - c.received_at) / 3600))::int as hours,
        case when c.closure in ('solved', 'merged') then c.closure else 'otherwise' end as fate, count(*)::int as complaints
      from complaints c where c.closed_at is not null and ${conditions} group by 1, 2`.execute(db),
    sql<Open>`
      select greatest(0, ceil(date_part('epoch', ${now}::timestamptz - c.received_at) / 3600))::int as hours, 'open' as fate,
        greatest(0, (${now}::timestamptz at time zone 'UTC')::date - (c.received_at at time zone 'UTC')::date) as days,
        count(*)::int as complaints
      from complaints c where c.closed_at is null and ${conditions} group by 1, 3`.execute(db),
  ])
  const merged = closed.filter(({ fate }) => fate === 'merged').reduce((sum, { complaints }) => sum + complaints, 0)
  const ended = closed.filter((row): row is Row & { fate: Fate } => row.fate !== 'merged')
  return timeToSolution([...ended, ...open], { merged, ages: open, today: now.toISOString().slice(0, 10) })
}
