import type { Branch } from '../../journeys/store.ts'
import type { RuleFilters } from '../counting/contract.ts'

/** Where a promise holds; no products: of all, no steps: at every step. */
export type Scope = { id: string; productIds: string[]; stepIds: string[] }
/** A product at a step, a product at any step, or a step for any product. */
export type Place = { productId: string | null; stepId: string | null }
export type Reason = { kind: 'promise' | 'step'; id: string }
export type ProposedPlace = Place & { because: Reason[] }

export type Touched = {
  /** The promises and steps that were named. */
  promises: Scope[]
  steps: string[]
  /** The products in which it shows already. */
  own: string[]
  /** Every product there is. */
  products: Branch[]
  /** Which products go through a step, where that is stated. */
  goesThrough: Map<string, string[]>
}

/**
 * Where else the same may fail: other products that go through a touched step, and other products and steps of which a touched
 * promise holds; whether or not anybody complained there (DISP 1.3.3B: also those that are not directly complained of). Where
 * it is not stated which products go through a step, all may. The products in which it shows are left out; of a product that
 * holds one of them, the parts beside it are proposed.
 * @returns each place once, with all that speaks for it
 */
export function placesToLookAt(touched: Touched): ProposedPlace[] {
  const beside = besideOwn(touched)
  const found = new Map<string, ProposedPlace>()
  const propose = (place: Place, reason: Reason) => {
    const key = `${place.productId} ${place.stepId}`
    const known = found.get(key) ?? { ...place, because: [] }
    found.set(key, known)
    if (!known.because.some(({ kind, id }) => kind === reason.kind && id === reason.id)) known.because.push(reason)
  }
  for (const stepId of touched.steps)
    for (const productId of beside(touched.goesThrough.get(stepId) ?? null))
      propose({ productId, stepId }, { kind: 'step', id: stepId })
  for (const promise of touched.promises)
    for (const place of placesOfPromise(promise, touched, beside)) propose(place, { kind: 'promise', id: promise.id })
  return [...found.values()]
}

type Beside = (roots: string[] | null) => string[]

function placesOfPromise({ productIds, stepIds }: Scope, { steps, goesThrough }: Touched, beside: Beside): Place[] {
  const isAnywhere = stepIds.length === 0
  const at = isAnywhere ? steps : stepIds.filter((id) => steps.includes(id))
  const named = productIds.length > 0 ? productIds : null
  const products = (stepId: string | null) => beside(named ?? (stepId ? (goesThrough.get(stepId) ?? null) : null))
  const ofProducts = (at.length > 0 ? at : [null]).flatMap((stepId) =>
    products(stepId).map((productId) => ({ productId, stepId })),
  )
  const otherSteps = stepIds.filter((id) => !steps.includes(id)).map((stepId) => ({ productId: null, stepId }))
  return [...ofProducts, ...otherSteps]
}

/** The products below these (null: all) that hold none of the pothole's own and lie in none of them, as few as say it. */
function besideOwn({ products, own }: Touched): Beside {
  const parents = new Map(products.map(({ id, parentId }) => [id, parentId]))
  const children = Map.groupBy(products, ({ parentId }) => parentId)
  const inOwn = (id: string | null): boolean => id !== null && (own.includes(id) || inOwn(parents.get(id) ?? null))
  const above = new Set(own.flatMap((id) => pathUp(parents, id)))
  const from = (id: string): string[] => {
    if (inOwn(id)) return []
    return above.has(id) ? (children.get(id) ?? []).flatMap((child) => from(child.id)) : [id]
  }
  return (roots) => [...new Set((roots ?? (children.get(null) ?? []).map(({ id }) => id)).flatMap(from))]
}

/** A product and everything above it. */
function pathUp(parents: ReadonlyMap<string, string | null>, id: string | null): string[] {
  return id === null ? [] : [id, ...pathUp(parents, parents.get(id) ?? null)]
}

/**
 * Whether a promise holds for a complaint: its product, or one above it, and its step are of those named. What is not stated is
 * of no named product or step.
 */
export function covers({ productIds, stepIds }: Scope, { productId, stepId }: Place, products: Branch[]): boolean {
  const parents = new Map(products.map((each) => [each.id, each.parentId]))
  const isOfProduct = productIds.length === 0 || pathUp(parents, productId).some((id) => productIds.includes(id))
  return isOfProduct && (stepIds.length === 0 || (stepId !== null && stepIds.includes(stepId)))
}

/**
 * The rule of a pothole, made to count a place too.
 * @returns null where it counts it already, says nothing of products or steps, or would have nothing left to say
 * @example widened({ product: 'a', cause: 'x' }, { productId: 'b', stepId: null })  // { product: 'a,b', cause: 'x' }
 */
export function widened({ product, step, ...rest }: RuleFilters, { productId, stepId }: Place): RuleFilters | null {
  const wider = { product: withValue(product, productId), step: withValue(step, stepId) }
  if (wider.product === product && wider.step === step) return null
  const next = { ...rest, ...(wider.product && { product: wider.product }), ...(wider.step && { step: wider.step }) }
  return Object.keys(next).length > 0 ? next : null
}

/** A filter as the list of complaints writes it, with one value more; a value that was left out is left out no longer. */
function withValue(filter: string | undefined, id: string | null): string | undefined {
  if (filter === undefined || id === null) return filter
  const before = filter.split(',')
  const values = before.filter((value) => value !== `-${id}`)
  const takesSome = before.some((value) => !value.startsWith('-'))
  return (takesSome && !values.includes(id) ? [...values, id] : values).join(',')
}

/** How many complaints fell on each product and step. */
export type Cell = Place & { n: number }

/** The complaints of a place: of its product and what is below it, at its step. */
export function countAt({ productId, stepId }: Place, cells: Cell[], products: Branch[]): number {
  const parents = new Map(products.map((each) => [each.id, each.parentId]))
  return cells
    .filter((cell) => stepId === null || cell.stepId === stepId)
    .filter((cell) => productId === null || pathUp(parents, cell.productId).includes(productId))
    .reduce((sum, { n }) => sum + n, 0)
}
