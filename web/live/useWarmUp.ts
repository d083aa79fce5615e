import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Milliseconds after the first page, which must not wait for this. */
const pause = 5_000

/**
 * Fetches the pages that were not opened yet, a few seconds after the first, so that they open without a network too. Not for
 * somebody who pays for each byte.
 */
export function useWarmUp(): void {
  const router = useRouter()
  useEffect(() => {
    const { connection } = navigator as { connection?: { saveData?: boolean } }
    if (connection?.saveData) return
    const fetchAll = async () => {
      for (const route of Object.values(router.routesById)) {
        if (!navigator.onLine) return
        await router.loadRouteChunk(route)
      }
      await import('../complaints/QuickLog.tsx')
    }
    // What does not arrive now is fetched when it is opened.
    const timer = setTimeout(() => void fetchAll().catch(() => {}), pause)
    return () => clearTimeout(timer)
  }, [router])
}
