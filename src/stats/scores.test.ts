import { expect, test } from 'vitest'
import { controlChart, meanInterval, netPromoter, netPromoterAdjusted, wilson } from './index.ts'
import { studentQuantile } from './mean-interval.ts'

test('net promoter score with its standard error and interval', () => {
  const found = netPromoter({ promoters: 50, passives: 30, detractors: 20 })
  expect(found?.score).toBeCloseTo(30, 10)
  expect(found?.standardError).toBeCloseTo(7.81, 3)
  expect(found?.low).toBeCloseTo(14.69, 2)
  expect(found?.high).toBeCloseTo(45.31, 2)
  const other = netPromoter({ promoters: 120, passives: 60, detractors: 20 })
  expect(other?.score).toBeCloseTo(50, 10)
  expect(other?.standardError).toBeCloseTo(4.743, 3)
  expect(other?.low).toBeCloseTo(40.7, 2)
  expect(other?.high).toBeCloseTo(59.3, 2)
})

test('with three invented answers the interval stays honest at the ends', () => {
  const found = netPromoterAdjusted({ promoters: 50, passives: 30, detractors: 20 })
  expect(found?.score).toBeCloseTo(29.13, 2)
  expect(found?.low).toBeCloseTo(14.05, 2)
  expect(found?.high).toBeCloseTo(44.2, 2)
  expect(found?.n).toBe(100)
  const all = netPromoterAdjusted({ promoters: 6, passives: 0, detractors: 0 })
  expect(all?.low).toBeLessThan(100)
  expect(netPromoter({ promoters: 0, passives: 0, detractors: 0 })).toBeNull()
})

test('satisfied customers: 84 of 120 chose one of the two best answers', () => {
  const found = wilson({ successes: 84, n: 120 })
  expect(found?.share).toBe(0.7)
  expect(found?.low).toBeCloseTo(0.612849, 6)
  expect(found?.high).toBeCloseTo(0.774744, 6)
})

const counted = (scores: number[]) =>
  new Map([...Map.groupBy(scores, (score) => score)].map(([score, all]) => [score, all.length]))

test('effort from 1 to 7 as a mean with Student’s interval', () => {
  const found = meanInterval({ counts: counted([7, 6, 5, 7, 3, 6, 2, 7, 5, 6, 1, 6]) })
  expect(found?.mean).toBeCloseTo(5.083333, 6)
  expect(found?.deviation).toBeCloseTo(2.020726, 6)
  expect(found?.low).toBeCloseTo(3.799425, 6)
  expect(found?.high).toBeCloseTo(6.367241, 6)
  expect(meanInterval({ counts: new Map([[5, 1]]) })).toBeNull()
})

test('Student’s points are those of the tables', () => {
  const upper = { lower: 0.975, upper: 0.025 }
  for (const [degrees, t] of [
    [1, 12.706205],
    [2, 4.302653],
    [11, 2.200985],
    [30, 2.042272],
    [120, 1.97993],
    [1e6, 1.959966],
  ] as const)
    expect(studentQuantile(degrees, upper)).toBeCloseTo(t, 5)
  expect(studentQuantile(11, { lower: 0.025, upper: 0.975 })).toBeCloseTo(-2.200985, 6)
  expect(studentQuantile(3, { lower: 0.5, upper: 0.5 })).toBe(0)
})

test('in a trend only a period outside the limits says that something changed', () => {
  const periods = [80, 78, 82, 60].map((sum) => ({ n: 100, sum }))
  const chart = controlChart({ periods })
  expect(chart?.centre).toBe(0.75)
  expect(chart?.points.map((point) => point?.signal)).toEqual([null, null, null, 'below'])
  expect(chart?.points[0]?.low).toBeCloseTo(0.620096, 6)
  expect(chart?.points[0]?.high).toBeCloseTo(0.879904, 6)
})

test('a period without answers is unknown, few answers make wide limits, one period has no trend', () => {
  const chart = controlChart({
    periods: [
      { n: 100, sum: 70 },
      { n: 0, sum: 0 },
      { n: 4, sum: 0 },
    ],
  })
  expect(chart?.points[1]).toBeNull()
  expect(chart?.points[2]).toMatchObject({ value: 0, low: 0, signal: null })
  expect(controlChart({ periods: [{ n: 9, sum: 3 }] })).toBeNull()
})

test('a trend of means takes the variance of single answers', () => {
  const periods = [500, 520, 600].map((sum) => ({ n: 100, sum }))
  const chart = controlChart({ periods, variance: 4, range: { low: 1, high: 7 } })
  expect(chart?.centre).toBeCloseTo(5.4, 12)
  expect(chart?.points.map((point) => point?.signal)).toEqual([null, null, null])
  const narrow = controlChart({ periods, variance: 1, range: { low: 1, high: 7 } })
  expect(narrow?.points.map((point) => point?.signal)).toEqual(['below', null, 'above'])
})
