import { useQuery } from '@tanstack/react-query'
import { ask } from '../../../api/ask.ts'
import { useLanguage, useText } from '../../../language/useLanguage.ts'
import { type Field, useFields } from '../../fields/fields.ts'
import { type Choice, severalChoice } from './choice.ts'
import { severalOf, spanOf, withSeveral, withSpan } from './own-field.ts'

/**
 * Filters by what is the company's own: tags, and fields that have options, are yes or no, or hold a date. Numbers and texts
 * are filtered by through the API and the address.
 */
export function useOwnChoices(field: string | undefined): Choice[] {
  const t = useText()
  const { language } = useLanguage()
  const { data: tags = [] } = useQuery({ ...ask('listTags', { query: {} }), staleTime: 60_000 })
  const none = { value: 'none', label: t('causes.not_stated') }
  const own = (useFields() ?? []).filter(({ retired }) => !retired)
  const tagChoice = severalChoice('tag', t('tags.title'), [
    ...tags.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'none', label: t('tags.none_at_all') },
  ])
  const ofField = ({ key, kind, label, options }: Field): Choice[] => {
    const common = { key: `field ${key}`, label: label[language] }
    if (kind === 'date') {
      return [
        {
          ...common,
          kind: 'period',
          read: (search) => spanOf(search.field, key),
          write: ({ from, to }) => ({ field: withSpan(field, key, { from, to }) }),
        },
      ]
    }
    const values =
      kind === 'yes_no'
        ? (['true', 'false'] as const).map((value) => ({
            value,
            label: t(value === 'true' ? 'fields.yes' : 'fields.no'),
          }))
        : options.map(({ code, label: name }) => ({ value: code, label: name[language] }))
    if (values.length === 0) return []
    return [
      {
        ...common,
        kind: 'several',
        options: [...values, none],
        read: (search) => severalOf(search.field, key),
        write: (chosen) => ({ field: withSeveral(field, key, chosen) }),
      },
    ]
  }
  return [tagChoice, ...own.flatMap(ofField)]
}
