import { expect, test } from 'vitest'
import { drawsFrom, projectedProblems, silentMultiplier, weightedShare, wilson } from './index.ts'
import { shareDraw, triangularDraw } from './draws.ts'

test('of 800 customers asked: problem rate, share who complained, silent sufferers and silent leavers', () => {
  for (const [successes, n, share, low, high] of [
    [232, 800, 0.29, 0.259619, 0.322388],
    [58, 232, 0.25, 0.198659, 0.309485],
    [174, 800, 0.2175, 0.190299, 0.247401],
    [52, 800, 0.065, 0.04991, 0.084247],
  ] as const) {
    const found = wilson({ successes, n })
    expect(found?.share).toBe(share)
    expect(found?.low).toBeCloseTo(low, 6)
    expect(found?.high).toBeCloseTo(high, 6)
  }
})

test('each complaint stands for four problems, and 5,200 complainants for 20,800', () => {
  const found = silentMultiplier({ complained: 58, n: 232 })
  expect(found?.multiplier).toBe(4)
  expect(found?.low).toBeCloseTo(3.231, 3)
  expect(found?.high).toBeCloseTo(5.034, 3)
  const projected = found && projectedProblems(5200, found)
  expect(projected?.problems).toBe(20_800)
  expect(projected?.low).toBeCloseTo(16_802, -0.5)
  expect(projected?.high).toBeCloseTo(26_176, -0.5)
})

test('the money of silent leavers takes the direct proportion: 3,250,000 (2,495,515 to 4,212,366)', () => {
  const leavers = wilson({ successes: 52, n: 800 })
  const money = [leavers?.share, leavers?.low, leavers?.high].map((share) => (share ?? 0) * 200_000 * 250)
  expect(money[0]).toBeCloseTo(3_250_000, 4)
  expect(Math.abs((money[1] ?? 0) / 2_495_515 - 1)).toBeLessThan(1e-6)
  expect(Math.abs((money[2] ?? 0) / 4_212_366 - 1)).toBeLessThan(1e-6)
})

test('where nobody complained or nobody had a problem, the multiplier is not known', () => {
  expect(silentMultiplier({ complained: 0, n: 40 })).toBeNull()
  expect(silentMultiplier({ complained: 0, n: 0 })).toBeNull()
})

test('a part that answered less counts as much as its customers', () => {
  const found = weightedShare({
    strata: [
      { size: 800, n: 50, successes: 10 },
      { size: 200, n: 50, successes: 30 },
    ],
  })
  expect(found?.share).toBeCloseTo(0.28, 12)
  expect(found?.effective).toBeCloseTo(73.529412, 6)
  expect(found?.low).toBeCloseTo(0.190281, 6)
  expect(found?.high).toBeCloseTo(0.391565, 6)
  expect(found?.unseen).toBe(0)
})

test('where every part answered alike, weighting changes nothing; parts without answers are unseen', () => {
  const even = weightedShare({
    strata: [
      { size: 600, n: 60, successes: 9 },
      { size: 400, n: 40, successes: 3 },
    ],
  })
  expect(even).toMatchObject({ share: 0.12, n: 100 })
  expect(even?.low).toBeCloseTo(wilson({ successes: 12, n: 100 })?.low ?? 0, 12)
  const half = weightedShare({
    strata: [
      { size: 750, n: 20, successes: 5 },
      { size: 250, n: 0, successes: 0 },
    ],
  })
  expect(half).toMatchObject({ share: 0.25, unseen: 0.25 })
  expect(weightedShare({ strata: [{ size: 10, n: 0, successes: 0 }] })).toBeNull()
})

const many = (draw: () => number) => Array.from({ length: 20_000 }, draw)
const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('draws by seed repeat, spread evenly, and follow the triangle and the beta they are asked for', () => {
  const draws = drawsFrom(42)
  const again = drawsFrom(42)
  expect(Array.from({ length: 5 }, draws)).toEqual(Array.from({ length: 5 }, again))
  expect(drawsFrom(43)()).not.toBe(drawsFrom(42)())
  expect(meanOf(many(draws))).toBeCloseTo(0.5, 1.7)
  const triangle = many(() => triangularDraw({ low: 1, likely: 2, high: 6 }, draws))
  expect(Math.abs(meanOf(triangle) - 3)).toBeLessThan(0.05)
  expect([Math.min(...triangle) >= 1, Math.max(...triangle) <= 6]).toEqual([true, true])
  const shares = many(() => shareDraw({ successes: 58, n: 232 }, draws))
  expect(Math.abs(meanOf(shares) - 58.5 / 233)).toBeLessThan(0.001)
  expect(Math.abs(meanOf(many(() => shareDraw({ successes: 0, n: 40 }, draws))) - 0.5 / 41)).toBeLessThan(0.001)
})
