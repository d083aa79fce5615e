import type { dues, handoverStates, Sort as SortShape } from '../../../src/complaints/filter-shapes.ts'

// Words of the contract, written again because the contract brings its validator along (see ../choices.ts).

export type Sort = (typeof SortShape)['_output']
export type Due = (typeof dues)[number]
export type HandoverState = (typeof handoverStates)[number]

const everySort: Record<Sort, true> = {
  newest: true,
  oldest: true,
  due: true,
  changed: true,
  owner: true,
  product: true,
  issue: true,
}
const everyDue: Record<Due, true> = { overdue: true, today: true, tomorrow: true, week: true }
const everyHandover: Record<HandoverState, true> = { to_me: true, from_me: true, open: true }

export const allSorts = Object.keys(everySort) as Sort[]
export const allDues = Object.keys(everyDue) as Due[]
export const allHandovers = Object.keys(everyHandover) as HandoverState[]

const known =
  <Word extends string>(words: Record<Word, true>) =>
  (value: unknown): value is Word =>
    typeof value === 'string' && Object.hasOwn(words, value)
export const isSort = known(everySort)
export const isDue = known(everyDue)
export const isHandoverState = known(everyHandover)
