/**
 * How many slips of the finger lie between two words: a letter too many, missing, wrong, or two that changed places.
 * @returns the number, or more than `most` when there are more
 */
export function slipsBetween(one: string, other: string, most: number): number {
  const [a, b] = [[...one], [...other]]
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const step = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(isSwapped ? Math.min(step, (before[j - 2] ?? 0) + 1) : step)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** How many slips a word of this length may have and still be taken for another: none in three letters, one up to seven, then two. */
export const slipsAllowed = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** The word that was probably meant, or null. Of several equally near, the first. */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: { word: string; slips: number } | null = null
  for (const each of known) {
    const slips = slipsBetween(word, each, slipsAllowed(word))
    if (slips <= slipsAllowed(word) && (!best || slips < best.slips)) best = { word: each, slips }
  }
  return best?.word ?? null
}
