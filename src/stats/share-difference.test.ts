import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareDifference } from './index.ts'

test("56 of 70 against 48 of 80 is Newcombe's example: 0.2000, from 0.0524 to 0.3339", () => {
  const found = shareDifference({ share: { successes: 56, n: 70 }, against: { successes: 48, n: 80 } })
  expect(found).toMatchObject({ difference: expect.closeTo(0.2, 12), n: 70, confidence: 0.95 })
  expect(found?.low).toBeCloseTo(0.0524, 4)
  expect(found?.high).toBeCloseTo(0.3339, 4)
})

// Further examples of Newcombe (1998), Table II, method 10.
test.each([
  [{ successes: 9, n: 10 }, { successes: 3, n: 10 }, 0.6, 0.1705, 0.809],
  [{ successes: 5, n: 56 }, { successes: 0, n: 29 }, 0.0893, -0.0381, 0.1926],
  [{ successes: 10, n: 10 }, { successes: 0, n: 10 }, 1, 0.6075, 1],
])('%o against %o has the published limits', (share, against, difference, low, high) => {
  const found = shareDifference({ share, against })
  expect(found?.difference).toBeCloseTo(difference, 4)
  expect(found?.low).toBeCloseTo(low, 4)
  expect(found?.high).toBeCloseTo(high, 4)
})

const shares = fc
  .integer({ min: 1, max: 50_000 })
  .chain((n) => fc.record({ successes: fc.nat({ max: n }), n: fc.constant(n) }))

test('the difference lies in its interval and the interval in −1 to 1', () => {
  fc.assert(
    fc.property(shares, shares, (share, against) => {
      const found = shareDifference({ share, against })
      const difference = share.successes / share.n - against.successes / against.n
      expect(found?.low).toBeGreaterThanOrEqual(-1)
      expect(found?.low).toBeLessThanOrEqual(difference)
      expect(found?.high).toBeGreaterThanOrEqual(difference)
      expect(found?.high).toBeLessThanOrEqual(1)
    }),
  )
})

test('comparing the other way round turns the interval over', () => {
  fc.assert(
    fc.property(shares, shares, (share, against) => {
      const there = shareDifference({ share, against })
      const back = shareDifference({ share: against, against: share })
      expect(there?.low).toBeCloseTo(-(back?.high ?? Number.NaN), 12)
      expect(there?.high).toBeCloseTo(-(back?.low ?? Number.NaN), 12)
    }),
  )
})

test('nothing on either side is unknown, not "no difference"', () => {
  const some = { successes: 1, n: 2 }
  const none = { successes: 0, n: 0 }
  expect(shareDifference({ share: none, against: some })).toBeNull()
  expect(shareDifference({ share: some, against: none })).toBeNull()
})

test('a wrong argument is refused by name', () => {
  const fine = { successes: 1, n: 2 }
  expect(() => shareDifference({ share: { successes: 3, n: 2 }, against: fine })).toThrow(
    'share.successes must be a whole number, 0 to share.n (2); got 3',
  )
  expect(() => shareDifference({ share: fine, against: { successes: 0, n: -1 } })).toThrow('against.n must be')
})
