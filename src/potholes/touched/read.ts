import { sql } from 'kysely'
import { type Exposure, exposureIn } from '../../causes/exposures.ts'
import { type Period, spanOf, splitMonths } from '../../causes/period.ts'
import { listStepProducts } from '../../journeys/step-products/store.ts'
import { type Branch, listBranches, listSteps } from '../../journeys/store.ts'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { ServicePromise } from '../../promises/contract.ts'
import { listPromises } from '../../promises/store.ts'
import { poissonRate, tooFewToSay } from '../../stats/index.ts'
import type { PlaceToLookAt, PotholeTouched } from './contract.ts'
import { type Cell, countAt, covers, type Place, placesToLookAt } from './rules.ts'

/**
 * What a pothole touches, and where else the same may fail, with the complaints of a period.
 * @throws Problem pothole_not_found, period_backwards
 */
export async function readTouched(db: Database, id: string, period: Period, now: Date): Promise<PotholeTouched> {
  if (period.to < period.from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  const named = await namedOf(db, id)
  const [promises, steps, products, stepProducts, shownAt, looks] = await Promise.all([
    listPromises(db, now),
    listSteps(db),
    listBranches(db, 'products'),
    listStepProducts(db),
    cellsShown(db, id),
    looksOf(db, id),
  ])
  const goesThrough = new Map(stepProducts.map((each) => [each.stepId, each.productIds]))
  const own = [...new Set(shownAt.flatMap(({ productId }) => productId ?? []))]
  const proposed = placesToLookAt({
    promises: promises.filter((promise) => named.promises.includes(promise.id)),
    steps: named.steps,
    own,
    products,
    goesThrough,
  })
  const kept = looks.filter((look) => !proposed.some((place) => isSame(place, look)))
  const { places, exposureUnknown } = await withCounts(db, period, products, [
    ...proposed,
    ...distinct(kept).map((place) => ({ ...place, because: [] })),
  ])
  return {
    period,
    shown: shownAt.reduce((sum, { n }) => sum + n, 0),
    promises: promisesTouched(promises, named.promises, shownAt, products),
    steps: steps.flatMap(({ id: stepId }) => {
      const complaints = countAt({ productId: null, stepId }, shownAt, products)
      const isNamed = named.steps.includes(stepId)
      return isNamed || complaints > 0 ? [{ id: stepId, named: isNamed, complaints }] : []
    }),
    productIds: own,
    unstatedSteps: named.steps.filter((stepId) => !goesThrough.has(stepId)),
    exposureUnknown,
    places: inOrder(
      places.map((place) => ({ ...place, looks: looks.filter((look) => isSame(place, look)).map(({ look }) => look) })),
    ),
  }
}

/** The promises and steps that were named. @throws Problem pothole_not_found */
async function namedOf(db: Database, id: string): Promise<{ promises: string[]; steps: string[] }> {
  const { rows } = await sql<{ promises: string[]; steps: string[] }>`
    select array(select promise_id from pothole_promises where pothole_id = h.id order by named_at, promise_id) as promises,
      array(select step_id from pothole_steps where pothole_id = h.id order by named_at, step_id) as steps
    from potholes h where h.id = ${id}`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'pothole_not_found')
  return rows[0]
}

