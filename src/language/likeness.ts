/**
 * How alike two texts are, for telling that the same thing may have been said twice.
 *
 * `phrases`: of all runs of three words in either text, how many are in both (Jaccard, 0 to 1): high only where one text was
 * copied from the other. `words`: of all longer words in either, how many are in both, by their beginnings, so that forms
 * of a word are one: high where both are about the same thing. Both look at the first 400 words. Texts without spaces
 * between words are compared by pairs of characters.
 */
export type Likeness = { phrases: number; words: number }

/** A text made ready to be compared with many. */
export type Compared = { phrases: Set<string>; words: Set<string> }

const mostWords = 400
const phraseLength = 3
/** Shorter words are in every text; of longer ones the beginning tells enough, in English and in Russian. */
const shortest = 4
const beginning = 6

/** The words of a text in lower case, without what was blacked out (XXXX). Writing without spaces: each character a word. */
export function wordsIn(text: string): string[] {
  const words: string[] = []
  for (const [word] of text
    .slice(0, 8000)
    .toLowerCase()
    .matchAll(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\p{L}\p{N}]+/gu)) {
    if (!/^x{2,}$/.test(word)) words.push(word.replaceAll('ё', 'е'))
    if (words.length === mostWords) break
  }
  return words
}

/** Makes a text ready to be compared. */
export function toCompare(text: string): Compared {
  const words = wordsIn(text)
  const phrases = new Set<string>()
  const length = Math.min(phraseLength, Math.max(words.length, 1))
  for (let at = 0; at + length <= words.length; at++) phrases.add(words.slice(at, at + length).join(' '))
  const isTelling = (word: string) => word.length >= shortest || /\p{Script=Han}|\d/u.test(word)
  return { phrases, words: new Set(words.filter(isTelling).map((word) => word.slice(0, beginning))) }
}

/** How alike two texts are. Nothing is like an empty text. */
export const likeness = (one: Compared, other: Compared): Likeness => ({
  phrases: jaccard(one.phrases, other.phrases),
  words: jaccard(one.words, other.words),
})

function jaccard(one: Set<string>, other: Set<string>): number {
  const shared = one.intersection(other).size
  const all = one.size + other.size - shared
  return all === 0 ? 0 : shared / all
}
