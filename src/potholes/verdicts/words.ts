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
 * A verdict in one sentence: the word, then why nothing can be told, or the size with its interval and what was counted.
 * @example verdictIn('en', verdict)  // 'It worked: 67 % fewer complaints than there would have been, between …; 10 complaints since the fix.'
 */
export function verdictIn(
  language: Language,
  verdict: Pick<Verdict, 'word' | 'reason' | 'effect' | 'observed'>,
): string {
  const { reason, effect, observed } = verdict
  const word = text(language, `verdict.word.${verdict.word}`)
  if (reason)
    return text(language, 'verdict.sentence.why', { word, reason: text(language, `verdict.reason.${reason}`) })
  if (!effect) return word
  const isShown = verdict.word === 'worked' || verdict.word === 'worse'
  const said = { word, ...effectIn(language, effect), n: observed ?? 0 }
  return text(language, isShown ? 'verdict.sentence.shown' : 'verdict.sentence.not_shown', said)
}
