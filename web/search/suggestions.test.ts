import { expect, test } from 'vitest'
import { boxPartsOf } from './boxParts.ts'
import { suggestionsFor } from './suggestions.ts'

const values = { channel: ['E-mail', 'Telephone', 'Web form'], product: ['Credit card', 'Loans'] }
/** What the box holds after the first suggestion is taken; the cursor stands at the stroke. */
const taken = (typed: string, language: 'en' | 'ru' = 'en') => {
  const cursor = typed.indexOf('|')
  const plain = typed.replace('|', '')
  const [first] = suggestionsFor(plain, cursor, values, language)
  return first ? plain.slice(0, first.start) + first.insert + plain.slice(first.end) : null
}

test.each([
  ['own|', 'owner:'],
  ['refund chan|', 'refund channel:'],
  ['-cha|', '-channel:'],
  ['channel:|', 'channel:E-mail '],
  ['channel:te|', 'channel:Telephone '],
  ['channel:E-mail,|', 'channel:E-mail,Telephone '],
  ['channel:E-mail,w|', 'channel:E-mail,"Web form" '],
  ['product:card|', 'product:"Credit card" '],
  ['product:"Cre|', 'product:"Credit card" '],
  ['-channel:te| refund', '-channel:Telephone  refund'],
  ['refund |', null],
  ['"own|', null],
  ['zzz|', null],
  ['channel:zzz|', null],
])('%s becomes %s', (typed, becomes) => {
  expect(taken(typed)).toBe(becomes)
})

test('names are offered in the language on screen, whichever they were begun in', () => {
  expect(taken('кан|', 'ru')).toBe('канал:')
  expect(taken('chan|', 'ru')).toBe('канал:')
})

test('an empty box shows what can be asked', () => {
  expect(suggestionsFor('', 0, values, 'en').map(({ label }) => label)).toContain('customer:')
})

test('what was typed is taken apart, each part with what is left without it', () => {
  expect(boxPartsOf('late card -channel:email,phone is:open')).toEqual([
    { name: null, value: 'late card', without: '-channel:email,phone is:open' },
    { name: '−channel', value: 'email, phone', without: 'late card is:open' },
    { name: 'is', value: 'open', without: 'late card -channel:email,phone' },
  ])
  expect(boxPartsOf(undefined)).toEqual([])
})