/** Where the complaints are that show a pothole, or that may show it and wait for an answer. */
async function cellsShown(db: Database, id: string): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    with shown as (
      select id, product_id, step_id from complaints where pothole_id = ${id}
      union
      select c.id, c.product_id, c.step_id from pothole_evidence e join complaints c on c.id = e.complaint_id
      where e.pothole_id = ${id} and e.answer is null)
    select product_id as "productId", step_id as "stepId", count(*)::int as n from shown group by product_id, step_id`.execute(
    db,
  )
  return rows
}

type LookRow = Place & { look: PlaceToLookAt['looks'][number] }

async function looksOf(db: Database, id: string): Promise<LookRow[]> {
  const { rows } = await sql<
    Place & { answer: LookRow['look']['answer']; note: string | null; at: Date; by: string | null }
  >`
    select l.product_id as "productId", l.step_id as "stepId", l.answer, l.note, l.looked_at as at, p.name as by
    from pothole_looks l left join people p on p.id = l.looked_by where l.pothole_id = ${id} order by l.id desc`.execute(
    db,
  )
  return rows.map(({ productId, stepId, at, ...look }) => ({
    productId,
    stepId,
    look: { ...look, at: at.toISOString() },
  }))
}

const isSame = (one: Place, other: Place): boolean => one.productId === other.productId && one.stepId === other.stepId

const distinct = (places: Place[]): Place[] =>
  places
    .filter((place, at) => places.findIndex((other) => isSame(place, other)) === at)
    .map(({ productId, stepId }) => ({ productId, stepId }))

function promisesTouched(
  promises: ServicePromise[],
  named: string[],
  shownAt: Cell[],
  products: Branch[],
): PotholeTouched['promises'] {
  return promises.flatMap((promise) => {
    const isNamed = named.includes(promise.id)
    const complaints = shownAt.filter((cell) => covers(promise, cell, products)).reduce((sum, { n }) => sum + n, 0)
    const isTouched = isNamed || (promise.state === 'in_force' && complaints > 0)
    return isTouched ? [{ id: promise.id, named: isNamed, complaints }] : []
  })
}

type Counted = Omit<PlaceToLookAt, 'looks'>

async function withCounts(
  db: Database,
  period: Period,
  products: Branch[],
  places: (Place & Pick<PlaceToLookAt, 'because'>)[],
): Promise<{ places: Counted[]; exposureUnknown: PotholeTouched['exposureUnknown'] }> {
  if (places.length === 0) return { places: [], exposureUnknown: null }
  const [cells, exposures] = await Promise.all([cellsIn(db, period), exposureIn(db, period)])
  const { months, edges } = splitMonths(spanOf(period))
  const isWhole = months !== null && edges.length === 0
  return {
    places: places.map((place) => {
      const count = countAt(place, cells, products)
      return { ...place, count, tooFew: tooFewToSay(count), ...rateOf(place, count, exposures) }
    }),
    exposureUnknown: exposures.length > 0 ? null : isWhole ? 'none_stored' : 'not_whole_months',
  }
}

/** Complaints of the period by product and step: whole months from the counts, the days around them from the complaints. */
async function cellsIn(db: Database, period: Period): Promise<Cell[]> {
  const { months, edges } = splitMonths(spanOf(period))
  const parts = [
    ...(months
      ? [
          sql`select product_id, step_id, n from complaint_counts where month between ${months.first}::date and ${months.last}::date`,
          sql`select product_id, step_id, delta::int from complaint_counts_outbox where month between ${months.first}::date and ${months.last}::date`,
        ]
      : []),
    ...edges.map(
      ({ from, until }) =>
        sql`select product_id, step_id, 1 from complaints where received_at >= ${from} and received_at < ${until}`,
    ),
  ]
  const { rows } = await sql<Cell>`
    with cells (product_id, step_id, n) as (${sql.join(parts, sql` union all `)})
    select product_id as "productId", step_id as "stepId", sum(n)::int as n from cells group by 1, 2 having sum(n) > 0`.execute(
    db,
  )
  return rows
}

/** Of a product: how many of it there were; of a step alone: how often it was gone through. */
function rateOf(
  { productId, stepId }: Place,
  count: number,
  exposures: Exposure[],
): Pick<Counted, 'units' | 'unitName' | 'rate'> {
  const [dimension, valueId] = productId ? ['product', productId] : ['step', stepId]
  const found = exposures.find((each) => each.dimension === dimension && each.valueId === valueId)
  if (!found) return { units: null, unitName: null, rate: null }
  const rate = tooFewToSay(count) ? null : poissonRate({ events: count, exposure: found.units / 1000 })
  return {
    units: found.units,
    unitName: found.unitName,
    rate: rate && { perThousand: rate.rate, low: rate.low, high: rate.high },
  }
}

/** Those nobody has looked at first, then the others; each by how many complained. */
const inOrder = (places: PlaceToLookAt[]): PlaceToLookAt[] =>
  places.toSorted(
    (one, other) => Math.min(1, one.looks.length) - Math.min(1, other.looks.length) || other.count - one.count,
  )
