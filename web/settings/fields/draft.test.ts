import { expect, test } from 'vitest'
import { fieldFrom, keyFrom, linesOf, optionsFrom } from './draft.ts'

test('a key is made of a label in either alphabet', () => {
  expect(keyFrom('Order number')).toBe('order_number')
  expect(keyFrom('Номер заказа (жёлтый)')).toBe('nomer_zakaza_zheltyy')
  expect(keyFrom(' !? ')).toBe('')
})

test.each([
  ['numbers', ['12', '1 200,50'], 'number'],
  ['dates', ['2026-03-01', '01.04.2026'], 'date'],
  ['yes and no', ['Yes', 'No'], 'yes_no'],
  ['few short words', ['Web', 'Phone'], 'one_of'],
  ['words with commas', ['Web, mobile', 'Phone'], 'text'],
  ['as many as are told of', Array.from({ length: 12 }, (_, at) => `Town ${at}`), 'text'],
  ['long texts', ['x'.repeat(100), 'y'], 'long_text'],
])('a name that holds %s is proposed as a field of kind %s', (_what, examples, kind) => {
  expect(fieldFrom({ key: 'A', examples }).kind).toBe(kind)
})

test('proposed options keep the words as codes, so that values stay what they are', () => {
  expect(fieldFrom({ key: 'A', examples: ['Web', 'Phone'] }).options?.map(({ code }) => code)).toEqual(['Web', 'Phone'])
})

test('options are written a line each, in both languages or one for both, and keep their codes', () => {
  const before = [{ code: 'Web', label: { en: 'Web', ru: 'Веб' }, retired: false }]
  const options = optionsFrom('Web site | Веб\nBy phone\n\nBy phone', before)
  expect(options).toEqual([
    { code: 'Web', label: { en: 'Web site', ru: 'Веб' }, retired: false },
    { code: 'by_phone', label: { en: 'By phone', ru: 'By phone' }, retired: false },
  ])
  expect(linesOf([...options, { code: 'x', label: { en: 'x', ru: 'x' }, retired: true }])).toBe(
    'Web site | Веб\nBy phone',
  )
})
