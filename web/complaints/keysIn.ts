import { type RefObject, useEffect, useEffectEvent } from 'react'

/** Calls `send` for Ctrl+Enter, or Command+Enter on a Mac, anywhere inside the element: how long texts are sent everywhere. */
export function useSendKey(element: RefObject<HTMLElement | null>, send: () => void): void {
  useKeyIn(element, (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
  })
}

/** Listens to the keys pressed inside an element. */
export function useKeyIn(element: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => void): void {
  const listen = useEffectEvent(onKey)
  useEffect(() => {
    const place = element.current
    const onKeyDown = (event: KeyboardEvent) => listen(event)
    place?.addEventListener('keydown', onKeyDown)
    return () => place?.removeEventListener('keydown', onKeyDown)
  }, [element])
}

/** As a `ref`: puts the cursor there once, when it appears. */
export const focusFirst = (element: HTMLElement | null): void => element?.focus()
