import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaTails } from './incomplete-beta.ts'
import { gammaTails } from './incomplete-gamma.ts'
import { betaQuantile, gammaQuantile, normalQuantile } from './quantiles.ts'
import { devianceFrom, stirlingRemainder } from './stirling.ts'

// Known values: mpmath 1.3 with 40 digits, rounded to the 16 a number here can hold.
const below = (lower: number) => ({ lower, upper: 1 - lower })
const off = (value: number, known: number) => Math.abs(value / known - 1)

test.each([
  [0.025, -1.959963984540054],
  [0.9995, 3.290526731491926],
  [1e-10, -6.361340902404056],
  [0.9916666666666667, 2.393979799818511],
])('normal quantile at %d is right to 13 digits', (p, known) => {
  expect(off(normalQuantile(below(p)), known)).toBeLessThan(1e-13)
})

test.each([
  [1, 0.025, 0.0253178079842899],
  [2, 0.005, 0.1034945467480911],
  [8, 0.025, 3.453832176748501],
  [9, 0.975, 15.76318922019332],
  [40, 0.0005, 22.39552424762442],
  [1000, 0.975, 1062.921151224888],
  [10_000, 0.9995, 10_332.33197655315],
  [100_000, 0.025, 99_381.1526637447],
])('gamma quantile of shape %d at %d is right to 12 digits', (shape, p, known) => {
  expect(off(gammaQuantile(shape, below(p)), known)).toBeLessThan(1e-12)
})

test.each([
  [1, 40, 0.025, 0.000632744932049419],
  [9, 52, 0.025, 0.07095619525709114],
  [10, 51, 0.975, 0.2657404477572951],
  [3, 18, 0.995, 0.387125257067526],
  [0.5, 0.5, 0.0005, 6.16850148233341e-7],
  [120, 46, 0.9995, 0.826925668240742],
  [500, 99_501, 0.025, 0.004572244150070587],
  [5, 999_996, 0.995, 1.259403566872149e-5],
  [1, 1_000_000, 0.975, 3.688872650206489e-6],
])('beta quantile of %d, %d at %d is right to 11 digits', (a, b, p, known) => {
  expect(off(betaQuantile(a, b, below(p)), known)).toBeLessThan(1e-11)
})

test.each([
  [1, 2, 0.8646647167633874, 0.1353352832366127],
  [8, 3.5, 0.02673892209131969, 0.9732610779086803],
  [0.5, 1.92, 0.9499564787512949, 0.0500435212487051],
  [1000, 1060, 0.969340199825713, 0.03065980017428699],
  [1_000_000, 1_002_000, 0.9771959041012301, 0.02280409589876986],
])('both gamma tails of shape %d at %d are right to 12 digits', (shape, x, lower, upper) => {
  const tails = gammaTails(shape, x)
  expect(off(tails.lower, lower)).toBeLessThan(1e-12)
  expect(off(tails.upper, upper)).toBeLessThan(1e-12)
})

test('the gamma tails at the ends of the line are all or nothing', () => {
  expect(gammaTails(3, 0)).toEqual({ lower: 0, upper: 1 })
  expect(gammaTails(3, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 })
})

test.each([
  [2, 2, 0.25, 0.15625, 0.84375],
  [9, 52, 0.1, 0.141635604798345, 0.858364395201655],
  [500, 99_501, 0.006, 0.999988383235783, 1.16167642173968e-5],
])('both beta tails of %d, %d at %d are right to 11 digits', (a, b, x, lower, upper) => {
  const tails = betaTails(a, b, x, 1 - x)
  expect(off(tails.lower, lower)).toBeLessThan(1e-11)
  expect(off(tails.upper, upper)).toBeLessThan(1e-11)
})

test('the remainder of Stirling is exact where the gamma function is a factorial', () => {
  const half = 0.5 * Math.log(2 * Math.PI)
  expect(stirlingRemainder(1)).toBeCloseTo(1 - half, 14)
  expect(stirlingRemainder(20)).toBeCloseTo(Math.log(121_645_100_408_832_000) - 19.5 * Math.log(20) + 20 - half, 13)
})

test('the deviance agrees with its plain form where that loses no digits', () => {
  expect(devianceFrom(10, 20)).toBeCloseTo(10 - 10 * Math.log(2), 14)
  expect(devianceFrom(10, 8.5)).toBeCloseTo(10 * Math.log(10 / 8.5) - 1.5, 14)
  expect(devianceFrom(7, 7)).toBe(0)
})

const p = fc.double({ min: 1e-8, max: 1 - 1e-8, noNaN: true })
const shape = fc.double({ min: 0.5, max: 1e5, noNaN: true })

test('the probability below a gamma quantile is the one asked for', () => {
  fc.assert(
    fc.property(shape, p, (a, lower) => {
      const tails = gammaTails(a, gammaQuantile(a, below(lower)))
      expect(off(tails.lower, lower)).toBeLessThan(1e-9)
    }),
  )
})

const fromOne = fc.double({ min: 1, max: 1e5, noNaN: true })

test('the probability below a beta quantile is the one asked for', () => {
  fc.assert(
    fc.property(fromOne, fromOne, p, (a, b, lower) => {
      const x = betaQuantile(a, b, below(lower))
      const tails = betaTails(a, b, x, 1 - x)
      expect(Math.abs(tails.lower - lower)).toBeLessThan(1e-8)
    }),
  )
})

test('normal quantiles mirror each other around 0', () => {
  expect(normalQuantile(below(0.5))).toBe(0)
  fc.assert(
    fc.property(p, (lower) => {
      expect(normalQuantile({ lower: 1 - lower, upper: lower })).toBe(-normalQuantile({ lower, upper: 1 - lower }))
    }),
  )
})
