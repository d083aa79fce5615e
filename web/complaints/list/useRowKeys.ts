import { useRef } from 'react'
import { useShortcut } from '../../shortcuts/useShortcut.ts'

/**
 * j and k walk through the rows of the list inside the element, as the arrows do, and from anywhere on the page begin at
 * the row that Tab would reach. @returns what to put on the element
 */
export function useRowKeys() {
  const list = useRef<HTMLDivElement>(null)
  const walk = (arrow: 'ArrowDown' | 'ArrowUp') => {
    const here = document.activeElement
    if (here?.matches('[data-row-link]') && list.current?.contains(here)) {
      here.dispatchEvent(new KeyboardEvent('keydown', { key: arrow, bubbles: true, cancelable: true }))
    } else {
      list.current?.querySelector<HTMLElement>('[data-row-link][tabindex="0"]')?.focus()
    }
  }
  useShortcut('j', { label: 'complaints.next', group: 'complaints.group', run: () => walk('ArrowDown') })
  useShortcut('k', { label: 'complaints.previous', group: 'complaints.group', run: () => walk('ArrowUp') })
  return list
}
