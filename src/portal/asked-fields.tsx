import type { Field } from '../complaints/fields/contract.ts'
import { readValue } from '../complaints/fields/rules.ts'
import { type TextKey, text } from '../platform/texts/index.ts'

type Language = 'en' | 'ru'

/** The fields that the form asks every customer for: those for one product only cannot be asked without JavaScript. */
export const askedInPublic = (fields: Field[]): Field[] =>
  fields.filter(({ onPublicForm, retired, productIds }) => onPublicForm && !retired && productIds.length === 0)

const nameOf = ({ key }: Field): string => `field.${key}`

type Filled = {
  values: Record<string, string | number | boolean | string[]>
  /** What is not of its field's kind, as it was typed: it goes with the words, rather than be held against the customer. */
  rest: string[]
}

/** What was filled in, in the kind of each field. */
export function filledIn(fields: Field[], given: Record<string, string>, language: Language): Filled {
  const filled: Filled = { values: {}, rest: [] }
  for (const field of fields) {
    const typed = typedIn(field, given)
    if (!typed) continue
    const value = readValue(field, typed)
    if (value === null) filled.rest.push(`${field.label[language]}: ${typed}`)
    else filled.values[field.key] = value
  }
  return filled
}

function typedIn(field: Field, given: Record<string, string>): string {
  const name = nameOf(field)
  if (field.kind !== 'several_of') return given[name]?.trim() ?? ''
  return field.options
    .map(({ code }) => code)
    .filter((code) => given[`${name}.${code}`])
    .join(',')
}

type AskedProps = { fields: Field[]; given: Record<string, string>; language: Language }

/** Asks for them, none of them needed. */
export function AskedFields({ fields, given, language }: AskedProps) {
  return fields.map((field) => {
    const name = nameOf(field)
    const help = field.help[language]
    return field.kind === 'several_of' ? (
      <fieldset key={field.key}>
        <legend>
          {field.label[language]} <small>{help || text(language, 'portal.optional')}</small>
        </legend>
        {field.options
          .filter(({ retired }) => !retired)
          .map(({ code, label }) => (
            <label key={code} className="choice">
              <input type="checkbox" name={`${name}.${code}`} defaultChecked={Boolean(given[`${name}.${code}`])} />{' '}
              {label[language]}
            </label>
          ))}
      </fieldset>
    ) : (
      <div key={field.key}>
        <label htmlFor={name}>
          {field.label[language]} <small>{help || text(language, 'portal.optional')}</small>
        </label>
        <Input field={field} name={name} value={given[name] ?? ''} language={language} />
      </div>
    )
  })
}

const inputTypes: Partial<Record<Field['kind'], string>> = {
  date: 'date',
  web_address: 'url',
  email: 'email',
  phone: 'tel',
}

function Input({ field, name, value, language }: { field: Field; name: string; value: string; language: Language }) {
  if (field.kind === 'long_text') return <textarea id={name} name={name} maxLength={10_000} defaultValue={value} />
  if (field.kind === 'yes_no' || field.kind === 'one_of') {
    const options =
      field.kind === 'yes_no'
        ? (['yes', 'no'] as const).map((code) => ({ code, label: text(language, `fields.${code}` as TextKey) }))
        : field.options.filter(({ retired }) => !retired).map(({ code, label }) => ({ code, label: label[language] }))
    return (
      <select id={name} name={name} defaultValue={value}>
        <option value="">{text(language, 'portal.tell_us.product_unsaid')}</option>
        {options.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  const inputMode = field.kind === 'number' ? 'decimal' : undefined
  return (
    <input
      id={name}
      name={name}
      type={inputTypes[field.kind] ?? 'text'}
      inputMode={inputMode}
      maxLength={2000}
      defaultValue={value}
    />
  )
}
