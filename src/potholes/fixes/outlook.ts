import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { ruleCondition } from '../counting/condition.ts'
import type { RuleFilters } from '../counting/contract.ts'
import { type DayCount, dayCounts, filtersOf } from '../counting/read.ts'
import { addDays, startOf } from '../series/periods.ts'
import { baselineChoices, foldWeeks, roseLately, tellingOf } from './baseline.ts'
import type { FixOutlook, OutlookAsked } from './contract.ts'
import { likelyControls } from './controls.ts'
import { inWindow } from './counts.ts'
import { daysIn } from './rules.ts'

/** As far back as a baseline may be proposed. */
const mostWeeks = 104

/**
 * What a fix of a pothole can be compared with, and from when its effect could be told. Stores nothing.
 * @throws Problem pothole_not_found, fix_target_needed when neither the pothole nor the caller says what is counted
 */
export async function readFixOutlook(
  db: Database,
  potholeId: string,
  { target: given, expectedRatio, plannedOn, baseline, withControls }: OutlookAsked,
  { now, language }: { now: Date; language: 'en' | 'ru' },
): Promise<FixOutlook> {
  const target = given ?? (await targetOf(db, potholeId))
  const until = await countedTo(db, now)
  const from =
    baseline && baseline.from < addDays(until, -7 * mostWeeks) ? baseline.from : addDays(until, -7 * mostWeeks)
  const days = await daysOf(db, target, { from, to: addDays(until, -1) })
  const weeks = foldWeeks(days, until)
  const baselines = baselineChoices(weeks)
  const proposed = baselines.find(({ isProposed }) => isProposed) ?? null
  const window = baseline ?? proposed
  const counted = window && { from: window.from, to: window.to, ...within(days, window) }
  return {
    target,
    baselines,
    rose: roseLately(weeks),
    window: counted,
    telling: counted && expectedRatio !== null ? tellingOf(counted, weeks, { expectedRatio, plannedOn }) : null,
    controls:
      counted && withControls ? await likelyControls(db, target, { window: counted, targetDays: days, language }) : [],
  }
}

/** The Monday before which weeks are over and complaints came at all: after the last one they are unknown, not nought. */
async function countedTo(db: Database, now: Date): Promise<string> {
  const { rows } = await sql<{
    last: Date | null
  }>`select max(received_at) as last from complaints where received_at < ${now}`.execute(db)
  const thisWeek = startOf('week', now.toISOString().slice(0, 10))
  const last = rows[0]?.last
  if (!last) return thisWeek
  const afterLast = addDays(startOf('week', last.toISOString().slice(0, 10)), 7)
  return afterLast < thisWeek ? afterLast : thisWeek
}

async function targetOf(db: Database, potholeId: string): Promise<RuleFilters> {
  const { rows } = await sql<{
    ruleId: string | null
  }>`select rule_id as "ruleId" from potholes where id = ${potholeId}`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'pothole_not_found')
  const filters = rows[0].ruleId ? await filtersOf(db, rows[0].ruleId) : null
  const fields = [{ field: 'target', message: 'fix_target_needed' }]
  if (!filters) throw new Problem('unprocessable', 'fix_target_needed', {}, { fields })
  return filters
}

/** From the days that are kept for the rule, where it is one; else from the complaints themselves. */
async function daysOf(db: Database, target: RuleFilters, window: { from: string; to: string }): Promise<DayCount[]> {
  const known = await sql<{ id: string }>`
    select id from counted_rules where filters = ${JSON.stringify(target)}::jsonb and counted_at is not null`.execute(
    db,
  )
  const ruleId = known.rows[0]?.id
  const kept = ruleId ? await dayCounts(db, ruleId, { from: window.from, until: addDays(window.to, 1) }) : null
  if (kept) return kept
  const { rows } = await sql<DayCount>`
    select (c.received_at at time zone 'UTC')::date as day, count(*)::int as n from complaints c
    where ${inWindow(window)} and ${await ruleCondition(db, target)} group by 1 order by 1`.execute(db)
  return rows
}

function within(
  days: readonly DayCount[],
  window: { from: string; to: string },
): { weeks: number; complaints: number } {
  const complaints = days
    .filter(({ day }) => day >= window.from && day <= window.to)
    .reduce((total, { n }) => total + n, 0)
  return { weeks: daysIn(window) / 7, complaints }
}
