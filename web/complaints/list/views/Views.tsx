import { Link } from '@tanstack/react-router'
import { useText } from '../../../language/useLanguage.ts'
import { useMay } from '../../../session/useSession.ts'
import { fromSaved, type ListSearch, viewNames, viewOf, views } from '../search.ts'
import { useSavedViews } from './useViews.ts'
import { useViewCounts } from './useViewCounts.ts'
import { ViewCount } from './ViewCount.tsx'
import classes from './Views.module.css'

/** The lists that are one click away: those that are always there, then the saved ones. */
export function Views({ search }: { search: ListSearch }) {
  const t = useText()
  const may = useMay()
  const saved = useSavedViews()
  const builtIn = viewNames
    .filter((view) => view !== 'uncoded' || may('codeComplaint'))
    .map((view) => ({ key: view, name: t(`complaints.view.${view}`), to: views[view] as ListSearch }))
  const tabs = [...builtIn, ...saved.map(({ id, name, search: kept }) => ({ key: id, name, to: fromSaved(id, kept) }))]
  const counts = useViewCounts(tabs.map(({ to }) => to))
  const isSaved = saved.some(({ id }) => id === search.view)
  const current = isSaved ? search.view : viewOf(search)
  return (
    <nav aria-label={t('complaints.views')} className={classes.views}>
      {tabs.map(({ key, name, to }, place) => (
        <Link
          key={key}
          to="/complaints"
          search={to}
          className={classes.view}
          activeOptions={{ exact: true }}
          aria-current={key === current ? 'page' : undefined}
        >
          {name} <ViewCount count={counts[place]} />
        </Link>
      ))}
    </nav>
  )
}
