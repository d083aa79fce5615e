import type { TextKey } from '../../src/platform/texts/text.ts'
import { recall, remember } from '../ui/memory.ts'
import { characterOf, nothingPressed, type Press, press } from './keys.ts'

export type Shortcut = {
  /** The characters one after another: `?`, `gc`. */
  keys: string
  /** The sentence for the help: what it does. */
  label: TextKey
  /** The heading it stands under in the help. */
  group: TextKey
  run: () => void
}

const memory = 'amends.shortcuts'
const listeners = new Set<() => void>()
let shortcuts: readonly Shortcut[] = []
let isOn = recall(memory) !== 'off'
let sequence = nothingPressed

/** Adds a shortcut; of two with the same keys the one added last runs. @returns the function that takes it away again */
export function addShortcut(shortcut: Shortcut): () => void {
  shortcuts = [...shortcuts, shortcut]
  tell()
  return () => {
    shortcuts = shortcuts.filter((other) => other !== shortcut)
    tell()
  }
}

/** The shortcuts that work on this screen now, in the order in which they were added. */
export function currentShortcuts(): readonly Shortcut[] {
  return shortcuts
}

export function areShortcutsOn(): boolean {
  return isOn
}

/** Single-character shortcuts get in the way of some assistive tools, so a person may turn them off (WCAG 2.1.4). */
export function turnShortcuts(on: boolean): void {
  isOn = on
  remember(memory, on ? 'on' : 'off')
  tell()
}

export function onShortcutsChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Runs the shortcut that this press completes. @returns whether one ran, so that the press can be taken from the browser */
export function pressKey(pressed: Press & { timeStamp: number }): boolean {
  const character = characterOf(pressed)
  if (!isOn || !character) return false
  const all = shortcuts.map(({ keys }) => keys)
  const step = press(sequence, { character, at: pressed.timeStamp }, all)
  sequence = step.sequence
  shortcuts.findLast(({ keys }) => keys === step.completed)?.run()
  return step.completed !== null
}

function tell(): void {
  for (const listener of listeners) listener()
}
