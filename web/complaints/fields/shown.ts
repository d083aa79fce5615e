import type { Language } from '../../../src/platform/texts/languages.ts'
import type { Translate } from '../../language/useLanguage.ts'
import type { Field, FieldValue } from './fields.ts'

type Speech = { t: Translate; language: Language; date: (day: string) => string; number: (value: number) => string }

/** A value in words: labels of options, dates and numbers as they are written here. What is not of the field's kind as it is. */
export function valueInWords(
  { kind, options }: Field,
  value: FieldValue,
  { t, language, date, number }: Speech,
): string {
  const labelOf = (code: string) => options.find((option) => option.code === code)?.label[language] ?? code
  if (Array.isArray(value)) return value.map(labelOf).join(', ')
  if (typeof value === 'boolean') return t(value ? 'fields.yes' : 'fields.no')
  if (typeof value === 'number') return number(value)
  if (kind === 'one_of') return labelOf(value)
  return kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) ? date(`${value}T12:00:00`) : value
}
