import { useQueries } from '@tanstack/react-query'
import { call } from '../../../api/client.ts'
import { filtersOf, type ListSearch } from '../search.ts'

const minute = 60_000

/**
 * How many complaints each of these lists has. Asked anew once a minute and not with every change: they are beside the
 * page, on every page, of everyone. @returns undefined for those not known yet
 */
export const useViewCounts = (searches: ListSearch[]) =>
  useQueries({
    queries: searches.map((search) => {
      const query = filtersOf(search)
      return {
        queryKey: ['viewCount', query],
        queryFn: ({ signal }: { signal: AbortSignal }) => call('countComplaints', { query }, signal),
        staleTime: minute,
        refetchInterval: minute,
      }
    }),
  }).map(({ data }) => data)
