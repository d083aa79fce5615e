import { formatDate } from '../../platform/texts/dates.ts'
import type { Language } from '../../platform/texts/languages.ts'
import { formatShare } from '../../platform/texts/numbers.ts'
import { text } from '../../platform/texts/text.ts'
import type { Verdict } from './contract.ts'

/**
 * A ratio of complaints as a change in words. @param ratio  after / what would have been; null: without end
 * @example changeIn('en', 0.33)  // '67 % fewer'
 */
export function changeIn(language: Language, ratio: number | null): string {
  if (ratio === null) return text(language, 'verdict.any_more')
  const share = Math.round(Math.abs(1 - ratio) * 100) / 100
  if (share === 0) return text(language, 'verdict.same')
  return text(language, ratio < 1 ? 'verdict.fewer' : 'verdict.more', { share: formatShare(language, share) })
}

/** The size of an effect with its interval, as parts of a sentence; the smaller change first. */
export function effectIn(language: Language, { value, low, high }: NonNullable<Verdict['effect']>) {
  const [near, far] = value < 1 ? [high, low] : [low, high]
  return { change: changeIn(language, value), low: changeIn(language, near), high: changeIn(language, far) }
}

/**
 * The proof as one sentence for a letter to customers: how many fewer have the problem, and since when. Null unless it worked.
 * @example 'Since 12 January 2026 67 % fewer people have had this problem than would have without the change (between 40 % fewer …).'
 */
export function proofForLetter(language: Language, { word, effect, liveSince }: Verdict): string | null {
  if (word !== 'worked' || effect === null) return null
  const since = formatDate(language, `${liveSince}T00:00:00Z`, 'UTC')
  return text(language, 'verdict.letter', { since, ...effectIn(language, effect) })
}
