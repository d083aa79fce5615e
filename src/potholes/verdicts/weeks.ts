import { addDays, type Day } from '../series/periods.ts'
import { countIn, daysBetween, type FixFacts, type Frozen, sinceOf, sum, unitsIn } from './facts.ts'
import { expectationSpread, type Measured } from './measure.ts'

/** One column of the picture: a week, or four, counted from the day the fix went live, backwards and forwards. */
export type Week = {
  from: Day
  days: number
  isAfter: boolean
  /** Within the window that was agreed for comparing. */
  isBaseline: boolean
  /** Complaints of the target. */
  n: number
  controls: number
  /** What would have been without the fix, with its interval; null: nothing to work it out from. */
  expected: { value: number; low: number; high: number } | null
  /** What could have failed: units, complaints of the controls, or days. */
  exposure: number | null
}

/** More columns than these are too narrow to read: then four weeks are one. */
const mostWeeks = 78

/** The whole columns from the baseline to the last whole day. The day on which it went live is in none. @param columnDays  weeks, however many */
export function weeksOf(facts: FixFacts, frozen: Frozen, { stretches }: Measured, columnDays?: 7): Week[] {
  const since = sinceOf(facts)
  const [first] = stretches
  if (since === null || !first) return []
  const days = columnDays ?? (daysBetween(facts.from, facts.until) > mostWeeks * 7 ? 28 : 7)
  const liveOn = addDays(since, -1)
  const before = Math.floor(daysBetween(facts.from, liveOn) / days)
  const after = Math.floor(daysBetween(since, facts.until) / days)
  const starts = [
    ...Array.from({ length: before }, (_, i) => addDays(liveOn, (i - before) * days)),
    ...Array.from({ length: after }, (_, i) => addDays(since, i * days)),
  ]
  const spread = expectationSpread(frozen, frozen.basis, first)
  const columns = starts.map((from) => weekOf(facts, frozen, { from, days, since, spread }))
  return columns.slice(0, columns.findLastIndex(saysSomething) + 1)
}

/** At the end, columns in which nothing came, nothing would have come and nothing is compared with only make the others narrow. */
const saysSomething = ({ n, controls, expected, isAfter }: Week): boolean =>
  !isAfter || n > 0 || controls > 0 || expected === null || expected.value > 0

type Column = { from: Day; days: number; since: Day; spread: number }

function weekOf(facts: FixFacts, frozen: Frozen, { from, days, since, spread }: Column): Week {
  const until = addDays(from, days)
  const n = sum(facts.places.map((place) => countIn(facts, place.days, from, until)))
  const controls = sum(facts.controls.map((control) => countIn(facts, control.days, from, until)))
  const value = expectedIn(facts, frozen, { from, until, days, controls })
  return {
    from,
    days,
    isAfter: from >= since,
    isBaseline: from >= facts.baseline.from && until <= addDays(facts.baseline.to, 1),
    n,
    controls,
    expected: value === null ? null : { value, low: value / spread, high: value * spread },
    exposure: exposureIn(facts, frozen, { from, until, days, controls }),
  }
}

type Counted = { from: Day; until: Day; days: number; controls: number }

/** Each place at its rate before, or as many for each complaint of the controls as before. */
function expectedIn(facts: FixFacts, frozen: Frozen, { from, until, days, controls }: Counted): number | null {
  const shrink = frozen.shrink ?? 1
  const before = sum(frozen.controls)
  if (frozen.basis === 'controls' && before > 0) return (sum(frozen.targets) / before) * shrink * controls
  const baselineDays = daysBetween(facts.baseline.from, facts.baseline.to) + 1
  return facts.places.reduce<number | null>((total, place, i) => {
    const target = frozen.targets[i] ?? 0
    const own = frozen.units[i] ?? null
    if (frozen.basis !== 'units' || !own) return total === null ? null : total + (target * days) / baselineDays
    const units = unitsIn(facts, place.units, from, until)
    return total === null || units === null ? null : total + (target * shrink * units) / own
  }, 0)
}

function exposureIn(facts: FixFacts, { basis }: Frozen, { from, until, days, controls }: Counted): number | null {
  if (basis === 'controls' && facts.controls.length > 0) return controls
  if (basis !== 'units') return days
  return facts.places.reduce<number | null>((total, place) => {
    const units = unitsIn(facts, place.units, from, until)
    return total === null || units === null ? null : total + units
  }, 0)
}
