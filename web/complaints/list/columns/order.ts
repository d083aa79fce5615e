import type { Sort as TableSort } from '../../../ui/table/columns.ts'
import type { ListSearch } from '../search.ts'
import type { Sort } from '../words.ts'

/** The order a click on the head of a column asks for. */
const orderOf: Partial<Record<string, Sort>> = {
  words: 'newest',
  received: 'newest',
  state: 'due',
  owner: 'owner',
  product: 'product',
  issue: 'issue',
  changed: 'changed',
}

/** Whether the list can be ordered by a column. */
export const isSortable = (key: string): boolean => orderOf[key] !== undefined

/** Which column the order of the list goes by, and which way. */
export function sortShown(sort: ListSearch['sort']): TableSort {
  if (sort === undefined || sort === 'oldest')
    return { key: 'words', direction: sort === 'oldest' ? 'ascending' : 'descending' }
  const key = Object.keys(orderOf).find((column) => orderOf[column] === sort) ?? sort
  return { key, direction: sort === 'changed' ? 'descending' : 'ascending' }
}

/** The order after a click on the head of a column: by it; turned round where it can be; else as usual again. */
export function sortAfter(sort: ListSearch['sort'], key: string): ListSearch['sort'] {
  const asked = orderOf[key]
  if (asked === undefined) return sort
  if (asked === 'newest') return sort === undefined ? 'oldest' : undefined
  return asked === sort ? undefined : asked
}
