import { queries } from '../../../queries.ts'
import { fromSaved, type ListSearch, viewNames, views } from '../search.ts'
import { settingsQuery, viewsQuery } from './useViews.ts'

/** The list that I said comes first; all complaints when I said nothing, or it is no longer there, or nobody answers. */
export async function firstList(): Promise<ListSearch> {
  const settings = await queries.ensureQueryData(settingsQuery).catch(() => null)
  const chosen = settings?.defaultView ?? 'all'
  const builtIn = viewNames.find((name) => name === chosen)
  if (builtIn) return views[builtIn]
  const saved = await queries.ensureQueryData(viewsQuery).catch(() => [])
  const view = saved.find(({ id }) => id === chosen)
  return view ? fromSaved(view.id, view.search) : {}
}
