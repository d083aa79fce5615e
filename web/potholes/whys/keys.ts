import type { Direction } from './edits.ts'

/** What a key means in a why. */
export type Meant =
  | { does: 'below' | 'beside' | 'end' | 'remove' | 'previous' | 'next' }
  | { does: 'move'; to: Direction }

/** What was pressed; `KeyboardEvent` fits. */
type Press = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'>

/** Where the cursor is in the words. */
type Cursor = { length: number; start: number; end: number }

const moves: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }

/** What a press means in a why, or null: it is typing. Enter that picks a suggestion of a keyboard is typing too. */
export function meantBy(press: Press, { length, start, end }: Cursor): Meant | null {
  const { key, altKey, shiftKey, isComposing } = press
  const isCommand = press.ctrlKey || press.metaKey
  if (isComposing) return null
  if (key === 'Enter') return { does: isCommand ? 'end' : shiftKey ? 'beside' : 'below' }
  const to = moves[key]
  if (to && altKey) return { does: 'move', to }
  return isCommand || altKey || shiftKey ? null : leaving(key, { length, start, end })
}

/** At the edge of the words there is nothing left to do in them. */
function leaving(key: string, { length, start, end }: Cursor): Meant | null {
  if (start !== end) return null
  if (key === 'Backspace' && length === 0) return { does: 'remove' }
  if (key === 'ArrowUp' && start === 0) return { does: 'previous' }
  return key === 'ArrowDown' && start === length ? { does: 'next' } : null
}

/** For the list of keys: what is pressed, as it is engraved, and the text that says what it does. */
export const keyHints = [
  { keys: ['Enter'], says: 'whys.keys.below' },
  { keys: ['Shift', 'Enter'], says: 'whys.keys.beside' },
  { keys: ['Ctrl', 'Enter'], says: 'whys.keys.end' },
  { keys: ['Alt', '↑ ↓'], says: 'whys.keys.move' },
  { keys: ['Alt', '→ ←'], says: 'whys.keys.level' },
  { keys: ['Ctrl', 'Z'], says: 'whys.keys.undo' },
] as const
