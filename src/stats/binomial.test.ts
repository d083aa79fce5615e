import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binomialMass, twoSidedP } from './binomial.ts'

test('4 tosses give 2 heads in 6 of 16 ways', () => {
  expect(binomialMass(2, 4, 0.5)).toBeCloseTo(0.375, 14)
})

test('the chances of all counts sum to 1', () => {
  fc.assert(
    fc.property(fc.nat({ max: 300 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, chance) => {
      const sum = Array.from({ length: n + 1 }, (_, k) => binomialMass(k, n, chance)).reduce((a, b) => a + b)
      expect(sum).toBeCloseTo(1, 11)
    }),
  )
})

test('2 heads of 10 are as unlikely as 8: p counts both ends', () => {
  expect(twoSidedP(2, 10, 0.5)).toBeCloseTo(112 / 1024, 12)
})

test('p is the sum over all counts that are no likelier', () => {
  const tries = fc.integer({ min: 1, max: 200 }).chain((n) => fc.record({ n: fc.constant(n), k: fc.nat({ max: n }) }))
  fc.assert(
    fc.property(tries, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ n, k }, chance) => {
      const masses = Array.from({ length: n + 1 }, (_, count) => binomialMass(count, n, chance))
      const limit = (masses[k] ?? 0) * (1 + 1e-7)
      const sum = masses.filter((mass) => mass <= limit).reduce((a, b) => a + b, 0)
      expect(twoSidedP(k, n, chance)).toBeCloseTo(sum, 9)
    }),
  )
})
