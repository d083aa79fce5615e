import { expect, test } from 'vitest'
import { logOdds } from '../stats/index.ts'
import { stemOf, themesIn } from './stems.ts'
import { tellingWords } from './telling-words.ts'

const outage = [
  'The terminal was down',
  'Terminals down again in the shop',
  'Their terminal is always down',
  'No terminal',
]
const usual = [
  'The fee is high',
  'A fee for the shop',
  'My letter about the fee',
  'No answer to my letter',
  'The shop was shut',
]
const asked = { inside: outage, outside: usual, isName: () => false, most: 5 }

test('the worked example of the log odds with an informative Dirichlet prior', () => {
  const inside = { count: 30, n: 100 }
  const found = logOdds({ inside, outside: { count: 10, n: 200 }, prior: { count: 4, n: 30 } })
  expect(found?.difference).toBeCloseTo(1.698233, 5)
  expect(found?.z).toBeCloseTo(5.347863, 5)
  expect(logOdds({ inside, outside: { count: 0, n: 0 }, prior: { count: 4, n: 30 } })).toBeNull()
})

test('what is in both sets of texts sets neither apart, and each text counts once', () => {
  const many = { ...asked, inside: Array.from({ length: 30 }, (_, place) => outage[place % 4] ?? '') }
  const words = tellingWords({ ...many, outside: Array.from({ length: 90 }, (_, place) => usual[place % 5] ?? '') })
  expect(words[0]).toMatchObject({ words: 'terminal', outside: 0 })
  expect(words[0]?.inside).toBe(30)
  expect(words.map((each) => each.words)).not.toContain('shop')
})

test('names are left out', () => {
  const inside = Array.from({ length: 30 }, () => 'Ivanov lost the parcel')
  const outside = Array.from({ length: 90 }, (_, place) => usual[place % 5] ?? '')
  const words = tellingWords({ ...asked, inside, outside, isName: (word) => word === 'ivanov' })
  expect(words.map((each) => each.words).join(' ')).toMatch(/parcel/)
  expect(words.map((each) => each.words).join(' ')).not.toMatch(/ivanov/)
})

test.each([
  ['charge', 'charged'],
  ['fee', 'fees'],
  ['apply', 'applied'],
  ['доставка', 'доставку'],
  ['карта', 'картой'],
])('%s and %s are one word', (one, other) => expect(stemOf(one)).toBe(stemOf(other)))

test('a text speaks of its words and of pairs that stand beside each other, each once', () => {
  const keys = themesIn('The late fee and again the late fee for 2 cards').map(({ key }) => key)
  expect(keys).toEqual(['lat', 'fee', 'lat fee', 'card'])
})
