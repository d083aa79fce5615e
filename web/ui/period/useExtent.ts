import { useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../../api/client.ts'
import { ask } from '../../api/ask.ts'
import { useNow } from '../useNow.ts'
import type { Extent } from './periods.ts'

/** Nothing is older: an import refuses dates before 1970. */
export const beginning = '1970-01-01'

/** Today, as reports count days: in UTC. */
export function useToday(): string {
  return useNow().toISOString().slice(0, 10)
}

/** From when to when there are complaints, and how many of each month are coded; null when there are none at all. */
export function useExtent() {
  const today = useToday()
  const newest = useQuery({
    ...ask('listComplaints', { query: { limit: 1 } }),
    select: ({ items }) => items[0]?.receivedAt.slice(0, 10) ?? null,
  })
  const all = useQuery({ ...ask('reportCauses', { query: { from: beginning, to: today } }), staleTime: 300_000 })
  const error = newest.error ?? all.error
  if (error || newest.data === undefined || !all.data) {
    return { extent: undefined, error, retry: () => Promise.all([newest.refetch(), all.refetch()]) }
  }
  const extent: Extent | null =
    newest.data === null ? null : { newest: newest.data, months: all.data.months.map(monthOf) }
  return { extent, error: null, retry: all.refetch }
}

const monthOf = ({ month, count, byClass }: AnswerOf<'reportCauses'>['months'][number]) => ({
  month,
  count,
  coded: count - byClass.uncoded,
})
