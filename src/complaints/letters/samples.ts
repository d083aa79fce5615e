import { formatDateTime, type TextKey, text } from '../../platform/texts/index.ts'
import { ratingQuestion } from '../solution/rating-request.ts'
import { fill, type LetterKind, type LetterLanguage, type LetterWords, linkMark, placeholdersOf } from './rules.ts'

type Sampling = { company: string; owner: string; now: Date }
const reference = 'AM-7Q2M4-K9TX3'

/** A letter with made-up values in its placeholders, for looking at; the customer's link is still `linkMark`. */
export function sampleLetter(
  kind: LetterKind,
  language: LetterLanguage,
  words: LetterWords,
  { company, owner, now }: Sampling,
): LetterWords {
  const inThreeDays = `${formatDateTime(language, new Date(now.getTime() + 3 * 86_400_000), 'UTC')} UTC`
  const known: Record<string, string> = {
    reference,
    company,
    owner,
    manager: owner,
    link: linkMark,
    rating: ratingQuestion(language),
  }
  const values = placeholdersOf(kind).map(({ name }) => {
    const isTime = name === 'due' || name === 'closes'
    return [name, known[name] ?? (isTime ? inThreeDays : text(language, `letter.sample.${name}` as TextKey))]
  })
  return fill(words, Object.fromEntries(values))
}
