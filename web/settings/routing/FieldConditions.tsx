import { MultiSelect } from '@mantine/core'
import { useFields } from '../../complaints/fields/fields.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { longList } from '../long-list.ts'
import type { Rule } from './sentence.ts'

type Held = NonNullable<Rule['conditions']['fields']>

/** Between key and value of a choice: neither has it. */
const mark = '\n'

type FieldConditionsProps = { value: Held | undefined; onChange: (conditions: Held | undefined) => void }

/**
 * Which options of the company's own fields a rule is for. What it asks of numbers and dates was written by a program, and
 * stays as it is.
 */
export function FieldConditions({ value = [], onChange }: FieldConditionsProps) {
  const t = useText()
  const { language } = useLanguage()
  const fields = (useFields() ?? []).filter(
    ({ kind, retired }) => !retired && ['one_of', 'several_of', 'yes_no'].includes(kind),
  )
  if (fields.length === 0) return null
  const groups = fields.map(({ key, kind, label, options }) => ({
    group: label[language],
    items:
      kind === 'yes_no'
        ? ['true', 'false'].map((code) => ({
            value: `${key}${mark}${code}`,
            label: `${label[language]}: ${t(code === 'true' ? 'fields.yes' : 'fields.no')}`,
          }))
        : options.map(({ code, label: name }) => ({
            value: `${key}${mark}${code}`,
            label: `${label[language]}: ${name[language]}`,
          })),
  }))
  const change = (chosen: string[]) => {
    const anyOf = Map.groupBy(
      chosen.map((each) => each.split(mark) as [string, string]),
      ([key]) => key,
    )
    const others = value.filter((each) => !each.anyOf)
    const next = [...others, ...[...anyOf].map(([key, pairs]) => ({ key, anyOf: pairs.map(([, code]) => code) }))]
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    <MultiSelect
      {...longList}
      label={t('settings.fields')}
      description={t('routing.fields_why')}
      data={groups}
      value={value.flatMap(({ key, anyOf = [] }) => anyOf.map((code) => `${key}${mark}${code}`))}
      onChange={change}
      searchable
      clearable
    />
  )
}
