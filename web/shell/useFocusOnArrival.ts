import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * Another page begins at its beginning for the keyboard as well: the focus goes to it, unless it already put the focus somewhere,
 * or a dialog was opened while the page was on its way: who types there goes on typing.
 */
export function useFocusOnArrival(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const main = document.getElementById('main')
        if (!fromLocation || !pathChanged || !main) return
        const focused = document.activeElement
        if (main.contains(focused) || focused?.closest('[role="dialog"]')) return
        main.focus({ preventScroll: true })
      }),
    [router],
  )
}
