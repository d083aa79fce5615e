import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goodman, wilson } from './index.ts'

const near = (low: number, high: number) => ({ low: expect.closeTo(low, 6), high: expect.closeTo(high, 6) })

test('our four causes have the simultaneous limits computed in R', () => {
  expect(goodman({ counts: [40, 118, 52, 30] })).toMatchObject([
    near(0.115194, 0.235029),
    near(0.412303, 0.571452),
    near(0.157879, 0.289811),
    near(0.081009, 0.187992),
  ])
})

test('the first class of the Sison-Glaz example has the limits computed in R', () => {
  expect(goodman({ counts: [56, 72, 73, 59, 62, 87, 58] })?.[0]).toMatchObject(near(0.085167, 0.166261))
})

test('holding all at once costs width against one share alone', () => {
  const counts = fc.array(fc.nat({ max: 5000 }), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(counts, (seen) => {
      const n = seen.reduce((sum, count) => sum + count, 0)
      fc.pre(n > 0)
      goodman({ counts: seen })?.forEach((together, index) => {
        const alone = wilson({ successes: seen[index] ?? 0, n })
        expect(together.low).toBeLessThanOrEqual(alone?.low ?? Number.NaN)
        expect(together.high).toBeGreaterThanOrEqual(alone?.high ?? Number.NaN)
      })
    }),
  )
})

test('no cases at all is unknown, not zero', () => {
  expect(goodman({ counts: [0, 0, 0] })).toBeNull()
})

test('a wrong argument is refused by name', () => {
  expect(() => goodman({ counts: [3] })).toThrow('counts must hold two or more categories; got 1')
  expect(() => goodman({ counts: [3, -1] })).toThrow('counts[1] must be a whole number, 0 or more; got -1')
})
