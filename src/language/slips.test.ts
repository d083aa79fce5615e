import { expect, test } from 'vitest'
import { nearest, slipsBetween } from './slips.ts'

test.each([
  ['ivanov', 'ivanov', 0],
  ['ivanov', 'ivanof', 1],
  ['ivanov', 'ivnaov', 1],
  ['ivanov', 'ivano', 1],
  ['ivanov', 'iivanov', 1],
  ['клиент', 'киент', 1],
  ['', 'ab', 2],
  ['abcdef', 'x', 3],
])('between %s and %s lie %i slips, counted to two and one more', (one, other, slips) => {
  expect(slipsBetween(one, other, 2)).toBe(slips)
  expect(slipsBetween(other, one, 2)).toBe(slips)
})

test('a short word is taken as it stands, a longer one may have a slip', () => {
  expect(nearest('fro', ['from', 'for'])).toBeNull()
  expect(nearest('chanel', ['channel', 'customer'])).toBe('channel')
  expect(nearest('costumer', ['channel', 'customer'])).toBe('customer')
})
