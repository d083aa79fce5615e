import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Input } from '../../platform/http/contract.ts'
import { conditionsOf, lookUp, seesEverything, type Viewer } from '../filters.ts'
import type { Condition } from '../several.ts'
import type { timeToSolutionContract } from './contract.ts'
import { type EndedTally, fateOfClosed, hoursOfClosed, keptEnds } from './kept.ts'
import { type Age, type Tally, type TimeToSolution, timeToSolution } from './rules.ts'

type Filters = Input<(typeof timeToSolutionContract)['timeToSolution']>['query']
type Open = Tally & Age

/** How long it takes until customers say that it is solved, among the complaints that the filters find. */
export async function readTimeToSolution(
  db: Database,
  filters: Filters,
  { viewer, now }: { viewer: Viewer; now: Date },
): Promise<TimeToSolution> {
  const conditions = conditionsOf(filters, { viewer, looked: await lookUp(db, filters), now })
  const { receivedWithin, ...narrowed } = filters
  const isWhole = seesEverything(viewer) && Object.values(narrowed).every((filter) => filter === undefined)
  const since = receivedWithin === undefined ? null : new Date(now.getTime() - receivedWithin * 86_400_000)
  const [closed, { rows: open }] = await Promise.all([
    isWhole ? keptEnds(db, since) : endsOf(db, conditions),
    sql<Open>`
      select greatest(0, ceil(date_part('epoch', ${now}::timestamptz - c.received_at) / 3600))::int as hours, 'open' as fate,
        greatest(0, (${now}::timestamptz at time zone 'UTC')::date - (c.received_at at time zone 'UTC')::date) as days,
        count(*)::int as complaints
      from complaints c where c.closed_at is null and ${conditions} group by 1, 3`.execute(db),
  ])
  const merged = closed.filter(({ fate }) => fate === 'merged').reduce((sum, { complaints }) => sum + complaints, 0)
  const ended = closed.flatMap(({ fate, ...row }) => (fate === 'merged' ? [] : [{ ...row, fate }]))
  return timeToSolution([...ended, ...open], { merged, ages: open, today: now.toISOString().slice(0, 10) })
}

/** Whole hours, begun ones counted: few enough to send, whatever the number of complaints. Statistics complaints_closed_hours know the expression. */
async function endsOf(db: Database, conditions: Condition): Promise<EndedTally[]> {
  const { rows } = await sql<EndedTally>`
    select ${hoursOfClosed} as hours, ${fateOfClosed} as fate, count(*)::int as complaints
    from complaints c where c.closed_at is not null and ${conditions} group by 1, 2`.execute(db)
  return rows
}
