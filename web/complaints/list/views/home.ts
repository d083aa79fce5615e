import { queries } from '../../../queries.ts'
import type { ListSearch } from '../search.ts'
import { firstOf, settingsQuery, viewsQuery } from './useViews.ts'

/** The list that I said comes first; all complaints when nobody answers in time to say. */
export async function firstList(): Promise<ListSearch> {
  const [settings, saved] = await Promise.all([
    queries.ensureQueryData(settingsQuery).catch(() => null),
    queries.ensureQueryData(viewsQuery).catch(() => []),
  ])
  return firstOf(settings?.defaultView, saved)
}
