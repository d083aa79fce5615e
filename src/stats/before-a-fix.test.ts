import { expect, test } from 'vitest'
import { movedAlike } from './index.ts'

test('series whose ratio stays the same moved alike, whatever made both rise', () => {
  expect(movedAlike({ a: [10, 20, 30], b: [20, 40, 60] })).toEqual({ dispersion: 0, p: 1, n: 180 })
})

test('series that went apart did not', () => {
  const found = movedAlike({ a: [10, 20, 30], b: [30, 20, 10] })
  expect(found).toEqual({ dispersion: 10, p: expect.closeTo(Math.exp(-10), 9), n: 120 })
})

test('without events on either side, or in fewer than three periods, nothing is known', () => {
  expect(movedAlike({ a: [0, 0, 0], b: [3, 4, 5] })).toBeNull()
  expect(movedAlike({ a: [3, 0, 4], b: [2, 0, 2] })).toBeNull()
  expect(() => movedAlike({ a: [1], b: [1, 2] })).toThrow(RangeError)
})
