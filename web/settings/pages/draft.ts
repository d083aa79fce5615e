import type { HandlingPage } from '../../../src/portal/handling/contract.ts'
import { handlingParts, type HandlingPart } from '../../../src/portal/handling/parts.ts'
import { allLanguages, type Language } from '../../../src/platform/texts/languages.ts'

/** What is typed for each part: empty where the product's own words stand. */
export type Draft = Record<HandlingPart, Record<Language, string>>
type Own = Record<HandlingPart, Record<Language, string | null>>

const filled = <Value>(wordsOf: (part: HandlingPart, language: Language) => Value) =>
  Object.fromEntries(
    handlingParts.map((part) => [
      part,
      Object.fromEntries(allLanguages.map((language) => [language, wordsOf(part, language)])),
    ]),
  ) as Record<HandlingPart, Record<Language, Value>>

/** The form for what is saved. */
export const draftOf = ({ parts }: HandlingPage): Draft => filled((part, language) => parts[part][language].own ?? '')

/** What is saved of a form: words with nothing in them go back to the product's. */
export const ownOf = (draft: Draft): Own => filled((part, language) => draft[part][language].trim() || null)

/** How many parts say something else than before, each language counted. */
export function changesBetween(before: Draft, after: Draft): number {
  const [one, other] = [ownOf(before), ownOf(after)]
  const differs = (part: HandlingPart, language: Language) => one[part][language] !== other[part][language]
  return handlingParts.flatMap((part) => allLanguages.filter((language) => differs(part, language))).length
}
