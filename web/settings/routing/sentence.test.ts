import { expect, test } from 'vitest'
import { type Language, type TextKey, type TextValues, text } from '../../../src/platform/texts/index.ts'
import { type Rule, sayDays, sayRule } from './sentence.ts'

const same = (word: string) => word
const option = (_key: string, value: string) => value
const names = { person: same, team: same, product: same, channel: same, language: same, field: same, option }
const say = (rule: Partial<Rule>, language: Language = 'en') =>
  sayRule(
    { name: '', active: true, conditions: {}, toPersonId: null, toTeamId: null, ...rule },
    { names, language, t: (key: TextKey, values?: TextValues) => text(language, key, values) },
  )

test('a rule without conditions always applies', () => {
  expect(say({ toPersonId: 'Anna' })).toBe('Always: Anna becomes the owner.')
})

test('conditions that must all hold are joined by “and”, values of which one is enough by “or”', () => {
  const conditions = {
    productIds: ['Cards', 'Loans'],
    channels: ['E-mail'],
    languages: ['Russian'],
    workingHours: { timeZone: 'Europe/London', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  }
  expect(say({ conditions, toTeamId: 'Care' })).toBe(
    'If the product is Cards or Loans, the channel is E-mail, the language is Russian and it is Mon–Fri, 09:00 to 18:00 ' +
      '(Europe/London): whoever in Care has the fewest open complaints becomes the owner.',
  )
})

test('what a field of the company’s own must hold is said by its name', () => {
  const fields = [
    { key: 'Wish', anyOf: ['a refund', 'an apology'] },
    { key: 'Amount', from: '100' },
  ]
  expect(say({ conditions: { fields }, toPersonId: 'Anna' })).toBe(
    'If “Wish” is a refund or an apology and “Amount” is 100 – …: Anna becomes the owner.',
  )
})

test('a limit of open complaints belongs to the owner, not to the complaint', () => {
  expect(say({ conditions: { mostOpen: 40 }, toPersonId: 'Anna' })).toBe(
    'Always: Anna becomes the owner, while that is somebody with fewer than 40 open complaints.',
  )
})

test('a rule that leads to nobody says so', () => {
  expect(say({})).toBe('Always: nobody is chosen yet.')
})

test('rules speak Russian', () => {
  expect(say({ conditions: { channels: ['почта', 'чат'] }, toPersonId: 'Анна' }, 'ru')).toBe(
    'Если канал — почта или чат: ответственный — Анна.',
  )
})

test.each([
  { days: [1, 2, 3, 4, 5], says: 'Mon–Fri' },
  { days: [7, 6], says: 'Sat, Sun' },
  { days: [1, 3, 5, 6, 7], says: 'Mon, Wed, Fri–Sun' },
])('$days are $says', ({ days, says }) => {
  expect(sayDays(days, 'en')).toBe(says)
})
