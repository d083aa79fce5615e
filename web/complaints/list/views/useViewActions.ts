import { useNavigate } from '@tanstack/react-router'
import { call } from '../../../api/client.ts'
import { useText } from '../../../language/useLanguage.ts'
import { explain } from '../../../ui/explain.ts'
import { notify } from '../../../ui/notices.tsx'
import { fromSaved, type ListSearch, savedForm } from '../search.ts'
import { type SavedView, useLayout, useListSettings, useRefreshViews } from './useViews.ts'
import type { ViewNamed } from './ViewDialog.tsx'

/** What can be done with the view on screen and with saved ones. */
export function useViewActions(search: ListSearch) {
  const t = useText()
  const navigate = useNavigate({ from: '/complaints' })
  const refresh = useRefreshViews()
  const { layout, isOwn, setLayout } = useLayout(search)
  const { change } = useListSettings()
  const show = ({ id, search: kept }: SavedView) => navigate({ search: fromSaved(id, kept), resetScroll: false })
  const sayWhy = async (error: unknown) => {
    notify({ words: explain(error, t), tone: 'failed' })
    // Mostly somebody else was quicker: what there is now is shown.
    await refresh()
  }

  return {
    /** Keeps the list on screen under a name, and shows it as that. @throws ApiProblem */
    save: async (named: ViewNamed) => {
      const view = await call('saveView', {
        body: { ...named, search: savedForm(search), layout: isOwn ? layout : null },
      })
      await refresh()
      await show(view)
      notify({ words: t('views.done.saved', { name: view.name }) })
    },
    /** Another view of the same, for me. @throws ApiProblem */
    duplicate: async ({ search: kept, layout: columns }: SavedView, named: ViewNamed) => {
      const view = await call('saveView', { body: { ...named, search: kept, layout: columns } })
      await refresh()
      await show(view)
      notify({ words: t('views.done.saved', { name: view.name }) })
    },
    /** Other words or others who see it. @throws ApiProblem */
    rename: async ({ id, version }: SavedView, named: ViewNamed) => {
      try {
        await call('changeView', { params: { id }, ifMatch: version, body: named })
      } finally {
        // Also after a refusal: mostly somebody else was quicker.
        await refresh()
      }
    },
    /** The filters, order and columns on screen become those of the view, for all who see it. */
    update: async ({ id, version, name }: SavedView) => {
      const body = { search: savedForm(search), ...(isOwn && { layout }) }
      try {
        await call('changeView', { params: { id }, ifMatch: version, body })
        if (isOwn) setLayout(null)
        await refresh()
        notify({ words: t('views.done.saved', { name }) })
      } catch (error) {
        await sayWhy(error)
      }
    },
    remove: async (view: SavedView) => {
      const { id, version, name } = view
      const restore = async () => {
        await call('restoreView', { params: { id } }).then(refresh, sayWhy)
        await show(view)
      }
      try {
        await call('deleteView', { params: { id }, ifMatch: version })
        await refresh()
        await navigate({ search: {}, resetScroll: false })
        notify({ words: t('views.done.deleted', { name }), onUndo: () => void restore() })
      } catch (error) {
        await sayWhy(error)
      }
    },
    /** What comes first when I open the complaints; null: all of them. */
    beginWith: (defaultView: NonNullable<Parameters<typeof change>[0]['defaultView']> | null) =>
      change({ defaultView }),
  }
}
