import { expect, test } from 'vitest'
import { isMeant } from './matching.ts'

test.each([
  ['Hand over', 'ha', true],
  ['Hand over', 'over hand', true],
  ['Settings: People', 'set peo', true],
  ['Пути клиентов', 'клиен', true],
  ['Wäscherei', 'wasch', true],
  ['Ёлка', 'елка', true],
  ['Hand over', 'and', false],
  ['Hand over', 'hand x', false],
  ['Anything', ' ', true],
])('%s is meant by "%s": %s', (label, typed, meant) => {
  expect(isMeant(label, typed)).toBe(meant)
})
