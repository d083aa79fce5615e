import { addDays, type Day } from '../series/periods.ts'

/** A place where the fix goes live; everywhere, when it comes in one stage. Lists have one entry a day from `FixFacts.from` on. */
export type FixedPlace = {
  liveOn: Day | null
  /** Complaints of the target. */
  days: number[]
  /** What was exposed to failing; null where it is not known. */
  units: (number | null)[]
}
/** What the fix does not touch. */
export type Control = { name: string; days: number[] }

/** Everything a verdict is computed from: daily counts of a fix, from the first day of its baseline to the last whole day. */
export type FixFacts = {
  from: Day
  /** The first day that is not whole yet. */
  until: Day
  baseline: { from: Day; to: Day }
  expectedRatio: number
  places: FixedPlace[]
  controls: Control[]
}

export const bases = ['controls', 'units', 'none'] as const
/** What a fix is judged against: controls that were agreed, or its own rate where the exposure is known. */
export type Basis = (typeof bases)[number]

/** What was before the fix, written down before it went live and never changed since. */
export type Frozen = {
  basis: Basis
  /** One entry a place, and a control. */
  targets: number[]
  controls: number[]
  /** Exposure of each place in the baseline; null: not known. */
  units: (number | null)[]
  /** How much more the counts spread than Poisson's. */
  phi: number
  /** The rate to be expected again, divided by the rate as counted; null: nothing to learn it from. */
  shrink: number | null
  /** It was found because its count was high, so that it was to fall again by itself. */
  isPicked: boolean
}

export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
export const daysBetween = (from: Day, until: Day): number => dayNumber(until) - dayNumber(from)
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** How many of these came from one day up to, but without, another. */
export const countIn = ({ from }: Pick<FixFacts, 'from'>, days: readonly number[], a: Day, b: Day): number =>
  sum(days.slice(Math.max(0, daysBetween(from, a)), Math.max(0, daysBetween(from, b))))

/** What was exposed over days; null when it is not known of one of them. */
export function unitsIn({ from }: Pick<FixFacts, 'from'>, units: readonly (number | null)[], a: Day, b: Day) {
  const found = units.slice(Math.max(0, daysBetween(from, a)), Math.max(0, daysBetween(from, b)))
  return found.reduce<number | null>((total, each) => (total === null || each === null ? null : total + each), 0)
}

/** The first day on which the fix works: the day after it went live somewhere. Null: it is live nowhere. */
export function sinceOf({ places }: Pick<FixFacts, 'places'>): Day | null {
  const [first] = places.flatMap(({ liveOn }) => liveOn ?? []).sort()
  return first === undefined ? null : addDays(first, 1)
}
