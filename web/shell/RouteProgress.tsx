import { useRouterState } from '@tanstack/react-router'
import classes from './RouteProgress.module.css'

/** A thin line at the top while a page is on its way; not seen when it comes at once. */
export function RouteProgress() {
  const isLoading = useRouterState({ select: (state) => state.status === 'pending' })
  return isLoading ? <div aria-hidden className={classes.line} /> : null
}
