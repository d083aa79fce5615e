import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { type ExposureOf } from '../alarms/exposure.ts'
import type { RuleFilters } from '../counting/contract.ts'
import { dayCounts } from '../counting/read.ts'
import type { SeriesKey } from '../series/kinds.ts'
import { addDays, type Day } from '../series/periods.ts'
import { dayNumber, daysBetween, type FixFacts } from './facts.ts'

/** An agreed fix as it is judged. */
export type JudgedFix = {
  id: string
  name: string
  potholeId: string
  origin: string
  agreedAt: Date
  expectedRatio: number
  baselineFrom: Day
  baselineTo: Day
  reopenedAt: Date | null
  targetRuleId: string
  /** Stages that name a place have its rule; the others count the target everywhere. */
  stages: { ruleId: string; filters: RuleFilters; liveOn: Day | null }[]
  controls: { ruleId: string; name: string }[]
}

/** Fixes that are agreed and not dropped, of potholes that are not merged into others. @param only  one of them */
export async function judgedFixes(db: Database | Tx, only?: string): Promise<JudgedFix[]> {
  const { rows } = await sql<JudgedFix>`
    select f.id, f.name, f.pothole_id as "potholeId", h.origin, f.agreed_at as "agreedAt", f.expected_ratio::float as "expectedRatio",
      f.baseline_from as "baselineFrom", f.baseline_to as "baselineTo", h.reopened_at as "reopenedAt", f.target_rule_id as "targetRuleId",
      (select jsonb_agg(jsonb_build_object('ruleId', r.id, 'filters', r.filters, 'liveOn', s.live_on) order by s.number)
        from fix_stages s join counted_rules r on r.id = coalesce(s.rule_id, f.target_rule_id) where s.fix_id = f.id) as stages,
      coalesce((select jsonb_agg(jsonb_build_object('ruleId', c.rule_id, 'name', c.name) order by c.number)
        from fix_controls c where c.fix_id = f.id), '[]') as controls
    from fixes f join potholes h on h.id = f.pothole_id
    where f.dropped_at is null and h.merged_into_id is null and ${only ? sql`f.id = ${only}` : sql`true`}
    order by f.id`.execute(db)
  return rows
}

/**
 * The daily counts of a fix. Stages that count the same are one place, live from the first of them on.
 * @returns null while the past of one of its rules is still to be counted
 */
export async function gatherFacts(
  db: Database | Tx,
  fix: JudgedFix,
  { until, exposureOf }: { until: Day; exposureOf: ExposureOf },
): Promise<FixFacts | null> {
  const from = fix.baselineFrom
  const span = { from, until }
  const length = Math.max(0, daysBetween(from, until))
  const places = []
  for (const [ruleId, stages] of placesOf(fix)) {
    const days = await listDays(db, ruleId, span)
    if (days === null) return null
    const filters = stages.find((stage) => stage.ruleId === ruleId)?.filters ?? {}
    const [liveOn = null] = stages.flatMap((stage) => stage.liveOn ?? []).sort()
    places.push({ liveOn, days, units: unitsOf(exposureOf, keyOf(filters), from, length) })
  }
  const controls = []
  for (const { ruleId, name } of fix.controls) {
    const days = await listDays(db, ruleId, span)
    if (days === null) return null
    controls.push({ name, days })
  }
  const baseline = { from, to: fix.baselineTo }
  return { from, until, baseline, expectedRatio: fix.expectedRatio, places, controls }
}

/** Stages by what is counted there. Where one of them counts the whole target, the others lie within it: then all are one place. */
function placesOf({ stages, targetRuleId }: JudgedFix): Map<string, JudgedFix['stages']> {
  const isOne = stages.some(({ ruleId }) => ruleId === targetRuleId)
  return isOne ? new Map([[targetRuleId, stages]]) : Map.groupBy(stages, ({ ruleId }) => ruleId)
}

/** One count a day, 0 included. */
export async function listDays(
  db: Database | Tx,
  ruleId: string,
  span: { from: Day; until: Day },
): Promise<number[] | null> {
  const found = await dayCounts(db, ruleId, span)
  if (found === null) return null
  const days = Array.from({ length: Math.max(0, daysBetween(span.from, span.until)) }, () => 0)
  for (const { day, n } of found) days[dayNumber(day) - dayNumber(span.from)] = n
  return days
}

/** Whose exposure a rule has: its product's, else that of its step, issue or cause; else the whole company's. */
export function keyOf(filters: RuleFilters): SeriesKey {
  const kinds = ['product', 'step', 'issue', 'cause'] as const
  const kind = kinds.find((each) => filters[each] !== undefined)
  return (kind ? { kind, key: filters[kind] } : { kind: 'all', key: '' }) as SeriesKey
}

export const unitsOf = (exposureOf: ExposureOf, key: SeriesKey, from: Day, length: number): (number | null)[] =>
  Array.from({ length }, (_, place) => exposureOf(key, [addDays(from, place)])?.[0] ?? null)
