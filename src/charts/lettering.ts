/**
 * About how wide words are in a system font, in pixels. A drawing is the same on the server, where nothing can be measured, so this
 * estimates from the kinds of letters: it errs towards wide, by up to a tenth.
 */
export function widthOf(words: string, fontSize: number): number {
  let ems = 0
  for (const letter of words) ems += emsOf(letter)
  return ems * fontSize
}

function emsOf(letter: string): number {
  if (/[\s.,:;'|!()[\]ijlІіЇї·]/u.test(letter)) return 0.33
  if (/[frtI/-]/.test(letter)) return 0.41
  if (/[mwMW@%]/.test(letter)) return 0.9
  if (/[жмшщюфыЖМШЩЮФЫ—]/u.test(letter)) return 0.84
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(letter)) return 1
  return /\p{Lu}/u.test(letter) ? 0.68 : 0.58
}

/**
 * Words broken into at most `maxLines` lines of `width` pixels; what does not fit is cut and marked with an ellipsis.
 * @example fit('Delivery later than promised', { width: 100, fontSize: 13, maxLines: 2 })  // ['Delivery', 'later than p…']
 */
export function fit(words: string, box: { width: number; fontSize: number; maxLines: number }): string[] {
  const lines: string[] = []
  for (const word of words.trim().split(/\s+/)) {
    const line = lines.at(-1)
    if (line !== undefined && widthOf(`${line} ${word}`, box.fontSize) <= box.width)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  const kept = lines.slice(0, box.maxLines)
  if (lines.length > box.maxLines) kept[kept.length - 1] = lines.slice(box.maxLines - 1).join(' ')
  return kept.map((line) => cut(line, box))
}

function cut(line: string, { width, fontSize }: { width: number; fontSize: number }): string {
  if (widthOf(line, fontSize) <= width) return line
  const letters = [...line]
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, fontSize) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
