import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'

/** What a page does with a click on one of its numbers: the complaints open beside the page, which stays where it is. */
export function useOpenBeside(): (event: MouseEvent) => void {
  const router = useRouter()
  return (event) => {
    const href = (event.target as Element).closest('a')?.getAttribute('href')
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (!href?.startsWith(`${router.state.location.pathname}?`) || !isPlain) return
    event.preventDefault()
    void router.navigate({ href, resetScroll: false })
  }
}
