import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { useShortcut } from '../../shortcuts/useShortcut.ts'
import { characterOf } from '../../shortcuts/keys.ts'

type RowKeysOptions = {
  /** Chooses the row at this place, or takes it out; with `isRange` all from the one chosen before. */
  onChoose?: (place: number, isRange: boolean) => void
}

/**
 * j and k walk through the rows of the list inside the element, as the arrows do, and from anywhere on the page begin at
 * the row that Tab would reach; x chooses a row; with Shift, walking chooses. @returns what to put on the element
 */
export function useRowKeys({ onChoose }: RowKeysOptions = {}) {
  const list = useRef<HTMLDivElement>(null)
  const walk = (arrow: Arrow) => {
    const here = linkWithFocus(list)
    if (here) here.dispatchEvent(new KeyboardEvent('keydown', { key: arrow, bubbles: true, cancelable: true }))
    else list.current?.querySelector<HTMLElement>('[data-row-link][tabindex="0"]')?.focus()
  }
  const choose = (isRange: boolean, by = 0) => {
    const place = placeOf(linkWithFocus(list))
    if (place !== null) onChoose?.(place + by, isRange)
  }
  useShortcut('j', { label: 'complaints.next', group: 'complaints.group', run: () => walk('ArrowDown') })
  useShortcut('k', { label: 'complaints.previous', group: 'complaints.group', run: () => walk('ArrowUp') })
  useShortcut('x', {
    label: 'complaints.choose',
    group: 'complaints.group',
    run: onChoose ? () => choose(false) : null,
  })
  useShiftedWalk(list, (arrow) => {
    choose(true, arrow === 'ArrowDown' ? 1 : -1)
    walk(arrow)
  })
  return list
}

type Arrow = 'ArrowDown' | 'ArrowUp'

const linkWithFocus = (list: RefObject<HTMLElement | null>): Element | null => {
  const row = list.current?.contains(document.activeElement) ? document.activeElement?.closest('[data-index]') : null
  return row?.querySelector('[data-row-link]') ?? null
}

function placeOf(link: Element | null): number | null {
  const place = link?.closest('[data-index]')?.getAttribute('data-index')
  return place ? Number(place) : null
}

/** Shift with an arrow, j or k, before anything else hears of it. */
function useShiftedWalk(list: RefObject<HTMLElement | null>, run: (arrow: Arrow) => void): void {
  const runLatest = useEffectEvent(run)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isHere = event.target instanceof Element && event.target.matches('[data-row-link], [data-row-link] *')
      if (!event.shiftKey || !event.isTrusted || !isHere || !list.current?.contains(event.target as Node)) return
      const isDown = event.key === 'ArrowDown' || characterOf(event) === 'j'
      if (!isDown && event.key !== 'ArrowUp' && characterOf(event) !== 'k') return
      event.preventDefault()
      event.stopPropagation()
      runLatest(isDown ? 'ArrowDown' : 'ArrowUp')
    }
    document.addEventListener('keydown', listen, true)
    return () => document.removeEventListener('keydown', listen, true)
  }, [list])
}
