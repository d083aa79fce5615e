import { Link } from '@tanstack/react-router'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import classes from './filters/Filters.module.css'
import { type View, views } from './search.ts'

/** The lists that are one click away. */
export function Views() {
  const t = useText()
  const may = useMay()
  const offered = (Object.keys(views) as View[]).filter((view) => view !== 'uncoded' || may('codeComplaint'))
  return (
    <nav aria-label={t('complaints.views')} className={classes.views}>
      {offered.map((view) => (
        <Link key={view} to="/complaints" search={views[view]} className={classes.view} activeOptions={{ exact: true }}>
          {t(`complaints.view.${view}`)}
        </Link>
      ))}
    </nav>
  )
}
