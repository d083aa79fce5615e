import { type Exposure, exposureIn, exposureMonths } from '../../causes/exposures.ts'
import { periodBefore, spanOf, splitMonths } from '../../causes/period.ts'
import { type Names, namesOf, standsFor } from '../../causes/report.ts'
import { type Tally, tally } from '../../causes/tally.ts'
import type { Branch } from '../../journeys/store.ts'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { HotSpotDimension, HotSpotsQuery, HotSpotsReport } from './contract.ts'
import { type Place, rankPlaces, type Units } from './rules.ts'

/**
 * Where the rate of complaints is high beyond chance: by product, issue, step or cause. Reads counts by month, so its time
 * does not grow with the number of complaints.
 * @throws Problem period_backwards
 */
export async function readHotSpots(db: Database, query: HotSpotsQuery): Promise<HotSpotsReport> {
  const { from, to, dimension } = query
  if (to < from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  const [tallies, names, exposures, stored] = await Promise.all([
    tally(db, query, periodBefore(query)),
    namesOf(db),
    exposureIn(db, query),
    exposureMonths(db),
  ])
  const own = tallies.filter((each) => each.dimension === dimension)
  const { basis, unitsOf } = basisOf(query, exposures, names)
  const { places, notStated } = placesOf(own, query, names, unitsOf)
  const { months, edges } = splitMonths(spanOf(query))
  const isWhole = months !== null && edges.length === 0
  return {
    period: { from, to },
    dimension,
    total: own.reduce((sum, { count }) => sum + count, 0),
    notStated,
    basis,
    unknownBecause:
      basis !== 'unknown' ? null : !stored ? 'none_stored' : isWhole ? 'months_missing' : 'not_whole_months',
    stored,
    ...exposedOnce(rankPlaces(places), basis),
  }
}

/** Where every place has the same exposure, there is that much of it, not as much again for each. */
function exposedOnce<Of extends Pick<HotSpotsReport, 'pooled' | 'rated'>>(ranked: Of, basis: Basis['basis']): Of {
  const { pooled, rated } = ranked
  const isShared = basis === 'product' || basis === 'company'
  return pooled && isShared ? { ...ranked, pooled: { ...pooled, units: rated[0]?.units ?? pooled.units } } : ranked
}

type UnitsOf = (id: string) => Units | null
type Basis = { basis: HotSpotsReport['basis']; unitsOf: UnitsOf }

/**
 * Whose exposure tells how often something could have failed. Of a product: its own orders. Of an issue, a step or a cause: what
 * was stored for it or, where nothing was, every order of the company, or of the product one has narrowed down to.
 */
function basisOf({ dimension, product }: HotSpotsQuery, exposures: Exposure[], names: Names): Basis {
  const stored = (of: Exposure['dimension'], id: string | null) =>
    exposures.find((each) => each.dimension === of && each.valueId === id) ?? null
  const ofProduct = (id: string): Units | null =>
    stored('product', id) ?? sumOf(childrenOf(names.products, id).map(ofProduct))
  const common = (basis: Basis['basis'], units: Units | null): Basis =>
    units ? { basis, unitsOf: () => units } : { basis: 'unknown', unitsOf: () => null }
  if (dimension === 'product') {
    const unitsOf = (id: string) => (id === product ? null : ofProduct(id))
    const isKnown = topsOf(names.products, product).some((id) => unitsOf(id) !== null)
    return { basis: isKnown ? 'own' : 'unknown', unitsOf }
  }
  if (product) return common('product', ofProduct(product))
  if (exposures.some((each) => each.dimension === dimension))
    return { basis: 'own', unitsOf: (id) => stored(dimension, id) }
  return common('company', stored('all', null))
}

/** The exposure of all parts together; null unless each is known, in one unit. */
function sumOf(parts: (Units | null)[]): Units | null {
  const [first] = parts
  if (!first || parts.some((part) => part?.unitName !== first.unitName)) return null
  return { units: parts.reduce((sum, part) => sum + (part?.units ?? 0), 0), unitName: first.unitName }
}

type Tree = Map<string, Branch>
const childrenOf = (tree: Tree, parentId: string | null): string[] =>
  [...tree.values()].filter((branch) => branch.parentId === parentId).map(({ id }) => id)
/** The branches compared with each other: the topmost ones, or those of the chosen one. */
const topsOf = (tree: Tree, chosen: string | undefined): string[] => childrenOf(tree, chosen ?? null)

/** Every place with a complaint in the period or the one before, and those without one whose exposure is known. */
function placesOf(tallies: Tally[], query: HotSpotsQuery, names: Names, unitsOf: UnitsOf) {
  const { keyOf, nameOf, all } = placesBy(query.dimension, query, names)
  const counted = Map.groupBy(tallies, (each) => keyOf(each.value))
  const exposed = all.filter((id) => unitsOf(id) !== null)
  const places = [...new Set([...counted.keys(), ...exposed])].flatMap((id): Place[] => {
    const named = id === null ? null : nameOf(id)
    if (id === null || !named) return []
    const { count, before } = sum(counted.get(id) ?? [])
    return count + before > 0 || unitsOf(id) ? [{ id, ...named, count, before, exposure: unitsOf(id) }] : []
  })
  return { places, notStated: sum(counted.get(null) ?? []).count }
}

const sum = (tallies: Tally[]): { count: number; before: number } => ({
  count: tallies.reduce((total, each) => total + each.count, 0),
  before: tallies.reduce((total, each) => total + each.before, 0),
})

type Named = Pick<Place, 'name' | 'class'>

/** What stands for a stated value, its name, and all values that could have been stated. */
function placesBy(dimension: HotSpotDimension, query: HotSpotsQuery, names: Names) {
  const inTree = (tree: Tree, chosen: string | undefined) => ({
    keyOf: (id: string | null) => standsFor(tree, id, chosen),
    nameOf: (id: string): Named => ({ name: tree.get(id)?.name ?? null, class: null }),
    all: topsOf(tree, chosen),
  })
  const inList = (list: Map<string, Named & { isRetired?: boolean }>) => ({
    keyOf: (id: string | null) => id,
    nameOf: (id: string): Named => ({ name: list.get(id)?.name ?? null, class: list.get(id)?.class ?? null }),
    all: [...list].flatMap(([id, { isRetired }]) => (isRetired ? [] : [id])),
  })
  if (dimension === 'product') return inTree(names.products, query.product)
  if (dimension === 'issue') return inTree(names.issues, query.issue)
  return inList(dimension === 'step' ? names.steps : names.causes)
}
