import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { TextKey } from '../../src/platform/texts/text.ts'
import { addShortcut, areShortcutsOn, currentShortcuts, onShortcutsChange, pressKey } from './registry.ts'

/**
 * A keyboard shortcut that works, and stands in the help, while the component is on screen.
 * @param keys  characters one after another, for example `gc`; never the first character of another shortcut
 * @param run   may change from one drawing to the next; `null` switches the shortcut off
 */
export function useShortcut(
  keys: string,
  { label, group, run }: { label: TextKey; group: TextKey; run: (() => void) | null },
) {
  const isOff = run === null
  const runLatest = useEffectEvent(() => run?.())
  useEffect(() => {
    if (!isOff) return addShortcut({ keys, label, group, run: () => runLatest() })
  }, [keys, label, group, isOff])
}

/** The shortcuts of this screen and whether they are switched on, for the help. */
export function useShortcuts() {
  return {
    shortcuts: useSyncExternalStore(onShortcutsChange, currentShortcuts),
    areOn: useSyncExternalStore(onShortcutsChange, areShortcutsOn),
  }
}

/** Listens to the keyboard for all shortcuts. Belongs into the outermost part of the page, once. */
export function useShortcutKeys() {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target) || isDialogOpen()) return
      if (pressKey(event)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role="menu"]') !== null
  )
}

function isDialogOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null
}
