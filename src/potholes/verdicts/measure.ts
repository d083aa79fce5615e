import { againstControls, againstOwnRate, type Compared, type Rate, type RepairEvidence } from '../../stats/index.ts'
import { addDays, type Day } from '../series/periods.ts'
import { type Basis, countIn, daysBetween, type FixedPlace, type FixFacts, type Frozen, sum, unitsIn } from './facts.ts'

export type Span = { from: Day; until: Day }
/** What came over some days after a fix, beside what was before. */
export type Measured = {
  /** Shorter than asked for where the exposure is not known to the end. */
  span: Span
  observed: number
  controls: number
  /** Stretches between two stages: other places are live in each. */
  stretches: Compared[]
  /** The target's own rate: before in windows as long as the baseline, of which there was one. */
  own: { before: Rate; after: Rate }
  evidence: RepairEvidence | null
}

/**
 * Sets the days of a span against what was frozen. Places that are live since before a stretch are the target; those that are not
 * live yet belong to the controls.
 */
export function measure(facts: FixFacts, frozen: Frozen, asked: Span): Measured {
  const span = { from: asked.from, until: frozen.basis === 'units' ? knownUntil(facts, asked) : asked.until }
  const parts = stretchesOf(facts, span).map((stretch) => compared(facts, frozen, stretch))
  const stretches = parts.map(({ counts }) => counts)
  const own = ownRate(facts, frozen, span)
  return {
    span,
    observed: sum(stretches.map(({ after }) => after.target)),
    controls: sum(stretches.map(({ after }) => after.controls)),
    stretches,
    own,
    evidence: evidenceOf(frozen, stretches, own),
  }
}

function evidenceOf({ basis, phi, shrink }: Frozen, stretches: Compared[], own: Measured['own']) {
  const settings = { phi, shrink: shrink ?? 1 }
  return basis === 'controls' ? againstControls({ stretches, ...settings }) : againstOwnRate({ ...own, ...settings })
}

const isLive = ({ liveOn }: FixedPlace, day: Day): boolean => liveOn !== null && liveOn < day

/** The exposure of a month is known when the month is over: the last days may have to wait for it. */
function knownUntil({ from, places }: FixFacts, span: Span): Day {
  let day = span.from
  const isKnown = (at: Day) =>
    places.every((place) => !isLive(place, at) || (place.units[daysBetween(from, at)] ?? null) !== null)
  while (day < span.until && isKnown(day)) day = addDays(day, 1)
  return day
}

function stretchesOf({ places }: FixFacts, { from, until }: Span): Span[] {
  const starts = places.flatMap(({ liveOn }) => (liveOn === null ? [] : [addDays(liveOn, 1)]))
  const cuts = [from, ...[...new Set(starts)].sort().filter((day) => day > from && day < until), until]
  return cuts.slice(1).map((end, place) => ({ from: cuts[place] ?? from, until: end }))
}

function compared(facts: FixFacts, frozen: Frozen, { from, until }: Span): { counts: Compared } {
  const counts = { before: { target: 0, controls: 0 }, after: { target: 0, controls: 0 } }
  const add = (side: 'target' | 'controls', before: number, days: number[]) => {
    counts.before[side] += before
    counts.after[side] += countIn(facts, days, from, until)
  }
  for (const [i, place] of facts.places.entries())
    add(isLive(place, from) ? 'target' : 'controls', frozen.targets[i] ?? 0, place.days)
  for (const [i, { days }] of facts.controls.entries()) add('controls', frozen.controls[i] ?? 0, days)
  return { counts }
}

/** Each place weighs as its count before; its exposure since is told in windows as long as its baseline. */
function ownRate(facts: FixFacts, frozen: Frozen, span: Span): Measured['own'] {
  const baselineDays = daysBetween(facts.baseline.from, facts.baseline.to) + 1
  const live = facts.places.flatMap((place, i) => {
    if (!isLive(place, span.until)) return []
    const start = place.liveOn && place.liveOn >= span.from ? addDays(place.liveOn, 1) : span.from
    const before = frozen.targets[i] ?? 0
    const units = frozen.units[i] ?? null
    const windows =
      frozen.basis === 'units' && units
        ? (unitsIn(facts, place.units, start, span.until) ?? 0) / units
        : daysBetween(start, span.until) / baselineDays
    return [{ before, after: countIn(facts, place.days, start, span.until), windows: Math.max(0, windows) }]
  })
  const before = sum(live.map((each) => each.before))
  return {
    before: { events: before, exposure: 1 },
    after: {
      events: sum(live.map(({ after }) => after)),
      exposure: before === 0 ? 0 : sum(live.map((each) => (each.windows * each.before) / before)),
    },
  }
}

/** The interval of what would have been, as a factor above and below: how well the counts before are known (normal, of ln). */
export function expectationSpread({ phi }: Frozen, basis: Basis, { before }: Compared): number {
  const parts = 1 / before.target + (basis === 'controls' ? 1 / before.controls : 0)
  return Math.exp(1.959964 * Math.sqrt(phi * parts))
}
