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
