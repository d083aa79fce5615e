import { expect, test } from 'vitest'
import { type BetaPrior, betaBinomialFit, shrunkShare } from './index.ts'

const groups = [
  { successes: 9, n: 60 },
  { successes: 14, n: 40 },
  { successes: 30, n: 150 },
  { successes: 2, n: 20 },
  { successes: 5, n: 12 },
  { successes: 0, n: 8 },
]

test('six groups have the prior that SciPy finds', () => {
  const prior = betaBinomialFit({ groups })
  expect(prior?.a).toBeCloseTo(8.196674, 3)
  expect(prior?.b).toBeCloseTo(30.660219, 2)
  expect(prior).toMatchObject({ isAlike: false, n: 290, pooled: 60 / 290 })
})

test.each([
  { group: { successes: 9, n: 60 }, mean: 0.173955, low: 0.106194, high: 0.25419 },
  { group: { successes: 5, n: 12 }, mean: 0.259486, low: 0.14988, high: 0.386992 },
  { group: { successes: 0, n: 8 }, mean: 0.17493, low: 0.081446, high: 0.294591 },
])('$group.successes of $group.n are drawn to $mean', ({ group, mean, low, high }) => {
  const found = shrunkShare({ group, prior: betaBinomialFit({ groups }) as BetaPrior })
  expect(found.mean).toBeCloseTo(mean, 4)
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

test('with a prior that is given the posterior is the beta distribution of SciPy', () => {
  const prior = { a: 2, b: 8, isAlike: false, pooled: 0.2, n: 290 }
  const found = shrunkShare({ group: { successes: 2, n: 20 }, prior })
  expect(found.mean).toBeCloseTo(4 / 30, 12)
  expect([found.low, found.high]).toEqual([expect.closeTo(0.038895, 5), expect.closeTo(0.273515, 5)])
})

test('groups that differ no more than chance makes them have one share', () => {
  const prior = betaBinomialFit({
    groups: [
      { successes: 20, n: 100 },
      { successes: 21, n: 100 },
      { successes: 19, n: 100 },
    ],
  }) as BetaPrior
  expect(prior.isAlike).toBe(true)
  const found = shrunkShare({ group: { successes: 0, n: 3 }, prior })
  expect(found.mean).toBeCloseTo(0.2, 2)
})

test('one group is alike itself, and of nobody nothing is known', () => {
  expect(betaBinomialFit({ groups: [{ successes: 3, n: 9 }] })).toMatchObject({ isAlike: true, pooled: 1 / 3 })
  expect(betaBinomialFit({ groups: [{ successes: 0, n: 0 }] })).toBeNull()
  expect(() => betaBinomialFit({ groups: [{ successes: 4, n: 3 }] })).toThrow('groups[0].successes')
})
