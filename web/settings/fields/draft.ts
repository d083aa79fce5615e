import { type FieldKind, type FieldOption, readValue, type Stage } from '../../../src/complaints/fields/rules.ts'

type Words = { en: string; ru: string }

/** A field as somebody is filling it in; `id` null: a new one. */
export type FieldDraft = {
  id: string | null
  key: string
  kind: FieldKind
  label: Words
  help: Words
  options: FieldOption[]
  requiredAt: Stage | null
  onPublicForm: boolean
  productIds: string[]
  retired: boolean
}

export const emptyField: FieldDraft = {
  id: null,
  key: '',
  kind: 'text',
  label: { en: '', ru: '' },
  help: { en: '', ru: '' },
  options: [],
  requiredAt: null,
  onPublicForm: false,
  productIds: [],
  retired: false,
}

/** A field that is there, to be changed. */
export const draftOf = ({
  id,
  key,
  kind,
  label,
  help,
  options,
  requiredAt,
  onPublicForm,
  productIds,
  retired,
}: FieldDraft & { id: string }): FieldDraft => ({
  id,
  key,
  kind,
  label,
  help,
  options,
  requiredAt,
  onPublicForm,
  productIds,
  retired,
})

export const hasOptions = (kind: FieldKind): boolean => kind === 'one_of' || kind === 'several_of'

const cyrillic: Record<string, string> = Object.fromEntries(
  [...'абвгдезийклмнопрстуфхцчшщъыьэюя'].map((letter, at) => [
    letter,
    'a b v g d e z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya'.split(' ')[at]?.replace('_', '') ?? '',
  ]),
)

/** A key made of a label: `Order number` is `order_number`, `Номер заказа` is `nomer_zakaza`. */
export const keyFrom = (label: string): string =>
  [...label.toLowerCase().replaceAll('ё', 'е').replaceAll('ж', 'zh')]
    .map((letter) => cyrillic[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60)

/** The field that a name with these examples is likely to be: its kind is one that all examples can be read into. */
export function fieldFrom({ key, examples }: { key: string; examples: string[] }): Partial<FieldDraft> {
  const common = { key, label: { en: key, ru: key } }
  const isAll = (kind: FieldKind) =>
    examples.length > 0 && examples.every((each) => readValue({ kind, options: [] }, each) !== null)
  for (const kind of ['yes_no', 'date', 'number', 'web_address', 'email'] as const)
    if (isAll(kind)) return { ...common, kind }
  // Twelve is as many as are told of: fewer are all there are.
  if (
    examples.length >= 2 &&
    examples.length < 12 &&
    examples.every((each) => each.length <= 60 && !/[,;|]/.test(each))
  ) {
    const options = examples.map((code) => ({ code, label: { en: code, ru: code }, retired: false }))
    return { ...common, kind: 'one_of', options }
  }
  return { ...common, kind: examples.some((each) => each.length >= 100) ? 'long_text' : 'text' }
}

/** Options from lines of text, `English | Russian` or one for both; those that were there keep their code. */
export function optionsFrom(lines: string, before: FieldOption[]): FieldOption[] {
  const codes = new Set<string>()
  return lines.split('\n').flatMap((line) => {
    const [en = '', ru = en] = line.split('|').map((part) => part.trim())
    if (en === '') return []
    const known = before.find(({ label }) => label.en === en || label.ru === ru)
    const code = known?.code ?? (keyFrom(en) || en.replaceAll(/[,;|]/g, ' '))
    if (codes.has(code)) return []
    codes.add(code)
    return [{ code, label: { en, ru }, retired: false }]
  })
}

/** The options in use as lines of text. */
export const linesOf = (options: FieldOption[]): string =>
  options
    .filter(({ retired }) => !retired)
    .map(({ label }) => (label.en === label.ru ? label.en : `${label.en} | ${label.ru}`))
    .join('\n')
