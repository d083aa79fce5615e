import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { RuleFilters } from './contract.ts'

export type DayCount = { day: string; n: number }

/** The filters of a rule; null when there is no such rule. */
export async function filtersOf(db: Database | Tx, ruleId: string): Promise<RuleFilters | null> {
  const { rows } = await sql<{ filters: RuleFilters }>`select filters from counted_rules where id = ${ruleId}`.execute(
    db,
  )
  return rows[0]?.filters ?? null
}

/**
 * How many complaints of a rule came on each day, from one day up to, but without, another. Days without any have no row.
 * @returns null while the past of a new rule is still to be counted
 */
export async function dayCounts(
  db: Database | Tx,
  ruleId: string,
  { from, until }: { from: string; until: string },
): Promise<DayCount[] | null> {
  const { rows } = await sql<{ counted: boolean }>`
    select counted_at is not null as counted from counted_rules where id = ${ruleId}`.execute(db)
  if (!rows[0]?.counted) return null
  const found = await sql<DayCount>`
    select day, n from counted_days where rule_id = ${ruleId} and day >= ${from}::date and day < ${until}::date order by day`.execute(
    db,
  )
  return found.rows
}

/** The first day that is not counted yet: today, or the first on which something changed since. Before it counts are whole. */
export async function countedUntil(db: Database | Tx, now: Date): Promise<string> {
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<{ day: string }>`
    select least(${today}::date, (select min(day) from complaint_days_changed)) as day`.execute(db)
  return rows[0]?.day ?? today
}
