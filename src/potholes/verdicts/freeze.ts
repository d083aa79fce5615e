import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { dispersion, gammaPoissonFit, movedAlike, shrunkRate } from '../../stats/index.ts'
import type { ExposureOf } from '../alarms/exposure.ts'
import { addDays, type Day } from '../series/periods.ts'
import { type Basis, countIn, daysBetween, type FixFacts, type Frozen, sum, unitsIn } from './facts.ts'
import { type JudgedFix, keyOf, listDays, unitsOf } from './gather.ts'

/** Potholes of these origins were found because a count was high. */
const pickedOrigins = new Set(['hot_spot', 'alarm', 'theme'])

/** What was frozen of a fix; null: nothing yet. */
export async function readFrozen(db: Database | Tx, fixId: string): Promise<(Frozen & { frozenAt: Date }) | null> {
  const { rows } = await sql<Frozen & { frozenAt: Date }>`
    select frozen_at as "frozenAt", basis, targets, controls, units, phi, shrink, is_picked as "isPicked"
    from verdict_baselines where fix_id = ${fixId}`.execute(db)
  return rows[0] ?? null
}

/** Writes down what was before a fix, once; whoever comes second changes nothing. */
export async function freeze(
  db: Database,
  fix: JudgedFix,
  { facts, exposureOf, now }: { facts: FixFacts; exposureOf: ExposureOf; now: Date },
): Promise<void> {
  const frozen = frozenOf(facts, pickedOrigins.has(fix.origin))
  const shrink = frozen.isPicked ? await shrinkOf(db, fix, { facts, exposureOf, basis: frozen.basis }) : 1
  await sql`
    insert into verdict_baselines (fix_id, frozen_at, basis, targets, controls, units, phi, shrink, is_picked)
    values (${fix.id}, ${now}, ${frozen.basis}, ${frozen.targets}, ${frozen.controls}, ${frozen.units}, ${frozen.phi}, ${shrink},
      ${frozen.isPicked}) on conflict do nothing`.execute(db)
}

/** Counts of the baseline, and what the fix will be judged against: agreed controls, later stages, else its own rate. */
export function frozenOf(facts: FixFacts, isPicked: boolean): Frozen {
  const { baseline, places, controls } = facts
  const until = addDays(baseline.to, 1)
  const units = places.map((place) => unitsIn(facts, place.units, baseline.from, until) || null)
  const isKnown = units.every((each) => each !== null)
  const basis: Basis = controls.length > 0 || places.length > 1 ? 'controls' : isKnown ? 'units' : 'none'
  return {
    basis,
    targets: places.map(({ days }) => countIn(facts, days, baseline.from, until)),
    controls: controls.map(({ days }) => countIn(facts, days, baseline.from, until)),
    units,
    phi: phiOf(facts, basis),
    shrink: 1,
    isPicked,
  }
}

/** How much the weeks of the baseline spread; of a baseline under eight weeks, half weeks. */
function phiOf(facts: FixFacts, basis: Basis): number {
  const { baseline, places, controls } = facts
  const length = daysBetween(baseline.from, baseline.to) + 1
  const step = length >= 56 ? 7 : 4
  const periods = Array.from({ length: Math.floor(length / step) }, (_, i) => {
    const [from, until] = [addDays(baseline.from, i * step), addDays(baseline.from, (i + 1) * step)]
    const units = places.map((place) => unitsIn(facts, place.units, from, until) ?? 0)
    return {
      target: sum(places.map(({ days }) => countIn(facts, days, from, until))),
      controls: sum(controls.map(({ days }) => countIn(facts, days, from, until))),
      exposure: basis === 'units' ? sum(units) : step,
    }
  })
  if (basis === 'controls' && controls.length > 0) {
    const moved = movedAlike({ a: periods.map(({ target }) => target), b: periods.map((each) => each.controls) })
    return Math.max(1, moved?.dispersion ?? 1)
  }
  const rate = sum(periods.map(({ target }) => target)) / sum(periods.map(({ exposure }) => exposure))
  return (
    dispersion({ periods: periods.map(({ target, exposure }) => ({ count: target, expected: rate * exposure })) }) ?? 1
  )
}

/** Windows as long as the baseline that are looked back at, and how many are needed to learn from. */
const mostWindows = 12
const fewestWindows = 2

type Looking = { facts: FixFacts; exposureOf: ExposureOf; basis: Basis }

/**
 * Regression to the mean: what was found because it was high will be lower again by itself. The baseline is drawn towards the same
 * series in windows of equal length before it (gamma-Poisson); never upwards.
 */
async function shrinkOf(db: Database, fix: JudgedFix, { facts, exposureOf, basis }: Looking): Promise<number | null> {
  const length = daysBetween(fix.baselineFrom, fix.baselineTo) + 1
  // Before its first complaint there may have been nothing to complain about: that is no window of none.
  const { rows } = await sql<{ first: Day | null }>`
    select min(day) as first from counted_days where rule_id = ${fix.targetRuleId}`.execute(db)
  const first = rows[0]?.first
  const windows = first ? Math.min(mostWindows, Math.floor(daysBetween(first, fix.baselineFrom) / length)) : 0
  if (windows < fewestWindows) return null
  const span = { from: addDays(fix.baselineFrom, -windows * length), until: addDays(fix.baselineTo, 1) }
  const counts = await Promise.all(
    [fix.targetRuleId, ...fix.controls.map(({ ruleId }) => ruleId)].map((id) => listDays(db, id, span)),
  )
  const [target, ...controls] = counts
  if (!target || controls.includes(null)) return null
  const key = keyOf(fix.stages[0]?.filters ?? {})
  const units = unitsOf(exposureOf, key, span.from, daysBetween(span.from, span.until))
  const places = Array.from({ length: windows + 1 }, (_, i) => {
    const [from, until] = [addDays(span.from, i * length), addDays(span.from, (i + 1) * length)]
    const controlled = sum(controls.map((days) => countIn(span, days ?? [], from, until)))
    const exposed = basis === 'units' ? (unitsIn(span, units, from, until) ?? 0) : length
    return {
      events: countIn(span, target, from, until),
      exposure: basis === 'controls' && facts.controls.length > 0 ? controlled : exposed,
    }
  })
  return shrinkTowards(places)
}

/** How much lower than counted the rate of the last place is to be expected, learnt from all; null where nothing can be learnt. */
export function shrinkTowards(places: { events: number; exposure: number }[]): number | null {
  const last = places.at(-1)
  if (!last || last.events === 0 || last.exposure === 0) return null
  if (places.filter(({ exposure }) => exposure > 0).length <= fewestWindows) return null
  const prior = gammaPoissonFit({ places })
  if (prior === null) return null
  return Math.min(1, shrunkRate({ place: last, prior }).mean / (last.events / last.exposure))
}
