/** The word that a mistyped one was probably meant to be: the fewest letters to change, at most four in ten. */
export function nearest(word: string, among: readonly string[]): string | null {
  const wanted = plain(word)
  let best: { word: string; distance: number } | null = null
  for (const candidate of among) {
    const distance = lettersToChange(wanted, plain(candidate))
    if (!best || distance < best.distance) best = { word: candidate, distance }
  }
  return best && best.distance <= Math.max(2, wanted.length * 0.4) ? best.word : null
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Levenshtein distance. */
function lettersToChange(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1]
    for (let column = 0; column < other.length; column++) {
      const swap = (previous[column] as number) + (letter === other[column] ? 0 : 1)
      current.push(Math.min(swap, (previous[column + 1] as number) + 1, (current[column] as number) + 1))
    }
    previous = current
  }
  return previous[other.length] as number
}
