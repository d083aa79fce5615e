/** How much of a very long sentence is shown on either side. */
const longest = 200

/**
 * The sentence around a place in a text, on one line; cut where it is very long.
 * @example sentenceAround('Hello. You should have asked us. Bye.', { start: 7, end: 22 })  // 'You should have asked us.'
 */
export function sentenceAround(text: string, { start, end }: { start: number; end: number }): string {
  const before = text.slice(Math.max(0, start - longest), start)
  const after = text.slice(end, end + longest)
  const begin = before.split(/(?<=[.!?])\s|\n/).at(-1) ?? ''
  const [rest = ''] = after.split(/(?<=[.!?])(?=\s)|\n/)
  return (begin + text.slice(start, end) + rest).replaceAll(/\s+/g, ' ').trim()
}
