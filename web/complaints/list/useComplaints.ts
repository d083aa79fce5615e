import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useFields } from '../fields/fields.ts'
import { filtersOf, type ListSearch } from './search.ts'

const pageSize = 60

/** The complaints that a search finds, a page at a time, by keyset. */
export function useComplaints(search: ListSearch) {
  const filters = filtersOf(search)
  const sort = search.sort ?? 'newest'
  const withFields = (useFields() ?? []).length > 0 ? { withFields: 'true' as const } : {}
  const query = useInfiniteQuery({
    queryKey: ['listComplaints', { filters, sort, ...withFields }],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listComplaints',
        { query: { ...filters, ...withFields, sort, limit: pageSize, ...(pageParam && { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // The list before stays until the new one is there: rows that vanish and come back are harder to follow.
    placeholderData: keepPreviousData,
  })
  return { ...query, rows: query.data?.pages.flatMap(({ items }) => items) ?? [] }
}

/** How many there are, counted to ten thousand. */
export const useCount = (search: ListSearch) =>
  useQuery({ ...ask('countComplaints', { query: filtersOf(search) }), placeholderData: keepPreviousData }).data
