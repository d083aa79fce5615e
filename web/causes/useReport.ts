import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../api/client.ts'
import { ask } from '../api/ask.ts'
import type { CausesAddress } from './address.ts'
import type { CausesFilters } from './openings.ts'
import { type Days, type Extent, monthsBefore, monthsFrom, trendMonths, usualDays } from '../ui/period/periods.ts'
import { beginning, useToday } from '../ui/period/useExtent.ts'

export type Report = AnswerOf<'reportCauses'>
type Query = Parameters<typeof ask<'reportCauses'>>[1]['query']

/** What the page is narrowed to: the days of the address, else the usual ones as soon as it is known which those are. */
export function filtersOf(
  { by: _by, show: _show, part: _part, order: _order, ...address }: CausesAddress,
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
