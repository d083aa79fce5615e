import { type Branch, listBranches, listSteps } from '../journeys/store.ts'
import type { Database } from '../platform/database/index.ts'
import { Problem } from '../platform/problem.ts'
import { poissonRate, shareDifference, tooFewToSay, wilson } from '../stats/index.ts'
import type { CausesQuery, CausesReport, ParetoRow } from './contract.ts'
import { type Exposure, exposureIn } from './exposures.ts'
import { periodBefore } from './period.ts'
import { type CauseClass, causeClasses, publishedRange, type TarpGroup, tarpGroup } from './rules.ts'
import { type Tally, tally } from './tally.ts'
import { readTaxonomy } from './taxonomy.ts'

type Counted = { count: number; before: number }

/**
 * The causes page in numbers. Shares are of the coded complaints; places (product, issue, step, cause) count all.
 * @throws Problem period_backwards
 */
export async function reportCauses(db: Database, query: CausesQuery): Promise<CausesReport> {
  if (query.to < query.from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  const before = periodBefore(query)
  const [tallies, names, exposures] = await Promise.all([tally(db, query, before), namesOf(db), exposureIn(db, query)])
  const byCause = tallies.filter((each) => each.dimension === 'cause')
  const coded = add(byCause.filter((each) => each.causeClass !== null))
  return {
    period: { from: query.from, to: query.to },
    before,
    total: add(byCause),
    coded,
    classes: causeClasses.map((causeClass) => {
      const own = byCause.filter((each) => each.causeClass === causeClass)
      return { class: causeClass, ...compare(add(own), coded), loci: lociIn(own) }
    }),
    ...groupShares(byCause),
    pareto: paretoOf(tallies, names, exposures, query),
    months: monthsOf(tallies),
  }
}

const add = (tallies: Counted[]): Counted => ({
  count: tallies.reduce((sum, each) => sum + each.count, 0),
  before: tallies.reduce((sum, each) => sum + each.before, 0),
})

/** A share of what is known, its interval, the same for the period before, and the interval of their difference. */
function compare(part: Counted, whole: Counted) {
  const shareOf = (count: number, n: number) => {
    const found = wilson({ successes: count, n })
    return {
      count,
      n,
      share: found?.share ?? null,
      interval: found && { low: found.low, high: found.high },
      tooFew: tooFewToSay(count),
    }
  }
  const change = shareDifference({
    share: { successes: part.count, n: whole.count },
    against: { successes: part.before, n: whole.before },
  })
  return {
    ...shareOf(part.count, whole.count),
    before: shareOf(part.before, whole.before),
    change: change && { difference: change.difference, low: change.low, high: change.high },
  }
}

function lociIn(tallies: Tally[]): { locus: string | null; count: number }[] {
  const loci = Map.groupBy(tallies, (each) => each.causeLocus)
  return [...loci].map(([locus, own]) => ({ locus, count: add(own).count })).sort((a, b) => b.count - a.count)
}

/** TARP's three groups beside what was published, and the strict as-planned share, both of the causes that are known. */
function groupShares(byCause: Tally[]): Pick<CausesReport, 'groups' | 'asPlanned'> {
  const groupOf = (each: Tally) => (each.causeClass ? tarpGroup(each.causeClass, each.causeLocus) : null)
  const known = byCause.filter((each) => groupOf(each) !== null)
  const whole = add(known)
  const groups = (['employees', 'company', 'customers'] satisfies TarpGroup[]).map((group) => ({
    group,
    published: publishedRange[group],
    ...compare(add(known.filter((each) => groupOf(each) === group)), whole),
  }))
  return { groups, asPlanned: compare(add(known.filter((each) => each.causeClass === 'surprise')), whole) }
}

type Name = { name: ParetoRow['name']; class: CauseClass | null }
/** The products, issues, steps and causes there are, by id. */
export type Names = {
  products: Map<string, Branch>
  issues: Map<string, Branch>
  steps: Map<string, Name>
  causes: Map<string, Name & { isRetired: boolean }>
}

/** Reads what products, issues, steps and causes are called; retired causes too. */
export async function namesOf(db: Database): Promise<Names> {
  const [products, issues, steps, taxonomy] = await Promise.all([
    listBranches(db, 'products'),
    listBranches(db, 'issues'),
    listSteps(db),
    readTaxonomy(db),
  ])
  return {
    products: new Map(products.map((each) => [each.id, each])),
    issues: new Map(issues.map((each) => [each.id, each])),
    steps: new Map(steps.map((each) => [each.id, { name: each.name, class: null }])),
    causes: new Map(
      taxonomy.causes.map((each) => [each.id, { name: each.name, class: each.class, isRetired: each.retired }]),
    ),
  }
}

/** The branch that stands for `id`: the topmost one or, where a branch was chosen, that one's child. */
export function standsFor(tree: Map<string, Branch>, id: string | null, chosen: string | undefined): string | null {
  let at = id
  while (at) {
    const parentId: string | null = tree.get(at)?.parentId ?? null
    if (parentId === null || parentId === chosen || at === chosen) return at
    at = parentId
  }
  return null
}

function paretoOf(tallies: Tally[], names: Names, exposures: Exposure[], query: CausesQuery): CausesReport['pareto'] {
  const rows = (
    dimension: Exposure['dimension'] & Tally['dimension'],
    keyOf: (value: string | null) => string | null,
    nameOf: (id: string) => Name | undefined,
  ) => {
    const own = tallies.filter((each) => each.dimension === dimension)
    return rank(
      Map.groupBy(own, (each) => keyOf(each.value)),
      nameOf,
      (id) => exposures.find((each) => each.dimension === dimension && each.valueId === id),
    )
  }
  const branch = (tree: Map<string, Branch>) => (id: string) => ({ name: tree.get(id)?.name ?? null, class: null })
  return {
    product: rows('product', (id) => standsFor(names.products, id, query.product), branch(names.products)),
    issue: rows('issue', (id) => standsFor(names.issues, id, query.issue), branch(names.issues)),
    step: rows(
      'step',
      (id) => id,
      (id) => names.steps.get(id),
    ),
    cause: rows(
      'cause',
      (id) => id,
      (id) => names.causes.get(id),
    ),
  }
}

/** Most complaints first; what is not stated stands last and takes no part in the cumulative share of the stated. */
function rank(
  groups: Map<string | null, Tally[]>,
  nameOf: (id: string) => Name | undefined,
  exposureOf: (id: string) => Exposure | undefined,
): ParetoRow[] {
  const total = add([...groups.values()].flat()).count
  const sorted = [...groups]
    .map(([id, own]) => ({ id, own, ...add(own) }))
    .filter((row) => row.count > 0 || row.before > 0)
    .sort((a, b) => Number(a.id === null) - Number(b.id === null) || b.count - a.count || b.before - a.before)
  let running = 0
  return sorted.map(({ id, own, count, before }) => {
    running += count
    const found = id === null ? undefined : nameOf(id)
    return {
      id,
      name: found?.name ?? null,
      class: found?.class ?? null,
      count,
      before,
      share: total === 0 ? 0 : count / total,
      cumulative: total === 0 ? 0 : running / total,
      byClass: classCounts(own),
      rate: id === null ? null : rateOf(count, exposureOf(id)),
    }
  })
}

function classCounts(tallies: Tally[]): ParetoRow['byClass'] {
  const counts = { delivery: 0, surprise: 0, mismatch: 0, unknown: 0, uncoded: 0 }
  for (const each of tallies) counts[each.causeClass ?? 'uncoded'] += each.count
  return counts
}

function rateOf(count: number, exposure: Exposure | undefined): ParetoRow['rate'] {
  const found = exposure && poissonRate({ events: count, exposure: exposure.units / 1000 })
  return exposure && found
    ? { perThousand: found.rate, low: found.low, high: found.high, units: exposure.units, unitName: exposure.unitName }
    : null
}

function monthsOf(tallies: Tally[]): CausesReport['months'] {
  const months = Map.groupBy(
    tallies.filter((each) => each.dimension === 'month' && each.value !== null && each.count !== 0),
    (each) => each.value as string,
  )
  return [...months]
    .map(([month, own]) => ({ month, count: add(own).count, byClass: classCounts(own) }))
    .sort((a, b) => (a.month < b.month ? -1 : 1))
}
