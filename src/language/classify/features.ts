import { wordsIn } from '../likeness.ts'
import { stemOf } from '../stems.ts'

/** Into how many places features fall. Words themselves are not kept, so a stored classifier holds no customer's words. */
export const places = 2 ** 15
/** What a stated fact weighs beside a whole text, whose features weigh 1 together. */
const factWeight = 0.5

/** What is known of a case: each place at most once, with its weight. */
export type Features = { at: Uint16Array; weight: Float32Array }

/**
 * What a text and stated facts are known by: the stems of its words and pairs of neighbours, and each fact as it is. The
 * text has length 1 however long it is. Two features may share a place (32,768 of them); a text of 400 words fills 2 %.
 * @example featuresOf({ words: 'They charged a fee', facts: ['product:7'] })  // 4 stems, 3 pairs, 1 fact
 */
export function featuresOf({ words, facts }: { words: string | null; facts: readonly string[] }): Features {
  const counts = new Map<number, number>()
  const add = (feature: string) => {
    const at = placeOf(feature)
    counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  let before: string | null = null
  for (const word of wordsIn(words ?? '')) {
    const stem = /\d/.test(word) ? '#' : stemOf(word)
    add(stem)
    if (before !== null) add(`${before} ${stem}`)
    before = stem
  }
  const weights = new Map([...counts].map(([at, count]) => [at, 1 + Math.log(count)]))
  const length = Math.hypot(...weights.values()) || 1
  for (const [at, weight] of weights) weights.set(at, weight / length)
  for (const fact of facts) {
    const at = placeOf(`=${fact}`)
    weights.set(at, (weights.get(at) ?? 0) + factWeight)
  }
  return { at: Uint16Array.from(weights.keys()), weight: Float32Array.from(weights.values()) }
}

/** FNV-1a over UTF-16, folded into the number of places. */
function placeOf(feature: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < feature.length; index++)
    hash = Math.imul(hash ^ feature.charCodeAt(index), 0x01000193) >>> 0
  return ((hash ^ (hash >>> 15)) >>> 0) % places
}
