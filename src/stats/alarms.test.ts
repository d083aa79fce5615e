import { expect, test } from 'vitest'
import { benjaminiHochberg, benjaminiYekutieli, ewma } from './index.ts'

test('the moving mean passes its limit in the week of the jump', () => {
  const counts = [8, 10, 7, 9, 12, 8, 11, 9, 10, 8, 13, 9, 25, 14, 9]
  const found = ewma({ counts, expected: 9.5 })
  expect(found[11]).toMatchObject({ value: expect.closeTo(9.80384, 5), limit: expect.closeTo(12.57492, 5) })
  expect(found[12]).toMatchObject({ value: expect.closeTo(12.84307, 5), limit: expect.closeTo(12.57755, 5) })
  expect(found.findIndex(({ alarm }) => alarm)).toBe(12)
})

const ps = [0.0026606, 0.00063, 0.28, 0.04, 0.012, 0.6, 0.03, 0.77]

test('of eight series three remain when one false alarm in twenty is allowed', () => {
  const adjusted = benjaminiHochberg(ps)
  const known = [0.010642, 0.00504, 0.373333, 0.064, 0.032, 0.685714, 0.06, 0.77]
  expect(adjusted).toEqual(known.map((value) => expect.closeTo(value, 6)))
  expect(adjusted.filter((p) => p <= 0.05)).toHaveLength(3)
})

test('series that may depend on each other in any way are judged more strictly', () => {
  const known = [0.028925, 0.013698, 1, 0.173943, 0.086971, 1, 0.163071, 1]
  expect(benjaminiYekutieli(ps)).toEqual(known.map((value) => expect.closeTo(value, 5)))
})
