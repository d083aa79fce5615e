import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * Lets the app follow every ordinary link to one of its pages without loading the page anew: `<a href="/complaints?cause=x">` is all
 * a part or a chart has to draw. Clicks for a new tab, downloads, and addresses that are no page of the app stay the browser's.
 */
export function useInternalLinks(): void {
  const router = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = (event.target as Element).closest('a')
      const href = link?.getAttribute('href')
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!link || !href?.startsWith('/') || !isPlain || event.defaultPrevented) return
      if (link.hasAttribute('download') || link.hasAttribute('target')) return
      const [, , page] = router.getMatchedRoutes(new URL(href, location.href).pathname)
      if (!page) return
      event.preventDefault()
      router.history.push(href)
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router])
}
