import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { rowAfter } from './columns.ts'

/** How many rows before the end the next page is asked for. */
const rowsAhead = 15

/** What makes the link of a row part of the walk: goes onto its `<a>`. */
export type RowLink = {
  'data-row-link': true
  tabIndex: number
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

type RowsOptions = {
  count: number
  /** Height in pixels of a row not drawn yet. */
  rowHeight: number
  /** Whether the next page may be asked for now. */
  canLoadMore: boolean
  onReachEnd: (() => void) | undefined
}

/**
 * What a table and a list of cards share: only the rows near the window are drawn, arrow keys walk through all of them, and the
 * next page is asked for before the last row comes into sight. The page itself scrolls, so that the browser's own keys, a
 * telephone's bars and going back behave as everywhere.
 */
export function useRows<Body extends HTMLElement>({ count, rowHeight, canLoadMore, onReachEnd }: RowsOptions) {
  const body = useRef<Body>(null)
  const top = useDistanceFromTop(body)
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: top,
  })
  const rows = virtualizer.getVirtualItems()
  const isNearEnd = count === 0 || (rows.at(-1)?.index ?? 0) >= count - rowsAhead
  const reachEnd = useEffectEvent(() => onReachEnd?.())
  useEffect(() => {
    if (isNearEnd && canLoadMore) reachEnd()
  }, [isNearEnd, canLoadMore, count])

  const walk = useWalk({ count, body, scrollTo: (row) => virtualizer.scrollToIndex(row) })
  const first = rows[0]
  // The row that Tab reaches; when it is not drawn, the first that is.
  const reachable = rows.some(({ index }) => index === walk.active) ? walk.active : first?.index
  const last = rows.at(-1)
  return {
    body,
    rows,
    measure: virtualizer.measureElement,
    /** Pixels to leave empty before and after the drawn rows. */
    before: first ? first.start - top : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - top) : 0,
    linkOf: (row: number): RowLink => ({
      'data-row-link': true,
      tabIndex: row === reachable ? 0 : -1,
      onFocus: () => walk.setActive(row),
      onKeyDown: walk.onKeyDown,
    }),
  }
}

/** Pixels from the top of the page to the first row; follows what changes its height above it. */
function useDistanceFromTop(body: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => {
      if (body.current) setTop(Math.round(body.current.getBoundingClientRect().top + window.scrollY))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    measure()
    return () => observer.disconnect()
  }, [body])
  return top
}

type WalkOptions = { count: number; body: RefObject<HTMLElement | null>; scrollTo: (row: number) => void }

function useWalk({ count, body, scrollTo }: WalkOptions) {
  const [active, setActive] = useState(0)
  const wanted = useRef<number | null>(null)
  // After every drawing: the wanted row may need a moment to scroll into being.
  useEffect(() => {
    if (wanted.current === null) return
    const link = body.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] [data-row-link]`)
    if (!link) return
    wanted.current = null
    link.focus({ preventScroll: true })
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, Math.floor(window.innerHeight / 60))
    const next = rowAfter(event.key, { row: active, count, page })
    if (next === null) return
    event.preventDefault()
    wanted.current = next
    setActive(next)
    scrollTo(next)
  }
  return { active, setActive, onKeyDown }
}
