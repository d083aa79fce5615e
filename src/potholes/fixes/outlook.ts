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
import { countOf, inWindow } from './counts.ts'
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
  { target: given, expectedRatio, plannedOn, baseline, against, withControls }: OutlookAsked,
  { now, language }: { now: Date; language: 'en' | 'ru' },
): Promise<FixOutlook> {
  const target = given ?? (await targetOf(db, potholeId))
  const thisWeek = startOf('week', now.toISOString().slice(0, 10))
  const recent = await daysUntil(db, target, thisWeek, null)
  // Nothing for years, as after an import of an older time: the weeks up to the last one are what is known.
  const until = recent.length > 0 ? thisWeek : await afterLast(db, target, thisWeek)
  const days = until === thisWeek && !baseline ? recent : await daysUntil(db, target, until, baseline)
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
    telling:
      counted && expectedRatio !== null
        ? tellingOf(counted, weeks, { expectedRatio, plannedOn, compared: await comparedIn(db, against, counted) })
        : null,
    controls:
      counted && withControls ? await likelyControls(db, target, { window: counted, targetDays: days, language }) : [],
  }
}

async function comparedIn(
  db: Database,
  against: readonly RuleFilters[],
  window: { from: string; to: string },
): Promise<number | null> {
  if (against.length === 0) return null
  const counts = await Promise.all(against.map((filters) => countOf(db, filters, window)))
  return counts.reduce((total, n) => total + n, 0)
}

/** The days before a Monday, as far back as a baseline may be proposed, or as the one that was asked for begins. */
async function daysUntil(
  db: Database,
  target: RuleFilters,
  until: string,
  baseline: OutlookAsked['baseline'],
): Promise<DayCount[]> {
  const usual = addDays(until, -7 * mostWeeks)
  const from = baseline && baseline.from < usual ? baseline.from : usual
  return daysOf(db, target, { from, to: addDays(until, -1) })
}

/** The Monday after the last complaint before this week. */
async function afterLast(db: Database, target: RuleFilters, thisWeek: string): Promise<string> {
  const { rows } = await sql<{ day: string | null }>`
    select max((c.received_at at time zone 'UTC')::date) as day from complaints c
    where c.received_at < ${thisWeek}::timestamp at time zone 'UTC' and ${await ruleCondition(db, target)}`.execute(db)
  const day = rows[0]?.day
  return day ? addDays(startOf('week', day), 7) : thisWeek
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
