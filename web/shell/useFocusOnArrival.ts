import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * Another page begins at its beginning for the keyboard as well: the focus goes to it, unless it already put the focus somewhere.
 */
export function useFocusOnArrival(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const main = document.getElementById('main')
        if (!fromLocation || !pathChanged || !main || main.contains(document.activeElement)) return
        main.focus({ preventScroll: true })
      }),
    [router],
  )
}
