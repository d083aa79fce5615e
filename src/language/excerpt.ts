/**
 * The beginning of a text on one line, for lists.
 *
 * In: any text, and the most characters (letters and emoji as a reader counts them) the line may have, the closing …
 * included; at least 1. Out: the text itself when it fits, else its beginning up to the last whole word that fits,
 * without trailing punctuation, and …. A first word longer than the line is cut inside, never inside a character.
 * Line breaks, tabs and runs of spaces become one space; marks that turn the direction of writing are left out, because
 * one without its end would turn the rest of the row. Throws RangeError when length is not a whole number from 1.
 */
export function excerpt(text: string, length: number): string {
  if (!Number.isSafeInteger(length) || length < 1)
    throw new RangeError(`length must be a whole number, 1 or more; got ${length}`)
  // A character is rarely over 20 code units long, so a megabyte is not read to show a hundred characters.
  const some = text.trimStart().slice(0, length * 20 + 1000)
  const line = some
    .replace(/[\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff]$/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed()
  const whole = some.length === text.trimStart().length
  const characters = firstCharacters(line, length + 1)
  if (whole && characters.length <= length) return line
  const kept = characters.slice(0, length - 1)
  const nextStartsWord = (characters[length - 1] ?? ' ') === ' '
  const lastSpace = kept.lastIndexOf(' ')
  const words = nextStartsWord || lastSpace < 1 ? kept : kept.slice(0, lastSpace)
  return `${words.join('').replace(/[\s,;:.!?–—-]+$/u, '')}…`
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

function firstCharacters(line: string, most: number): string[] {
  const characters: string[] = []
  for (const { segment } of graphemes.segment(line)) {
    characters.push(segment)
    if (characters.length === most) break
  }
  return characters
}
