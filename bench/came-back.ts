import { parseArgs } from 'node:util'
import { cameBack } from '../src/potholes/verdicts/came-back.ts'
import type { FixFacts } from '../src/potholes/verdicts/facts.ts'
import { frozenOf } from '../src/potholes/verdicts/freeze.ts'
import { measure } from '../src/potholes/verdicts/measure.ts'
import { addDays } from '../src/potholes/series/periods.ts'
import { drawsFrom } from '../src/stats/index.ts'
import { course } from './parts/courses.ts'

/**
 * What is said after a fix, by the rules of the product themselves, when somebody looks every third day: how often "worse" although
 * nothing changed, how often a repair that holds is said to have come back within a year of its proof, and how often one that is
 * lost on the hundredth day after it is. Prints a table in Markdown. Minutes of one core:
 * nice -n 15 npm run bench came-back -- --runs 300
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '300' }, seed: { type: 'string', default: '20260301' } },
})
const runs = Number(values.runs)
const random = drawsFrom(Number(values.seed))

const start = '2026-01-01'
const year = 365
const step = 3
const lostAfter = 100

type Kind = { before: number; weeks: number; phi: number; isControlled: boolean }
type Days = { target: number[]; controls: number[] }

/** The counts of a simulated fix up to some day after it went live, as the product gathers them; every day as much is exposed. */
function factsOf({ weeks, isControlled }: Kind, { target, controls }: Days, daysAfter: number): FixFacts {
  const length = weeks * 7
  const liveOn = addDays(start, length)
  // The day on which it goes live is in none of the two.
  const joined = (days: number[]) => [...days.slice(0, length), 0, ...days.slice(length, length + daysAfter)]
  return {
    from: start,
    until: addDays(liveOn, 1 + daysAfter),
    baseline: { from: start, to: addDays(liveOn, -1) },
    expectedRatio: 0.5,
    places: [{ liveOn, days: joined(target), units: joined(target).map(() => 100) }],
    controls: isControlled ? [{ name: 'not touched', days: joined(controls) }] : [],
  }
}

const drawn = (kind: Kind, effect: number, days: number): Days => {
  const { before, after } = course({ ...kind, effect, days }, random)
  return { target: [...before.target, ...after.target], controls: [...before.controls, ...after.controls] }
}

/** The first day after it went live on which the evidence suffices; null: on none. */
function firstDay(kind: Kind, days: Days, way: 'fall' | 'rise', last: number): number | null {
  const frozen = frozenOf(factsOf(kind, days, last), false)
  for (let day = 7; day <= last; day += step) {
    const facts = factsOf(kind, days, day)
    const { evidence } = measure(facts, frozen, {
      from: addDays(facts.places[0]?.liveOn ?? start, 1),
      until: facts.until,
    })
    if (evidence && evidence[way] >= evidence.needed) return day
  }
  return null
}

/** Whether it is ever said within a year that a proven repair came back. */
function everBack(kind: Kind, days: Days, proven: number): boolean {
  const frozen = frozenOf(factsOf(kind, days, proven), false)
  const provenOn = addDays(start, kind.weeks * 7 + 1 + proven)
  for (let day = proven + step; day <= proven + year; day += step)
    if (cameBack(factsOf(kind, days, day), frozen, provenOn)) return true
  return false
}

/** Half of the complaints are left; where `isLost`, all of them come again from a day on. */
function afterProof(kind: Kind, isLost: boolean): boolean | null {
  const days = drawn(kind, 0.5, year)
  const proven = firstDay(kind, days, 'fall', year)
  if (proven === null) return null
  const rest = drawn(kind, 0.5, year)
  const again = drawn(kind, 1, year)
  const from = kind.weeks * 7
  const held = isLost ? lostAfter : year
  const joined = (of: 'target' | 'controls') => [
    ...days[of].slice(0, from + proven),
    ...rest[of].slice(from, from + held),
    ...again[of].slice(from, from + year - held),
  ]
  return everBack(kind, { target: joined('target'), controls: joined('controls') }, proven)
}

const share = (found: (boolean | null)[]): string => {
  const known = found.filter((each) => each !== null)
  return known.length === 0
    ? '–'
    : `${((known.filter(Boolean).length / known.length) * 100).toFixed(1)} % of ${known.length}`
}
const times = <Value>(make: () => Value): Value[] => Array.from({ length: runs }, make)

process.stdout.write(
  '| before | weeks | phi | judged by | "worse", nothing changed, 180 days | "came back", it holds | "came back", it was lost |\n| --- | --- | --- | --- | --- | --- | --- |\n',
)
for (const setting of [
  { before: 120, weeks: 26, phi: 1 },
  { before: 400, weeks: 26, phi: 1 },
  { before: 400, weeks: 26, phi: 3 },
])
  for (const isControlled of [false, true]) {
    const kind = { ...setting, isControlled }
    const worse = times(() => firstDay(kind, drawn(kind, 1, 180), 'rise', 180) !== null)
    const [holds, lost] = [times(() => afterProof(kind, false)), times(() => afterProof(kind, true))]
    const { before, weeks, phi } = setting
    process.stdout.write(
      `| ${before} | ${weeks} | ${phi} | ${isControlled ? 'controls' : 'own rate'} | ${share(worse)} | ${share(holds)} | ${share(lost)} |\n`,
    )
  }
