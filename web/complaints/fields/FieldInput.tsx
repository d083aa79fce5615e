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
  const options = field.options
    .filter(({ code, retired }) => !retired || code === value || (Array.isArray(value) && value.includes(code)))
    .map(({ code, label }) => ({ value: code, label: label[language] }))
  switch (field.kind) {
    case 'number':
      return (
        <NumberInput
          {...common}
          hideControls
          value={typeof value === 'number' ? value : ''}
          onChange={(given) => onChange(given === '' || !Number.isFinite(Number(given)) ? null : Number(given))}
        />
      )
    case 'yes_no':
      return <YesNo {...common} value={value} onChange={onChange} />
    case 'one_of':
      return (
        <Select
          {...common}
          clearable
          searchable={options.length > 8}
          data={options}
          value={asText(value) || null}
          onChange={onChange}
        />
      )
    case 'several_of':
      return (
        <MultiSelect
          {...common}
          clearable
          searchable={options.length > 8}
          data={options}
          value={Array.isArray(value) ? value : []}
          onChange={(codes) => onChange(codes.length > 0 ? codes : null)}
        />
      )
    case 'long_text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxLength={10_000}
          value={asText(value)}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
    default:
      return (
        <TextInput
          {...common}
          type={inputTypes[field.kind]}
          value={asText(value)}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
  }
}

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
