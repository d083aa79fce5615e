import { useLanguage, useText } from '../language/useLanguage.ts'
import { type Suggestion, suggestionsFor } from './suggestions.ts'
import { type Offered, useValues } from './useValues.ts'

/** What fits where the cursor stands in the search box of a list with these filters. */
export function useSuggest(
  choices: readonly Offered[],
): (typed: string, cursor: number) => (Suggestion & { note?: string })[] {
  const t = useText()
  const { language } = useLanguage()
  const values = useValues(choices)
  return (typed, cursor) =>
    suggestionsFor(typed, cursor, values, language).map((each) =>
      each.field ? { ...each, note: t(`search.field.${each.field}`) } : each,
    )
}
