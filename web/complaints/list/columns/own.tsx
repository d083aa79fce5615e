import { useFormat, useLanguage, useText } from '../../../language/useLanguage.ts'
import { useFields } from '../../fields/fields.ts'
import { valueInWords } from '../../fields/shown.ts'
import { TagChip } from '../../tags/TagChip.tsx'
import tagClasses from '../../tags/tags.module.css'
import classes from './columns.module.css'
import type { ListColumn } from './columns.tsx'

/** Columns for what is the company's own: tags, and one for each field. */
export function useOwnColumns(): ListColumn[] {
  const t = useText()
  const { language } = useLanguage()
  const { date, number } = useFormat()
  const fields = (useFields() ?? []).filter(({ retired }) => !retired)
  const not = <span className={classes.quiet}>{t('causes.not_stated')}</span>
  return [
    {
      key: 'tags',
      header: t('tags.title'),
      width: 168,
      cell: ({ tags }) =>
        tags.length === 0 ? (
          not
        ) : (
          <span className={tagClasses.tags}>
            {tags.map(({ id, name, colour }) => (
              <TagChip key={id} name={name} colour={colour} />
            ))}
          </span>
        ),
    },
    ...fields.map(
      (field): ListColumn => ({
        key: `field:${field.id}`,
        header: field.label[language],
        width: 144,
        ...(field.kind === 'number' && { align: 'end' as const }),
        cell: ({ fields: held = {} }) => {
          const value = held[field.key]
          return value === undefined ? not : valueInWords(field, value, { t, language, date, number })
        },
      }),
    ),
  ]
}
