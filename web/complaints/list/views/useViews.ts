import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../api/ask.ts'
import { type AnswerOf, call } from '../../../api/client.ts'
import { type Layout, layoutOf, usualColumns } from '../columns/layout.ts'
import { fromSaved, type ListSearch, viewNames, viewOf, views } from '../search.ts'

export type SavedView = AnswerOf<'listViews'>[number]
type Settings = AnswerOf<'readListSettings'>

export const viewsQuery = { ...ask('listViews', {}), staleTime: 60_000 }
export const settingsQuery = { ...ask('readListSettings', {}), staleTime: 300_000 }

/** The saved views that I can see, by name. */
export const useSavedViews = (): SavedView[] => useQuery(viewsQuery).data ?? []

/** The saved view that the list began as, if it is there for me. */
export function useCurrentView({ view }: ListSearch): SavedView | null {
  return useSavedViews().find(({ id }) => id === view) ?? null
}

/** The list that stands first for somebody who said so; all complaints when they did not, or it is no longer there. */
export function firstOf(chosen: string | null | undefined, saved: readonly SavedView[]): ListSearch {
  const builtIn = viewNames.find((name) => name === chosen)
  if (builtIn) return views[builtIn]
  const view = saved.find(({ id }) => id === chosen)
  return view ? fromSaved(view.id, view.search) : {}
}

/** The list that comes first for me. */
export function useFirstList(): ListSearch {
  const { data: settings } = useQuery(settingsQuery)
  return firstOf(settings?.defaultView, useSavedViews())
}

/** Asks for the saved views anew, after one was changed. */
export function useRefreshViews(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: viewsQuery.queryKey })
}

/** How I like my lists, and the way to change it: what was chosen shows at once. */
export function useListSettings() {
  const queries = useQueryClient()
  const { data } = useQuery(settingsQuery)
  const { mutate } = useMutation({
    mutationFn: (change: SettingsChange) => call('changeListSettings', { body: change }),
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey: settingsQuery.queryKey })
      queries.setQueryData<Settings>(settingsQuery.queryKey, (known) => known && withChange(known, change))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  })
  return { settings: data ?? null, change: mutate }
}

type SettingsChange = NonNullable<Parameters<typeof call<'changeListSettings'>>[1]['body']>

function withChange(known: Settings, { defaultView, density, layout }: SettingsChange): Settings {
  const { [layout?.view ?? '']: _before, ...others } = known.layouts
  return {
    defaultView: defaultView === undefined ? known.defaultView : defaultView,
    density: density ?? known.density,
    layouts: layout ? { ...others, ...(layout.layout && { [layout.view]: layout.layout }) } : known.layouts,
  }
}

/** The columns of the list on screen: mine for this view, else the view's own, else the usual ones. */
export function useLayout(search: ListSearch) {
  const { settings, change } = useListSettings()
  const saved = useCurrentView(search)
  const view = saved?.id ?? viewOf(search) ?? 'all'
  const own = settings?.layouts[view]
  const usual = saved?.layout ?? layoutOf(usualColumns)
  return {
    layout: own ?? usual,
    isOwn: own !== undefined,
    isDense: settings?.density === 'dense',
    setLayout: (layout: Layout | null) => change({ layout: { view, layout } }),
    setDense: (isDense: boolean) => change({ density: isDense ? 'dense' : 'comfortable' }),
  }
}
