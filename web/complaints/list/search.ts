import { type Due, type HandoverState, isDue, isHandoverState, isSort, type Sort } from './words.ts'
import { isCauseClass, isChannel, isClosure, isLocus } from '../choices.ts'
import { onlyKnown } from './several.ts'

/**
 * What the address of the list says: which complaints, in which order, and by which saved view one came. Nothing in it means
 * all of them, newest first. Filters of several values are written as in `several.ts`.
 */
export type ListSearch = {
  q?: string
  state?: 'open' | 'closed'
  closure?: string
  /** Persons, or `me`. */
  owner?: string
  /** Ids, or `none`: not stated. So with all that are ids. */
  team?: string
  product?: string
  issue?: string
  /** That product (issue) alone, without those below it. */
  itself?: 'product' | 'issue'
  step?: string
  channel?: string
  language?: string
  causeClass?: string
  causeLocus?: string
  cause?: string
  coded?: boolean
  customer?: string
  loggedBy?: string
  /** Days, both included, as `2026-03-02`. */
  from?: string
  to?: string
  receivedWithin?: number
  closedFrom?: string
  closedTo?: string
  closedWithin?: number
  changedFrom?: string
  changedTo?: string
  dueFrom?: string
  dueTo?: string
  due?: string
  overdue?: boolean
  reachedManagement?: boolean
  pothole?: string
  import?: string
  handover?: string
  withWords?: boolean
  attachments?: boolean
  /** Tags and fields of the company's own, as the API writes them. */
  tag?: string
  field?: string
  sort?: Exclude<Sort, 'newest'>
  /** The saved view this began as. */
  view?: string
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value)
const isDayText = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
const isWords = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** Reads one part of an address; undefined when it means nothing. */
type Reader<Value> = (value: unknown) => Value | undefined
const when =
  <Value>(isMeant: (value: unknown) => value is Value): Reader<Value> =>
  (value) =>
    isMeant(value) ? value : undefined
const several =
  (isKnown: (value: string) => boolean): Reader<string> =>
  (value) =>
    onlyKnown(value, isKnown)
const oneOf = <Value extends string | boolean>(...values: Value[]): Reader<Value> =>
  when((value): value is Value => values.includes(value as Value))
const days: Reader<number> = (value) => (Number.isInteger(value) && Number(value) > 0 ? Number(value) : undefined)
// A number typed into the search comes out of the address as a number.
const words: Reader<string> = (value) => (typeof value === 'number' ? String(value) : when(isWords)(value))

const idOr =
  (...others: string[]) =>
  (value: string) =>
    isId(value) || others.includes(value)
const ids = several(idOr('none'))
const day = when(isDayText)
const flag = oneOf(true, false)

const readers: { [Name in keyof Required<ListSearch>]: Reader<Required<ListSearch>[Name]> } = {
  q: words,
  state: oneOf('open', 'closed'),
  closure: several(isClosure),
  owner: several(idOr('me')),
  team: ids,
  product: ids,
  issue: ids,
  itself: oneOf('product', 'issue'),
  step: ids,
  channel: several(isChannel),
  language: several((value) => /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(value)),
  causeClass: several(isCauseClass),
  causeLocus: several((value) => value === 'none' || isLocus(value)),
  cause: ids,
  coded: flag,
  customer: ids,
  loggedBy: several(idOr('me', 'none')),
  from: day,
  to: day,
  receivedWithin: days,
  closedFrom: day,
  closedTo: day,
  closedWithin: days,
  changedFrom: day,
  changedTo: day,
  dueFrom: day,
  dueTo: day,
  due: several((value): value is Due => isDue(value)),
  overdue: oneOf(true),
  reachedManagement: flag,
  pothole: ids,
  import: ids,
  handover: several((value): value is HandoverState => isHandoverState(value)),
  withWords: flag,
  attachments: flag,
  tag: ids,
  field: when(isWords),
  sort: when((value): value is Exclude<Sort, 'newest'> => isSort(value) && value !== 'newest'),
  view: when(isId),
}

/** Reads an address, whoever wrote it: what means nothing is left out, so that the list is shown all the same. */
export function readSearch(address: Record<string, unknown>): ListSearch {
  const read = Object.entries(readers).map(([name, reader]) => [name, reader(address[name])])
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

type Flag = 'true' | 'false'
type FlagName = 'coded' | 'overdue' | 'withWords' | 'attachments' | 'reachedManagement'
export type Filters = Omit<ListSearch, 'sort' | 'view' | FlagName> & { [Name in FlagName]?: Flag }

/** The filters as the API wants them. What is due is due only on open complaints, so ordering by it counts only those. */
export function filtersOf({ sort, view: _view, ...rest }: ListSearch): Filters {
  const state = rest.state ?? (sort === 'due' ? 'open' : undefined)
  // Left out rather than undefined: the same question must have the same key, however it came about.
  const given = Object.entries({ ...rest, state }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]))
}

/** The filters and the order as a saved view keeps them: all as text. */
export const savedForm = ({ view: _view, ...search }: ListSearch): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )

/** What a saved view keeps, as a search. */
export function fromSaved(id: string, saved: Record<string, string>): ListSearch {
  const plain = (name: string, value: string) => {
    if (name === 'q' || name === 'field') return value
    if (value === 'true' || value === 'false') return value === 'true'
    return /^\d+$/.test(value) ? Number(value) : value
  }
  return readSearch({
    ...Object.fromEntries(Object.entries(saved).map(([name, value]) => [name, plain(name, value)])),
    view: id,
  })
}

/** The lists that are one click away. */
export const views = {
  mine: { owner: 'me', state: 'open', sort: 'due' },
  overdue: { overdue: true, sort: 'due' },
  uncoded: { coded: false, withWords: true },
  all: {},
} as const satisfies Record<string, ListSearch>
export type View = keyof typeof views
export const viewNames = Object.keys(views) as View[]

/** Whether two searches show the same list, by whatever view one came. */
export const isSame = (one: ListSearch, other: ListSearch): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

/** Which of the views the address shows, if it is exactly one of them. */
export const viewOf = (search: ListSearch): View | null => viewNames.find((name) => isSame(views[name], search)) ?? null

const sorted = ({ view: _view, ...search }: ListSearch) =>
  Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** Filters that only open complaints fit, and those that only closed ones do. */
const onlyOpen = ['overdue', 'due', 'dueFrom', 'dueTo'] as const
const onlyClosed = ['closure', 'closedFrom', 'closedTo', 'closedWithin'] as const

/**
 * The search with one thing changed. What contradicts the change gives way, so that no click leads to a list that must be
 * empty: closed complaints are never due, and only closed ones have a closure.
 */
export function changed(search: ListSearch, change: ListSearch): ListSearch {
  const next: ListSearch = { ...search, ...change }
  const takes = (names: readonly (keyof ListSearch)[]) => names.some((name) => change[name] !== undefined)
  const isAboutOpen = change.sort === 'due' || takes(onlyOpen)
  if (isAboutOpen) next.state = next.state === 'closed' ? undefined : next.state
  if (isAboutOpen || change.state === 'open') for (const name of onlyClosed) next[name] = undefined
  if (change.state === 'closed' || takes(onlyClosed)) {
    if (next.state === 'open') next.state = undefined
    if (next.sort === 'due') next.sort = undefined
    for (const name of onlyOpen) next[name] = undefined
  }
  if (next.itself && next.itself in change) next.itself = undefined
  return readSearch(next)
}
