import { expect, test } from 'vitest'
import { tooFewToSay } from './index.ts'

test('fewer than five cases are too few to say', () => {
  expect([0, 1, 4, 5, 6].map(tooFewToSay)).toEqual([true, true, true, false, false])
})

test('a number of cases that cannot be is refused', () => {
  expect(() => tooFewToSay(-1)).toThrow('cases must be a whole number, 0 or more; got -1')
  expect(() => tooFewToSay(Number.NaN)).toThrow('cases must be')
})
