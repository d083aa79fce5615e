import { expect, test } from 'vitest'
import { quasiPoisson } from './index.ts'

test('two groups with the means 10 and 20 differ by ln 2', () => {
  const fit = quasiPoisson({
    counts: [8, 10, 12, 18, 20, 22],
    design: [0, 0, 0, 1, 1, 1].map((late) => [1, late]),
  })
  expect(fit?.coefficients).toEqual([expect.closeTo(Math.log(10), 9), expect.closeTo(Math.log(2), 9)])
  expect([...(fit?.leverages ?? [])]).toEqual(Array<unknown>(6).fill(expect.closeTo(1 / 3, 9)))
  expect(fit?.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(30), 9)
  expect(fit).toMatchObject({ df: 4, phi: 1 })
})

// Interrupted time series, 24 months of 1,000 customers, a fix in month 13 (R glm, quasipoisson; field §3e).
test('level and slope after a fix, their errors and the spread are those of R', () => {
  const counts = [22, 27, 35, 26, 24, 36, 33, 25, 38, 41, 28, 37, 24, 15, 17, 26, 21, 13, 12, 22, 19, 9, 18, 10]
  const design = counts.map((_, index) => [1, index + 1, index < 12 ? 0 : 1, index < 12 ? 0 : index - 12])
  const fit = quasiPoisson({ counts, design, exposure: counts.map(() => 1000) })
  expect(fit?.phi).toBeCloseTo(1.260163, 5)
  const coefficients = [-3.682384, 0.031203, -0.556547, -0.075406]
  expect(fit?.coefficients).toEqual(coefficients.map((value) => expect.closeTo(value, 5)))
  const errors = [0.130011, 0.01692, 0.182068, 0.028406]
  expect(fit?.standardErrors).toEqual(errors.map((value) => expect.closeTo(value, 5)))
})

test('a row of weight 2 says what two rows say', () => {
  const twice = quasiPoisson({ counts: [3, 9, 9, 4], design: [[1], [1], [1], [1]] })
  const weighted = quasiPoisson({ counts: [3, 9, 4], design: [[1], [1], [1]], weights: [1, 2, 1] })
  expect(weighted?.coefficients[0]).toBeCloseTo(twice?.coefficients[0] ?? 0, 9)
})

test('a column made of others, or as many columns as counts, gives no answer', () => {
  expect(quasiPoisson({ counts: [3, 9, 9, 4], design: [1, 2, 3, 4].map((t) => [1, t, 2 * t]) })).toBeNull()
  expect(quasiPoisson({ counts: [3, 9], design: [1, 2].map((t) => [1, t]) })).toBeNull()
})

test('lists of unequal length are refused by name', () => {
  const design = [[1], [1]]
  expect(() => quasiPoisson({ counts: [3, 9], design, weights: [1] })).toThrow('weights must have as many entries')
})
