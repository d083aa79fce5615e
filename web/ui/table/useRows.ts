import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { rowAfter } from './columns.ts'

/** How many rows before the end the next page is asked for. */
const rowsAhead = 15

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
export function useRows({ count, rowHeight, canLoadMore, onReachEnd }: RowsOptions) {
  const body = useRef<HTMLElement | null>(null)
  const [top, setTop] = useState(0)
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: top,
  })
  useLayoutEffect(() => {
    if (body.current) setTop(Math.round(body.current.getBoundingClientRect().top + window.scrollY))
  })
  const rows = virtualizer.getVirtualItems()
  const isNearEnd = count === 0 || (rows.at(-1)?.index ?? 0) >= count - rowsAhead
  const reachEnd = useEffectEvent(() => onReachEnd?.())
  useEffect(() => {
    if (isNearEnd && canLoadMore) reachEnd()
  }, [isNearEnd, canLoadMore, count])

  const walk = useWalk({ count, body, scrollTo: (row) => virtualizer.scrollToIndex(row) })
  const first = rows[0]
  const last = rows.at(-1)
  return {
    body,
    rows,
    measure: virtualizer.measureElement,
    /** Pixels to leave empty before and after the drawn rows. */
    before: first ? first.start - top : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - top) : 0,
    ...walk,
    /** The row that Tab reaches; when it is not drawn, the first that is. */
    reachable: rows.some(({ index }) => index === walk.active) ? walk.active : (first?.index ?? 0),
  }
}

type WalkOptions = { count: number; body: React.RefObject<HTMLElement | null>; scrollTo: (row: number) => void }

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
    if (!(event.target as HTMLElement).hasAttribute('data-row-link') || event.altKey || event.ctrlKey || event.metaKey)
      return
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
