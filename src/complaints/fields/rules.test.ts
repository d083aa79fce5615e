import { expect, test } from 'vitest'
import {
  checkValue,
  comparable,
  entriesOf,
  type FieldDefinition,
  type FieldKind,
  missingAt,
  readValue,
} from './rules.ts'

const words = (en: string, ru = en) => ({ en, ru })
const options = [
  { code: 'refund', label: words('Refund', 'Возврат денег'), retired: false },
  { code: 'exchange', label: words('Exchange', 'Обмен'), retired: false },
  { code: 'coupon', label: words('Coupon', 'Купон'), retired: true },
]
const field = (kind: FieldKind, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id: kind,
  key: kind,
  kind,
  label: words(kind),
  options: kind === 'one_of' || kind === 'several_of' ? options : [],
  requiredAt: null,
  onPublicForm: false,
  productIds: [],
  retired: false,
  ...more,
})

test.each<[FieldKind, unknown[], unknown[]]>([
  ['text', ['AB-17', ' trimmed '], ['', '  ', 5, 'two\nlines', 'x'.repeat(301), null]],
  ['long_text', ['two\nlines', 'x'.repeat(10_000)], ['', 'x'.repeat(10_001), false]],
  ['number', [0, -1.5, 1e9], ['5', Number.NaN, Number.POSITIVE_INFINITY, true]],
  ['date', ['2026-02-28', '2024-02-29'], ['2026-02-30', '2026-2-1', '01.02.2026', '2026-02-01T00:00:00Z', 20260201]],
  ['yes_no', [true, false], ['true', 1, 'yes']],
  ['one_of', ['refund', 'coupon'], ['Refund', '', ['refund']]],
  ['several_of', [['refund', 'exchange']], [[], ['refund', 'other'], 'refund']],
  [
    'web_address',
    ['https://example.com/a?b=c', 'http://a.b'],
    ['example.com', 'javascript:alert(1)', 'https://', 'https://a b'],
  ],
  ['email', ['ada@example.com'], ['ada', 'ada@example', '@example.com']],
  ['phone', ['+7 (900) 123-45-67', '112'], ['call me', '12', '+']],
])('a field of kind %s takes what is of its kind and nothing else', (kind, right, wrong) => {
  for (const value of right) expect(checkValue(field(kind), value).flaw, JSON.stringify(value)).toBeUndefined()
  for (const value of wrong) expect(checkValue(field(kind), value), JSON.stringify(value)).toEqual({ flaw: kind })
})

test('texts are trimmed, and of several options each counts once', () => {
  expect(checkValue(field('text'), ' AB ').value).toBe('AB')
  expect(checkValue(field('several_of'), ['refund', 'refund']).value).toEqual(['refund'])
})

test.each<[FieldKind, string, unknown]>([
  ['number', '1234.5', 1234.5],
  ['number', '1 234,5', 1234.5],
  ['number', '1,234,567', 1_234_567],
  ['number', '1,234.5', 1234.5],
  ['number', '-7', -7],
  ['number', '12 pieces', null],
  ['date', '2026-03-01 12:00', '2026-03-01'],
  ['date', '1.3.2026', '2026-03-01'],
  ['date', '03/01/2026', null],
  ['yes_no', 'Да', true],
  ['yes_no', 'no', false],
  ['yes_no', 'perhaps', null],
  ['one_of', 'возврат ДЕНЕГ', 'refund'],
  ['one_of', 'Coupon', 'coupon'],
  ['one_of', 'Other', null],
  ['several_of', 'Refund; обмен', ['refund', 'exchange']],
  ['several_of', 'Refund; other', null],
  ['email', ' ada@example.com ', 'ada@example.com'],
  ['text', 'a\nb', null],
])('as %s the text "%s" is read as %j', (kind, text, value) => {
  expect(readValue(field(kind), text)).toEqual(value)
})

test('values are compared without regard to case and spaces, options and dates as they are', () => {
  expect(comparable('text', '  AB  17 ')).toBe('ab 17')
  expect(comparable('one_of', 'Refund')).toBe('Refund')
  expect(comparable('text', '👍'.repeat(300))).toBe('👍'.repeat(200))
})

test('what an index holds: of several options one entry each, numbers as numbers, and nothing of another kind', () => {
  expect(entriesOf(field('several_of'), ['refund', 'coupon'])).toEqual([
    { value: 'refund', number: null },
    { value: 'coupon', number: null },
  ])
  expect(entriesOf(field('number'), 12)).toEqual([{ value: '12', number: 12 }])
  expect(entriesOf(field('number'), 'twelve')).toEqual([])
  expect(entriesOf(field('text'), undefined)).toEqual([])
})

test('a field is missed at its stage, for its products, until it has a value of its kind', () => {
  const amount = field('number', { requiredAt: 'closing', productIds: ['cards'] })
  const missing = (values: object, productIds: string[], stage: 'closing' | 'coding' = 'closing') =>
    missingAt(stage, [amount, field('text')], { values: { ...values }, productIds }).map(({ key }) => key)
  expect(missing({}, ['debit', 'cards'])).toEqual(['number'])
  expect(missing({ number: 'many' }, ['cards'])).toEqual(['number'])
  expect(missing({ number: 0 }, ['cards'])).toEqual([])
  expect(missing({}, ['loans'])).toEqual([])
  expect(missing({}, ['cards'], 'coding')).toEqual([])
  expect(missingAt('closing', [{ ...amount, retired: true }], { values: {}, productIds: ['cards'] })).toEqual([])
})
