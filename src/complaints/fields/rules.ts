/** The kinds of custom fields there are. */
export const fieldKinds = [
  'text',
  'long_text',
  'number',
  'date',
  'yes_no',
  'one_of',
  'several_of',
  'web_address',
  'email',
  'phone',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** When a field must have a value: when one of us logs a complaint, before it closes, or before its cause is coded. */
export const stages = ['intake', 'closing', 'coding'] as const
export type Stage = (typeof stages)[number]

/** What a field holds: a text, a number, a date as 2026-03-01, yes or no, the code of an option, or codes of several. */
export type FieldValue = string | number | boolean | string[]
export type FieldValues = Record<string, FieldValue>

type Words = { en: string; ru: string }
export type FieldOption = { code: string; label: Words; retired: boolean }
export type FieldDefinition = {
  id: string
  key: string
  kind: FieldKind
  label: Words
  options: FieldOption[]
  requiredAt: Stage | null
  onPublicForm: boolean
  /** The products it is for, with those below them; empty: for all. */
  productIds: string[]
  retired: boolean
}

/** What is wrong with a value: the key of the sentence that says what would be right. */
type Flaw =
  | 'text'
  | 'long_text'
  | 'number'
  | 'date'
  | 'yes_no'
  | 'one_of'
  | 'several_of'
  | 'web_address'
  | 'email'
  | 'phone'
export type Checked = { value: FieldValue; flaw?: undefined } | { flaw: Flaw; value?: undefined }

const most = { text: 300, long_text: 10_000, web_address: 2000, email: 320, phone: 60 }

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longest
const isDate = (value: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value
const isAddress = (value: string): boolean => /^https?:\/\/[^\s/]+/i.test(value) && URL.canParse(value)

const fits: Record<Exclude<FieldKind, 'one_of' | 'several_of'>, (value: unknown) => boolean> = {
  text: (value) => isText(value, most.text) && !value.includes('\n'),
  long_text: (value) => isText(value, most.long_text),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  date: (value) => isText(value, 10) && isDate(value),
  yes_no: (value) => typeof value === 'boolean',
  web_address: (value) => isText(value, most.web_address) && isAddress(value),
  email: (value) => isText(value, most.email) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
  phone: (value) => isText(value, most.phone) && /\d.*\d.*\d/.test(value) && /^[\d\s()+./-]+$/.test(value),
}

/** Whether a value is what the field holds. Retired options are taken too: whoever may not choose them is not offered them. */
export function checkValue({ kind, options }: Pick<FieldDefinition, 'kind' | 'options'>, given: unknown): Checked {
  const value = typeof given === 'string' ? given.trim() : given
  const isOption = (code: unknown) => options.some((option) => option.code === code)
  if (kind === 'one_of') return isOption(value) ? { value: value as string } : { flaw: kind }
  if (kind === 'several_of') {
    const codes = Array.isArray(value) ? [...new Set<string>(value)] : []
    return codes.length > 0 && codes.every(isOption) ? { value: codes } : { flaw: kind }
  }
  return fits[kind](value) ? { value: value as FieldValue } : { flaw: kind }
}

const yes = new Set(['yes', 'y', 'true', '1', 'да', 'истина'])
const no = new Set(['no', 'n', 'false', '0', 'нет', 'ложь'])

/**
 * Reads a value written as text, as in a file, a form, or an import from before the field was defined. Null when it is not
 * of the field's kind: the text then stays as it is, and is not found by the field.
 */
export function readValue(
  { kind, options }: Pick<FieldDefinition, 'kind' | 'options'>,
  text: string,
): FieldValue | null {
  const given = text.trim()
  const word = given.toLowerCase()
  if (kind === 'number') return readNumber(given)
  if (kind === 'yes_no') return yes.has(word) ? true : no.has(word) ? false : null
  if (kind === 'one_of') return optionNamed(options, given)
  if (kind === 'several_of') {
    const codes = given
      .split(/[,;|\n]/)
      .filter((part) => part.trim() !== '')
      .map((part) => optionNamed(options, part.trim()))
    return codes.length > 0 && codes.every((code) => code !== null) ? [...new Set(codes)] : null
  }
  return checkValue({ kind, options }, kind === 'date' ? isoDate(given) : given).value ?? null
}

function optionNamed(options: FieldOption[], given: string): string | null {
  const word = given.toLowerCase()
  const names = ({ code, label }: FieldOption) => [code, label.en, label.ru].map((name) => name.toLowerCase())
  return (
    (options.find(({ code }) => code === given) ?? options.find((option) => names(option).includes(word)))?.code ?? null
  )
}

/** 1234.5, 1,234.5, 1 234,5 and 1234,5; a lone comma before three digits is taken for thousands only where more of them follow. */
function readNumber(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f']/g, '')
  const plain =
    /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) && (bare.includes('.') || bare.split(',').length > 2)
      ? bare.replaceAll(',', '')
      : bare.replace(',', '.')
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

/** 2026-03-01, also with a time after it, and 01.03.2026. What could be two dates, such as 01/03/2026, is none. */
function isoDate(text: string): string {
  const day = /^(\d{4}-\d\d-\d\d)(?:[T ]|$)/.exec(text)?.[1]
  const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  return day ?? (d && m && y ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : text)
}

/** The form in which a single value is compared: texts without regard to case and spaces, cut to what an index holds. */
export function comparable(kind: FieldKind, value: string | number | boolean): string {
  const text = String(value)
  if (kind === 'number' || kind === 'date' || kind === 'yes_no' || kind === 'one_of' || kind === 'several_of')
    return text
  return [...text.trim().replaceAll(/\s+/g, ' ').toLowerCase()].slice(0, 200).join('')
}

/** A value as the index of values has it: of several options one entry each. */
export type Entry = { value: string; number: number | null }
export function entriesOf({ kind, options }: Pick<FieldDefinition, 'kind' | 'options'>, held: unknown): Entry[] {
  const { value } = checkValue({ kind, options }, held)
  if (value === undefined) return []
  const each = Array.isArray(value) ? value : [value]
  return each.map((one) => ({ value: comparable(kind, one), number: kind === 'number' ? Number(one) : null }))
}

/** Whether a field is for complaints about this product. @param productIds the product and those above it */
export const isFor = ({ productIds: own }: Pick<FieldDefinition, 'productIds'>, productIds: string[]): boolean =>
  own.length === 0 || productIds.some((id) => own.includes(id))

/** The fields that must have a value at this stage and have none. */
export function missingAt(
  stage: Stage,
  definitions: FieldDefinition[],
  { values, productIds }: { values: FieldValues; productIds: string[] },
): FieldDefinition[] {
  return definitions.filter(
    (field) =>
      field.requiredAt === stage &&
      !field.retired &&
      isFor(field, productIds) &&
      entriesOf(field, values[field.key]).length === 0,
  )
}

/**
 * Takes values as a source gave them, under names: those of a defined field, by its key or what it is called, are read into
 * its kind where they can be; all others stay as they are.
 */
export function adoptValues(definitions: FieldDefinition[], given: Record<string, FieldValue>): FieldValues {
  const values: FieldValues = { ...given }
  for (const field of definitions) {
    const called = [field.label.en, field.label.ru].map((label) => label.toLowerCase())
    const name = field.key in given ? field.key : Object.keys(given).find((each) => called.includes(each.toLowerCase()))
    if (name === undefined) continue
    const value = given[name] as FieldValue
    delete values[name]
    values[field.key] = typeof value === 'string' ? (readValue(field, value) ?? value) : value
  }
  return values
}
