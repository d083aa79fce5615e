import { recall } from '../ui/memory.ts'

/**
 * Whether this browser shows every sentence longer and from right to left, so that pages can be looked at as readers of
 * Arabic or Hebrew will see them before there is such a catalogue. Switched on in the browser's console by
 * `localStorage['amends.mirrored'] = 'yes'`.
 */
export const isMirrored = recall('amends.mirrored') === 'yes'

const rightToLeft = '\u202e'
const endOfDirection = '\u202c'

/** The words of a sentence turned round, a third longer, between brackets that show where one is cut off. */
export function mirrored(sentence: string): string {
  const turned = sentence.replace(/\p{L}+/gu, (word) => `${rightToLeft}${word}${endOfDirection}`)
  return `[${turned}${' ~'.repeat(Math.ceil(sentence.length / 6))}]`
}
