import { type GammaPrior, gammaPoissonFit, poissonRate, shrunkRate, tooFewToSay } from '../../stats/index.ts'
import type { HotSpot, HotSpotsReport } from './contract.ts'

/** Whose exposure rates are of. */
export const bases = ['own', 'product', 'company', 'unknown'] as const
export const unratedReasons = ['no_exposure', 'other_unit'] as const

/** How many units were exposed over a period, and of what. */
export type Units = { units: number; unitName: string }
/** A place with its complaints and its exposure; null: unknown. */
export type Place = Pick<HotSpot, 'id' | 'name' | 'class' | 'count' | 'before'> & { exposure: Units | null }

type Ranked = Pick<HotSpotsReport, 'unitName' | 'pooled' | 'prior' | 'rated' | 'unrated'>

/** Rates are per this many units. */
const perUnits = 1000

/**
 * Ranks places by the rate they have at least (lower 5 % quantile), each drawn towards the rate of all. Only places counted in
 * the same unit are compared, in the unit that most of them have; the others are ranked by count and say why.
 */
export function rankPlaces(places: readonly Place[]): Ranked {
  const unitName = commonUnit(places)
  const rated: (Place & { exposure: Units })[] = []
  const unrated: HotSpot[] = []
  for (const { exposure, ...place } of places) {
    if (exposure?.unitName === unitName && exposure) rated.push({ ...place, exposure })
    else unrated.push(unratedPlace(place, exposure))
  }
  const prior = gammaPoissonFit({ places: rated.map(exposed) })
  return {
    unitName,
    pooled: pooledRate(rated),
    prior: prior && { a: prior.a, b: prior.b, places: prior.places, isAlike: prior.isAlike },
    rated: rated
      .map((place) => ratedPlace(place, prior))
      .sort((one, other) => atLeast(other) - atLeast(one) || rate(other) - rate(one)),
    unrated: unrated.sort((one, other) => other.count - one.count || other.before - one.before),
  }
}

const atLeast = ({ expected }: HotSpot): number => expected?.atLeast ?? 0
const rate = ({ raw }: HotSpot): number => raw?.perThousand ?? 0

/** As statistics take it: exposure in thousands of units. */
const exposed = ({ count, exposure }: { count: number; exposure: Units }) => ({
  events: count,
  exposure: exposure.units / perUnits,
})

/** The unit in which most places are counted; null where the exposure of none is known. */
function commonUnit(places: readonly Place[]): string | null {
  const named = Map.groupBy(
    places.flatMap(({ exposure }) => exposure ?? []),
    ({ unitName }) => unitName,
  )
  const [most] = [...named].sort(([, one], [, other]) => other.length - one.length)
  return most?.[0] ?? null
}

function pooledRate(places: readonly { count: number; exposure: Units }[]): HotSpotsReport['pooled'] {
  const count = places.reduce((sum, place) => sum + place.count, 0)
  const units = places.reduce((sum, { exposure }) => sum + exposure.units, 0)
  const found = poissonRate({ events: count, exposure: units / perUnits })
  return found && { perThousand: found.rate, low: found.low, high: found.high, count, units }
}

function ratedPlace({ exposure, ...place }: Place & { exposure: Units }, prior: GammaPrior | null): HotSpot {
  const own = exposed({ ...place, exposure })
  const raw = poissonRate(own)
  const shrunk = prior && shrunkRate({ place: own, prior })
  return {
    ...place,
    ...exposure,
    raw: raw && { perThousand: raw.rate, low: raw.low, high: raw.high },
    expected: shrunk && {
      perThousand: shrunk.mean,
      low: shrunk.low,
      high: shrunk.high,
      atLeast: shrunk.atLeast,
      doubleProbability: shrunk.doubleProbability,
    },
    excess: shrunk && { cases: shrunk.excess.value, low: shrunk.excess.low, high: shrunk.excess.high },
    tooFew: tooFewToSay(place.count),
    unratedBecause: null,
  }
}

const unratedPlace = (place: Omit<Place, 'exposure'>, exposure: Units | null): HotSpot => ({
  ...place,
  units: exposure?.units ?? null,
  unitName: exposure?.unitName ?? null,
  raw: null,
  expected: null,
  excess: null,
  tooFew: tooFewToSay(place.count),
  unratedBecause: exposure ? 'other_unit' : 'no_exposure',
})
