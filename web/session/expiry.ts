import type { QueryClient } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import { sessionQuery } from './session.ts'

/**
 * Leads to signing in when the session has ended. Only when a page gets nothing to show because of it: one that shows
 * something stays, with what was typed into it.
 */
export function leaveWhenExpired(queries: QueryClient, router: AnyRouter): void {
  queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return
    const isOurs = event.query.queryKey[0] === sessionQuery.queryKey[0]
    const isRefused = (event.action.error as { status?: number }).status === 401
    if (!isRefused || isOurs || event.query.state.data !== undefined) return
    queries.removeQueries({ queryKey: sessionQuery.queryKey })
    void router.invalidate()
  })
}
