import type { Likeness } from '../../language/likeness.ts'

/** Of the same customer, this long apart, the same matter is likely the same complaint. */
export const sameCustomerDays = 90
/** Nearly the same words of somebody else count only this near: letters copied from a template come for years. */
export const sameWordsDays = 30

/**
 * From how alike two texts are on: measured on public complaints, docs/decisions/duplicates.md has the numbers.
 * Of one customer it is enough that both are about the same thing; of others the words must be copied.
 */
export const enough = { words: 0.2, phrases: 0.5 }

/** Whether two complaints may be the same one, said twice. */
export const isLikely = ({ phrases, words }: Likeness, isSameCustomer: boolean): boolean =>
  phrases >= enough.phrases || (isSameCustomer && words >= enough.words)

/**
 * The words to look others up by: the longest, because they are the rarest, in up to four groups of three. Whoever copied
 * the text has all words of at least one group, even with a few words changed. None where there are too few.
 */
export function telling(words: string[]): string[][] {
  const longest = [...new Set(words)]
    .filter((word) => word.length >= 5 && !/\d/.test(word))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const groups: string[][] = []
  for (let at = 0; at + 3 <= Math.min(longest.length, 12); at += 3) groups.push(longest.slice(at, at + 3))
  return groups
}
