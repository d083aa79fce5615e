import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../api/client.ts'
import { ask } from '../api/ask.ts'
import { useNow } from '../ui/useNow.ts'
import type { CausesAddress } from './address.ts'
import type { CausesFilters } from './openings.ts'
import { type Days, type Extent, monthsBefore, monthsFrom, trendMonths, usualDays } from './periods.ts'

export type Report = AnswerOf<'reportCauses'>
type Query = Parameters<typeof ask<'reportCauses'>>[1]['query']

/** Nothing is older: an import refuses dates before 1970. */
const beginning = '1970-01-01'

/** Today, as the report counts days: in UTC. */
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

const monthOf = ({ month, count, byClass }: Report['months'][number]) => ({
  month,
  count,
  coded: count - byClass.uncoded,
})

/** What the page is narrowed to: the days of the address, else the usual ones as soon as it is known which those are. */
export function filtersOf(
  { by: _by, show: _show, ...address }: CausesAddress,
  extent: Extent | null | undefined,
  today: string,
): CausesFilters | null {
  const { from, to, ...rest } = address
  if (from && to) return { from, to, ...rest }
  return extent ? { ...usualDays(extent, today), ...rest } : null
}

/** The report; while another is on its way, the one before stays in sight. */
export function useReport(filters: CausesFilters | null) {
  return useQuery({
    ...ask('reportCauses', { query: (filters ?? { from: beginning, to: beginning }) as Query }),
    enabled: filters !== null,
    placeholderData: keepPreviousData,
  })
}

export type TrendMonth = { start: string; count: number; previous: number; isUnfinished: boolean }

/** Complaints by month around the chosen days, each beside the month as many months before. */
export function useTrend(filters: CausesFilters): {
  months: TrendMonth[] | undefined
  span: Days & { months: number }
} {
  const today = useToday()
  const span = trendMonths(filters)
  const before = monthsBefore(span)
  const query = { ...filters, from: before, to: span.to } as Query
  const { data } = useQuery({ ...ask('reportCauses', { query }), placeholderData: keepPreviousData })
  const counts = data && new Map(data.months.map(({ month, count }) => [month, count]))
  const months =
    counts &&
    monthsFrom(before, span.months).map((previous, place) => {
      const start = monthsFrom(span.from, span.months)[place] as string
      return {
        start,
        count: counts.get(start) ?? 0,
        previous: counts.get(previous) ?? 0,
        isUnfinished: start.slice(0, 7) === today.slice(0, 7),
      }
    })
  return { months, span }
}
