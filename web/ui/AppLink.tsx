import { useRouter } from '@tanstack/react-router'
import { type ComponentProps, type MouseEvent, useCallback } from 'react'

/**
 * A link inside the app from an address that is already text (`/complaints/AM-7Q2?tab=cause`). Where the route is known when
 * writing the code, the router's own `Link` checks more.
 */
export function AppLink({ onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  const follow = useFollow()
  return (
    <a
      {...rest}
      onClick={(event) => {
        onClick?.(event)
        follow(event)
      }}
    />
  )
}

/**
 * A click handler for an element that holds ordinary links: the app follows them without loading the page anew. Clicks that
 * ask for a new tab, downloads and other sites stay the browser's.
 */
export function useFollow(): (event: MouseEvent<Element>) => void {
  const router = useRouter()
  return useCallback(
    (event) => {
      const link = (event.target as Element).closest('a')
      const href = link?.getAttribute('href')
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!href?.startsWith('/') || !isPlain || event.defaultPrevented || link?.hasAttribute('download')) return
      event.preventDefault()
      router.history.push(href)
    },
    [router],
  )
}
