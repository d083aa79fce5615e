import { type PointerEvent, useState } from 'react'
import classes from './DataTable.module.css'

const narrowest = 56

/**
 * The edge of a column's head, to drag it wider or narrower. For the mouse alone: whoever works by keyboard sets widths
 * where columns are chosen.
 */
export function ResizeEdge({ onResize }: { onResize: (width: number) => void }) {
  const [isDragged, setDragged] = useState(false)
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    const edge = event.currentTarget
    const head = edge.parentElement
    if (!head || event.button !== 0) return
    event.preventDefault()
    const [from, width] = [event.clientX, head.getBoundingClientRect().width]
    const sign = getComputedStyle(head).direction === 'rtl' ? -1 : 1
    const widthAt = (x: number) => Math.max(narrowest, Math.round(width + sign * (x - from)))
    // Drawn by the head alone while it is dragged: the list is told once, at the end.
    const move = (moved: globalThis.PointerEvent) => {
      head.style.width = `${widthAt(moved.clientX)}px`
    }
    const end = (ended: globalThis.PointerEvent) => {
      edge.removeEventListener('pointermove', move)
      edge.removeEventListener('pointerup', end)
      edge.removeEventListener('pointercancel', end)
      setDragged(false)
      if (ended.type === 'pointerup') onResize(widthAt(ended.clientX))
    }
    setDragged(true)
    edge.setPointerCapture(event.pointerId)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('pointerup', end)
    edge.addEventListener('pointercancel', end)
  }
  return <span aria-hidden className={classes.edge} data-is-dragged={isDragged} onPointerDown={begin} />
}
