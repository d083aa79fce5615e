import { MultiSelect, NumberInput, SegmentedControl, Select, Textarea, TextInput, Input } from '@mantine/core'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import type { Field, FieldValue } from './fields.ts'

type FieldInputProps = {
  field: Field
  value: FieldValue | null
  onChange: (value: FieldValue | null) => void
  error?: string | undefined
  /** Marked as needed here. */
  isNeeded?: boolean
}

const inputTypes = { text: 'text', web_address: 'url', email: 'email', phone: 'tel', date: 'date' } as const

/** Asks for the value of a field in the way of its kind. Null: nothing filled in. */
export function FieldInput({ field, value, onChange, error, isNeeded = false }: FieldInputProps) {
  const { language } = useLanguage()
  const common = {
    name: `fields.${field.key}`,
    label: field.label[language],
    description: field.help[language] || undefined,
    error,
    withAsterisk: isNeeded,
    'aria-required': isNeeded,
  }
  const held = { field, value, onChange, common }
  if (field.kind === 'yes_no') return <YesNo {...common} value={value} onChange={onChange} />
  if (field.kind === 'one_of' || field.kind === 'several_of') return <Options {...held} />
  return field.kind === 'number' ? <Amount {...held} /> : <Words {...held} kind={field.kind} />
}

type Common = Pick<FieldInputProps, 'field' | 'value' | 'onChange'> & {
  common: {
    name: string
    label: string
    description: string | undefined
    error: string | undefined
    withAsterisk: boolean
  }
}

function Amount({ value, onChange, common }: Common) {
  return (
    <NumberInput
      {...common}
      hideControls
      value={typeof value === 'number' ? value : ''}
      onChange={(given) => onChange(given === '' || !Number.isFinite(Number(given)) ? null : Number(given))}
    />
  )
}

function Options({ field, value, onChange, common }: Common) {
  const { language } = useLanguage()
  const options = offered(field, value).map(({ code, label }) => ({ value: code, label: label[language] }))
  const all = { ...common, clearable: true, searchable: options.length > 8, data: options }
  if (field.kind === 'one_of') return <Select {...all} value={asText(value) || null} onChange={onChange} />
  return (
    <MultiSelect
      {...all}
      value={Array.isArray(value) ? value : []}
      onChange={(codes) => onChange(codes.length > 0 ? codes : null)}
    />
  )
}

function Words({ kind, value, onChange, common }: Common & { kind: keyof typeof inputTypes | 'long_text' }) {
  const words = { ...common, value: asText(value) }
  const take = (given: string) => onChange(given || null)
  if (kind !== 'long_text')
    return <TextInput {...words} type={inputTypes[kind]} onChange={(event) => take(event.currentTarget.value)} />
  return (
    <Textarea
      {...words}
      autosize
      minRows={2}
      maxLength={10_000}
      onChange={(event) => take(event.currentTarget.value)}
    />
  )
}

/** The options in use, and retired ones that are chosen already. */
const offered = ({ options }: Field, value: FieldValue | null) =>
  options.filter(({ code, retired }) => !retired || [value].flat().includes(code))

const asText = (value: FieldValue | null): string => (typeof value === 'string' ? value : '')

type YesNoProps = Pick<FieldInputProps, 'value' | 'onChange' | 'error'> & {
  label: string
  description: string | undefined
  withAsterisk: boolean
}

/** Three ways: not said is not no. */
function YesNo({ label, description, error, withAsterisk, value, onChange }: YesNoProps) {
  const t = useText()
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={withAsterisk} labelElement="div">
      <div>
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={value === true ? 'yes' : value === false ? 'no' : ''}
          onChange={(given) => onChange(given === '' ? null : given === 'yes')}
          data={[
            { value: '', label: t('fields.unsaid') },
            { value: 'yes', label: t('fields.yes') },
            { value: 'no', label: t('fields.no') },
          ]}
        />
      </div>
    </Input.Wrapper>
  )
}
