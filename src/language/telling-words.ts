import { logOdds } from '../stats/index.ts'
import { themesIn } from './stems.ts'

/** A word or two that a set of texts uses more than others do: in how many texts of each, and how far from chance (z). */
export type TellingWord = { words: string; inside: number; outside: number; z: number }

/** The prior weighs as much as this many occurrences: enough that a word in two texts tells nothing. */
const priorWeight = 500
const fewestTexts = 3
const leastZ = 1.96

type Counted = { texts: Map<string, number>; total: number }

/**
 * The words that set `inside` apart from `outside`, the most telling first: log odds with an informative Dirichlet prior made
 * of both (src/stats/log-odds.ts). Each text counts once for a word, so that one long letter does not speak for all.
 * @param isName  true for words that must not be shown, such as names (lower case)
 * @returns at most `most`, each in three texts inside or more
 * @example tellingWords({ inside: outageTexts, outside: usualTexts, isName: () => false, most: 12 })
 */
export function tellingWords(of: {
  inside: readonly string[]
  outside: readonly string[]
  isName: (word: string) => boolean
  most: number
}): TellingWord[] {
  const written = new Map<string, Map<string, number>>()
  const inside = countThemes(of.inside, of.isName, written)
  const outside = countThemes(of.outside, of.isName, null)
  const all = inside.total + outside.total
  const found: (TellingWord & { key: string })[] = []
  for (const [key, count] of inside.texts) {
    if (count < fewestTexts) continue
    const elsewhere = outside.texts.get(key) ?? 0
    const prior = { count: (priorWeight * (count + elsewhere)) / all, n: priorWeight }
    const odds = logOdds({
      inside: { count, n: inside.total },
      outside: { count: elsewhere, n: outside.total },
      prior,
    })
    if (odds && odds.z > leastZ)
      found.push({ key, words: usualForm(written, key), inside: count, outside: elsewhere, z: odds.z })
  }
  found.sort((one, other) => other.z - one.z)
  return withoutParts(found)
    .slice(0, of.most)
    .map(({ words, inside: count, outside: elsewhere, z }) => ({ words, inside: count, outside: elsewhere, z }))
}

function countThemes(
  texts: readonly string[],
  isName: (word: string) => boolean,
  written: Map<string, Map<string, number>> | null,
): Counted {
  const counts = new Map<string, number>()
  let total = 0
  for (const text of texts)
    for (const theme of themesIn(text)) {
      if (theme.written.split(' ').some(isName)) continue
      counts.set(theme.key, (counts.get(theme.key) ?? 0) + 1)
      total++
      if (!written) continue
      const forms = written.get(theme.key) ?? new Map<string, number>()
      written.set(theme.key, forms.set(theme.written, (forms.get(theme.written) ?? 0) + 1))
    }
  return { texts: counts, total }
}

/** The form that most texts use. */
export function usualForm(written: Map<string, Map<string, number>>, key: string): string {
  const forms = [...(written.get(key) ?? [])].sort((one, other) => other[1] - one[1])
  return forms[0]?.[0] ?? key
}

/** A word that is shown within a pair already, in nearly as many texts, says nothing more. */
function withoutParts<Found extends { key: string; inside: number }>(found: Found[]): Found[] {
  const pairs = found.filter(({ key }) => key.includes(' '))
  return found.filter(
    ({ key, inside }) =>
      key.includes(' ') || !pairs.some((pair) => pair.key.split(' ').includes(key) && pair.inside >= inside * 0.8),
  )
}
