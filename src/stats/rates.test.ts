import fc from 'fast-check'
import { expect, test } from 'vitest'
import { poissonRate, rateRatio } from './index.ts'

test('8 complaints in 0.8 thousand orders are 10 a thousand, from 4.317 to 19.704', () => {
  expect(poissonRate({ events: 8, exposure: 0.8 })).toEqual({
    rate: 10,
    low: expect.closeTo(4.31729, 5),
    high: expect.closeTo(19.703987, 6),
    n: 8,
    confidence: 0.95,
  })
})

test('no complaints in 3 weeks still allow for a rate of 1.23 a week', () => {
  const interval = poissonRate({ events: 0, exposure: 3 })
  expect(interval).toMatchObject({ rate: 0, low: 0 })
  expect(interval?.high).toBeCloseTo(-Math.log(0.025) / 3, 12)
})

// R 4.2.2 poisson.test
test.each([
  {
    rate: { events: 45, exposure: 33_000 },
    against: { events: 120, exposure: 60_000 },
    known: [0.681818, 0.472878, 0.967923, 0.027969],
  },
  {
    rate: { events: 12, exposure: 6 },
    against: { events: 40, exposure: 8 },
    known: [0.4, 0.191027, 0.777717, 0.004586],
  },
  { rate: { events: 0, exposure: 4 }, against: { events: 18, exposure: 12 }, known: [0, 0, 0.682346, 0.011059] },
])('$rate.events against $against.events has the ratio, limits and p that R gives', ({ rate, against, known }) => {
  const found = rateRatio({ rate, against })
  expect([found?.ratio, found?.low, found?.high, found?.p]).toEqual(known.map((value) => expect.closeTo(value, 6)))
  expect(found?.n).toBe(rate.events + against.events)
})

const rates = fc.record({ events: fc.nat({ max: 2000 }), exposure: fc.double({ min: 0.01, max: 1e5, noNaN: true }) })

test('a rate lies in its interval', () => {
  fc.assert(
    fc.property(rates, ({ events, exposure }) => {
      const interval = poissonRate({ events, exposure })
      expect(interval?.low).toBeLessThanOrEqual(events / exposure)
      expect(interval?.high).toBeGreaterThan(events / exposure)
    }),
  )
})

test('measuring exposure in thousands multiplies the rate and its limits by a thousand', () => {
  fc.assert(
    fc.property(rates, ({ events, exposure }) => {
      const single = poissonRate({ events, exposure })
      const thousands = poissonRate({ events, exposure: exposure / 1000 })
      expect((thousands?.high ?? 0) / (single?.high ?? 1)).toBeCloseTo(1000, 6)
      expect(thousands?.low).toBeCloseTo((single?.low ?? Number.NaN) * 1000, 6)
    }),
  )
})

test('comparing the other way round inverts the ratio, swaps the limits and keeps p', () => {
  fc.assert(
    fc.property(rates, rates, (rate, against) => {
      fc.pre(rate.events > 0 && against.events > 0)
      const there = rateRatio({ rate, against })
      const back = rateRatio({ rate: against, against: rate })
      expect((there?.ratio ?? 0) * (back?.ratio ?? 0)).toBeCloseTo(1, 9)
      expect((there?.low ?? 0) * (back?.high ?? 0)).toBeCloseTo(1, 9)
      expect(there?.p).toBeCloseTo(back?.p ?? Number.NaN, 9)
    }),
  )
})

test('p is small exactly when 1 lies outside an interval that is not a close call', () => {
  const apart = rateRatio({ rate: { events: 10, exposure: 1 }, against: { events: 40, exposure: 1 } })
  const alike = rateRatio({ rate: { events: 20, exposure: 1 }, against: { events: 22, exposure: 1 } })
  expect(apart?.high).toBeLessThan(1)
  expect(apart?.p).toBeLessThan(0.001)
  expect(alike?.high).toBeGreaterThan(1)
  expect(alike?.p).toBeGreaterThan(0.8)
})

test('nothing before and something now is more, without an upper limit', () => {
  const found = rateRatio({ rate: { events: 18, exposure: 12 }, against: { events: 0, exposure: 4 } })
  expect(found).toMatchObject({ ratio: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY })
  expect(found?.low).toBeCloseTo(1 / 0.6823459523, 6)
})

test('a rate without exposure, or a ratio of nothing to nothing, is unknown', () => {
  expect(poissonRate({ events: 3, exposure: 0 })).toBeNull()
  expect(rateRatio({ rate: { events: 0, exposure: 1 }, against: { events: 0, exposure: 1 } })).toBeNull()
  expect(rateRatio({ rate: { events: 2, exposure: 0 }, against: { events: 1, exposure: 1 } })).toBeNull()
})

test('a wrong argument is refused by name', () => {
  expect(() => poissonRate({ events: 1.5, exposure: 1 })).toThrow('events must be a whole number, 0 or more; got 1.5')
  expect(() => poissonRate({ events: 1, exposure: -2 })).toThrow('exposure must be a finite number, 0 or more; got -2')
  const fine = { events: 1, exposure: 1 }
  expect(() => rateRatio({ rate: fine, against: { events: -1, exposure: 1 } })).toThrow('against.events must be')
  expect(() => rateRatio({ rate: { events: 1, exposure: Number.NaN }, against: fine })).toThrow('rate.exposure must be')
})
