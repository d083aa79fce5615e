import type { CauseClass, Locus } from '../../../src/causes/rules.ts'
import { type Channel, type Closure, isCauseClass, isChannel, isClosure, isLocus } from '../choices.ts'

/** What the address of the list says: which complaints, in which order. Nothing in it means all of them, newest first. */
export type ListSearch = {
  q?: string
  state?: 'open' | 'closed'
  /** A person's id, or `me`. */
  owner?: string
  /** An id, or `none`: not stated. So with issue, step and cause. */
  product?: string
  issue?: string
  /** That product (issue) alone, without those below it. */
  itself?: 'product' | 'issue'
  step?: string
  channel?: Channel
  language?: string
  causeClass?: CauseClass
  causeLocus?: Locus | 'none'
  cause?: string
  coded?: boolean
  closure?: Closure
  customer?: string
  /** Days, both included, as `2026-03-02`. */
  from?: string
  to?: string
  overdue?: boolean
  withWords?: boolean
  sort?: 'due'
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value)
const isIdOrNone = (value: unknown): value is string => value === 'none' || isId(value)
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
const isTrue = (value: unknown): value is true => value === true

const meaning: { [Name in keyof Required<ListSearch>]: (value: unknown) => value is Required<ListSearch>[Name] } = {
  q: (value): value is string => typeof value === 'string' && value.trim() !== '',
  state: (value): value is 'open' | 'closed' => value === 'open' || value === 'closed',
  owner: (value): value is string => value === 'me' || isId(value),
  product: isIdOrNone,
  issue: isIdOrNone,
  itself: (value): value is 'product' | 'issue' => value === 'product' || value === 'issue',
  step: isIdOrNone,
  channel: isChannel,
  language: (value): value is string => typeof value === 'string' && /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(value),
  causeClass: isCauseClass,
  causeLocus: (value): value is Locus | 'none' => value === 'none' || isLocus(value),
  cause: isIdOrNone,
  coded: (value): value is boolean => typeof value === 'boolean',
  closure: isClosure,
  customer: isId,
  from: isDay,
  to: isDay,
  overdue: isTrue,
  withWords: (value): value is boolean => typeof value === 'boolean',
  sort: (value): value is 'due' => value === 'due',
}

/** Reads an address, whoever wrote it: what means nothing is left out, so that the list is shown all the same. */
export function readSearch(address: Record<string, unknown>): ListSearch {
  // A number typed into the search comes out of the address as a number.
  const given = { ...address, ...(typeof address.q === 'number' && { q: String(address.q) }) }
  const known = Object.entries(meaning).filter(([name, isMeant]) => isMeant(given[name as keyof typeof given]))
  return Object.fromEntries(known.map(([name]) => [name, given[name as keyof typeof given]]))
}

export type Filters = Omit<ListSearch, 'sort'>
type Flag = 'true' | 'false'

/** The filters as the API wants them. What is due is due only on open complaints, so ordering by it counts only those. */
export function filtersOf({ sort, coded, overdue, withWords, ...rest }: ListSearch) {
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : (String(value) as Flag))
  const flags = { coded: flag(coded), overdue: flag(overdue), withWords: flag(withWords) }
  const state = rest.state ?? (sort === 'due' ? 'open' : undefined)
  // Left out rather than undefined: the same question must have the same key, however it came about.
  return Object.fromEntries(
    Object.entries({ ...rest, state, ...flags }).filter(([, value]) => value !== undefined),
  ) as Omit<Filters, 'coded' | 'overdue' | 'withWords'> & { coded?: Flag; overdue?: Flag; withWords?: Flag }
}

/** The lists that are one click away. */
export const views = {
  mine: { owner: 'me', state: 'open', sort: 'due' },
  overdue: { overdue: true, sort: 'due' },
  uncoded: { coded: false, withWords: true },
  all: {},
} as const satisfies Record<string, ListSearch>
export type View = keyof typeof views

/** Which of the views the address shows, if it is exactly one of them. */
export function viewOf(search: ListSearch): View | null {
  const same = (view: ListSearch) => JSON.stringify(sorted(view)) === JSON.stringify(sorted(search))
  return (Object.keys(views) as View[]).find((name) => same(views[name])) ?? null
}

const sorted = (search: ListSearch) =>
  Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))

/**
 * The search with one thing changed. What contradicts the change gives way, so that no click leads to a list that must be
 * empty: closed complaints are never due, only closed ones have a closure, and a cause lies in one class.
 */
export function changed(search: ListSearch, change: ListSearch): ListSearch {
  const next = { ...search, ...change }
  if (change.sort === 'due' || change.overdue) next.state = next.state === 'closed' ? undefined : next.state
  if (change.sort === 'due' || change.overdue || change.state === 'open') next.closure = undefined
  if (change.state === 'closed' || change.closure) {
    next.sort = undefined
    next.overdue = undefined
  }
  if (next.itself && next.itself in change) next.itself = undefined
  return readSearch(next)
}
