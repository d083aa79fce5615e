import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import type { CausesFilters, Dimension } from '../../causes/openings.ts'
import { beginning } from '../../ui/period/useExtent.ts'

export type Report = AnswerOf<'readHotSpots'>
export type Spot = Report['rated'][number]
type Query = Parameters<typeof ask<'readHotSpots'>>[1]['query']

/** The places of a dimension; while others are on their way, those before stay in sight. */
export function useHotSpots(filters: CausesFilters | null, dimension: Dimension) {
  return useQuery({
    ...ask('readHotSpots', { query: { ...(filters ?? { from: beginning, to: beginning }), dimension } as Query }),
    enabled: filters !== null,
    placeholderData: keepPreviousData,
  })
}
