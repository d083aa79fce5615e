import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sisonGlaz } from './index.ts'

const near = (low: number, high: number) => ({ low: expect.closeTo(low, 6), high: expect.closeTo(high, 6) })

test('our four causes have the simultaneous limits computed in R', () => {
  expect(sisonGlaz({ counts: [40, 118, 52, 30] })).toMatchObject([
    near(0.104167, 0.233934),
    near(0.429167, 0.558934),
    near(0.154167, 0.283934),
    near(0.0625, 0.192268),
  ])
})

test("the authors' own example has the limits computed in R", () => {
  const intervals = sisonGlaz({ counts: [56, 72, 73, 59, 62, 87, 58] })
  expect(intervals?.[0]).toMatchObject(near(0.079229, 0.164356))
  expect(intervals?.[5]).toMatchObject(near(0.14561, 0.230737))
})

const someCases = fc
  .array(fc.nat({ max: 3000 }), { minLength: 2, maxLength: 8 })
  .filter((counts) => counts.some((count) => count > 0))

test('every share lies in its interval and the interval in 0 to 1', () => {
  fc.assert(
    fc.property(someCases, (counts) => {
      for (const { share, low, high } of sisonGlaz({ counts }) ?? []) {
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(share)
        expect(high).toBeGreaterThanOrEqual(share)
        expect(high).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('the order of the categories does not matter', () => {
  fc.assert(
    fc.property(someCases, (counts) => {
      const backwards = sisonGlaz({ counts: counts.toReversed() })?.toReversed()
      sisonGlaz({ counts })?.forEach((interval, index) => {
        expect(interval.low).toBeCloseTo(backwards?.[index]?.low ?? Number.NaN, 9)
        expect(interval.high).toBeCloseTo(backwards?.[index]?.high ?? Number.NaN, 9)
      })
    }),
  )
})

test('the same shares of four times the cases are known more closely', () => {
  const width = (counts: number[]) => {
    const [first] = sisonGlaz({ counts }) ?? []
    return first ? first.high - first.low : Number.NaN
  }
  expect(width([160, 472, 208, 120])).toBeLessThan(width([40, 118, 52, 30]))
})

test('one case in one category leaves everything open', () => {
  expect(sisonGlaz({ counts: [1, 0] })).toMatchObject([
    { share: 1, high: 1 },
    { share: 0, low: 0 },
  ])
})

test('no cases at all is unknown, not zero', () => {
  expect(sisonGlaz({ counts: [0, 0] })).toBeNull()
})

test('a wrong argument is refused by name', () => {
  expect(() => sisonGlaz({ counts: [] })).toThrow('counts must hold two or more categories; got 0')
  expect(() => sisonGlaz({ counts: [1, 1.5] })).toThrow('counts[1] must be a whole number')
  expect(() => sisonGlaz({ counts: [1, 2], confidence: 1 })).toThrow('confidence must lie between 0 and 1')
})
