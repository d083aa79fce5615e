import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clopperPearson, wilson } from './index.ts'

// R 4.2.2: prop.test(correct = FALSE) and binom.test; rounded there to six decimals.
const worked = [
  { successes: 9, n: 60, wilson: [0.080974, 0.261146], exact: [0.070956, 0.26574] },
  { successes: 0, n: 40, wilson: [0, 0.087622], exact: [0, 0.088097] },
  { successes: 45, n: 150, wilson: [0.232408, 0.37758], exact: [0.22797, 0.380121] },
  { successes: 2, n: 20, wilson: [0.027866, 0.301034], exact: [0.012349, 0.316983] },
] as const

for (const { successes, n, ...known } of worked) {
  test(`${successes} of ${n} has the limits R gives`, () => {
    const score = wilson({ successes, n })
    const exact = clopperPearson({ successes, n })
    expect(score).toMatchObject({ share: successes / n, n, confidence: 0.95 })
    expect(score?.low).toBeCloseTo(known.wilson[0], 6)
    expect(score?.high).toBeCloseTo(known.wilson[1], 6)
    expect(exact?.low).toBeCloseTo(known.exact[0], 6)
    expect(exact?.high).toBeCloseTo(known.exact[1], 6)
  })
}

const methods = { wilson, clopperPearson }
const shares = fc.nat({ max: 100_000 }).chain((n) => fc.record({ successes: fc.nat({ max: n }), n: fc.constant(n) }))
const confidences = fc.double({ min: 0.5, max: 0.9999, noNaN: true })

for (const [name, interval] of Object.entries(methods)) {
  test(`${name}: the share lies in its interval and the interval in 0 to 1`, () => {
    fc.assert(
      fc.property(shares, confidences, ({ successes, n }, confidence) => {
        fc.pre(n > 0)
        const known = interval({ successes, n, confidence })
        expect(known?.low).toBeGreaterThanOrEqual(0)
        expect(known?.low).toBeLessThanOrEqual(successes / n)
        expect(known?.high).toBeGreaterThanOrEqual(successes / n)
        expect(known?.high).toBeLessThanOrEqual(1)
      }),
    )
  })

  test(`${name}: counting the failures instead mirrors the interval`, () => {
    fc.assert(
      fc.property(shares, ({ successes, n }) => {
        fc.pre(n > 0)
        const here = interval({ successes, n })
        const mirrored = interval({ successes: n - successes, n })
        expect(here?.low).toBeCloseTo(1 - (mirrored?.high ?? Number.NaN), 10)
        expect(here?.high).toBeCloseTo(1 - (mirrored?.low ?? Number.NaN), 10)
      }),
    )
  })

  test(`${name}: the same share of more cases is known more closely`, () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 2, max: 10 }), ({ successes, n }, times) => {
        fc.pre(n > 0)
        const few = interval({ successes, n })
        const many = interval({ successes: successes * times, n: n * times })
        expect(width(many)).toBeLessThan(width(few))
      }),
    )
  })

  test(`${name}: more confidence needs a wider interval`, () => {
    fc.assert(
      fc.property(shares, ({ successes, n }) => {
        fc.pre(n > 0)
        const sure = interval({ successes, n, confidence: 0.99 })
        expect(width(sure)).toBeGreaterThan(width(interval({ successes, n })))
      }),
    )
  })

  test(`${name}: nothing seen is unknown, not zero`, () => {
    expect(interval({ successes: 0, n: 0 })).toBeNull()
  })

  test(`${name}: a wrong argument is refused by name`, () => {
    expect(() => interval({ successes: 61, n: 60 })).toThrow('successes must be a whole number, 0 to n (60); got 61')
    expect(() => interval({ successes: -1, n: 60 })).toThrow(RangeError)
    expect(() => interval({ successes: 1, n: 2.5 })).toThrow('n must be a whole number, 0 or more; got 2.5')
    expect(() => interval({ successes: Number.NaN, n: 3 })).toThrow('got NaN')
    expect(() => interval({ successes: 1, n: 2, confidence: 95 })).toThrow('confidence must lie between 0 and 1')
  })
}

test('the exact interval is wider than the score interval on both sides of a middling share', () => {
  const score = wilson({ successes: 20, n: 50 })
  const exact = clopperPearson({ successes: 20, n: 50 })
  expect(width(exact)).toBeGreaterThan(width(score))
})

function width(interval: { low: number; high: number } | null): number {
  return interval ? interval.high - interval.low : Number.NaN
}
