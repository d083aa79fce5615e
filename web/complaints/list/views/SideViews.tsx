import { Link, useSearch } from '@tanstack/react-router'
import { useText } from '../../../language/useLanguage.ts'
import { fromSaved } from '../search.ts'
import { useSavedViews } from './useViews.ts'
import { useViewCounts } from './useViewCounts.ts'
import { ViewCount } from './ViewCount.tsx'
import classes from './Views.module.css'

/** The saved views below the complaints in the navigation. Nothing while there are none. */
export function SideViews() {
  const t = useText()
  const saved = useSavedViews()
  const searches = saved.map(({ id, search }) => fromSaved(id, search))
  const counts = useViewCounts(searches)
  const { view: current } = useSearch({ strict: false })
  if (saved.length === 0) return null
  return (
    <ul aria-label={t('views.saved')} className={classes.beside}>
      {saved.map(({ id, name }, place) => (
        <li key={id}>
          <Link
            to="/complaints"
            search={searches[place] ?? {}}
            activeOptions={{ exact: true }}
            aria-current={id === current ? 'page' : undefined}
          >
            <span className={classes.name}>{name}</span>
            <ViewCount count={counts[place]} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
