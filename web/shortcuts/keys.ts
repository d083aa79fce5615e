/** What was pressed, as far as a shortcut is concerned. `KeyboardEvent` fits. */
export type Press = {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * The character of a press, whatever alphabet the keyboard writes: with a Russian layout the key engraved G types "п", and a
 * shortcut should still find it. `null` for a press with Ctrl, Alt or Command, or of a key that types nothing.
 */
export function characterOf(press: Press): string | null {
  if (press.ctrlKey || press.metaKey || press.altKey || [...press.key].length !== 1) return null
  const isLatin = press.key.charCodeAt(0) < 128
  if (isLatin) return press.key.toLowerCase()
  if (/^Key[A-Z]$/.test(press.code)) return press.code.slice(3).toLowerCase()
  return press.code === 'Slash' ? '/' : null
}

/** The characters pressed so far, of which the last was pressed at `at` (milliseconds, as in `Event.timeStamp`). */
export type Sequence = { characters: string; at: number }
export const nothingPressed: Sequence = { characters: '', at: 0 }

/** Longer than this between two characters and they are two beginnings, not a sequence. */
const patienceInMilliseconds = 1500

/**
 * What one more character means, given the shortcuts there are (`['?', 'gc']`).
 * @returns the shortcut it completes, or null, and the sequence to go on with
 */
export function press(
  before: Sequence,
  { character, at }: { character: string; at: number },
  shortcuts: readonly string[],
): { completed: string | null; sequence: Sequence } {
  const isContinued = at - before.at <= patienceInMilliseconds
  for (const characters of isContinued ? [before.characters + character, character] : [character]) {
    if (shortcuts.includes(characters)) return { completed: characters, sequence: nothingPressed }
    if (shortcuts.some((shortcut) => shortcut.startsWith(characters))) {
      return { completed: null, sequence: { characters, at } }
    }
  }
  return { completed: null, sequence: nothingPressed }
}
