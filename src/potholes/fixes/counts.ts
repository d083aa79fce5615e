import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { ruleCondition } from '../counting/condition.ts'
import type { RuleFilters } from '../counting/contract.ts'

type Window = { from: string; to: string }

/** Complaints of the days of a window, both ends counted. */
export const inWindow = ({ from, to }: Window) => sql`
  c.received_at >= ${from}::timestamp at time zone 'UTC' and c.received_at < (${to}::date + 1)::timestamp at time zone 'UTC'`

/** How many complaints fit filters in a window. Counted from the complaints: the rule may be new. */
export async function countOf(db: Database, filters: RuleFilters, window: Window): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from complaints c where ${inWindow(window)} and ${await ruleCondition(db, filters)}`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}
