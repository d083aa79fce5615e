import { useText } from '../language/useLanguage.ts'
import { closures } from '../complaints/choices.ts'
import type { Values } from './suggestions.ts'

export type Offered = { key: string; kind: string; options?: readonly { value: string; label: string }[] }

/** The filters of the list whose options are the values of a field. */
const choiceOf = {
  owner: 'owner',
  team: 'team',
  product: 'product',
  issue: 'issue',
  step: 'step',
  channel: 'channel',
  language: 'language',
  logged: 'loggedBy',
  tag: 'tag',
} as const

/** What stands for a value that has no name of its own. */
const ownWords: Record<string, 'search.value.me' | 'search.value.none'> = {
  me: 'search.value.me',
  none: 'search.value.none',
}

/** The values that can be chosen for each field of the search box, as they are called on the screen. */
export function useValues(choices: readonly Offered[]): Values {
  const t = useText()
  const named = Object.entries(choiceOf).map(([field, key]) => {
    const options = choices.find((choice) => choice.key === key)?.options ?? []
    return [field, [...new Set(options.map(({ value, label }) => (ownWords[value] ? t(ownWords[value]) : label)))]]
  })
  const list = (words: string) => words.split(',').map((each) => each.trim())
  return {
    ...Object.fromEntries(named),
    is: [
      t('complaint.open'),
      t('complaint.closed'),
      t('complaints.only_overdue'),
      t('complaints.coded'),
      t('cause.class.uncoded'),
      ...closures.map((closure) => t(`closure.${closure}`)),
    ],
    cause: [
      t('cause.class.delivery'),
      t('cause.class.surprise'),
      t('cause.class.mismatch'),
      t('cause.class.unknown'),
      t('cause.class.uncoded'),
    ],
    due: list(t('search.values.due')),
    has: list(t('search.values.has')),
    from: list(t('search.values.days')),
    on: list(t('search.values.days')),
  }
}
