import { expect, test } from 'vitest'
import { type GoldCase, sharesFromGold, wilson } from './index.ts'

const cases = (table: number[][]): GoldCase[] =>
  table.flatMap((row, truth) =>
    row.flatMap((count, predicted) => Array.from({ length: count }, () => ({ truth, predicted }))),
  )

test('a share that the model helps with has the prediction-powered value and Wilson’s limits for what it is worth', () => {
  const gold = cases([
    [125, 15],
    [12, 48],
  ])
  const found = sharesFromGold({ gold, predicted: [3250, 1750] })
  const second = found?.shares[1]
  expect(found).toMatchObject({ n: 200, others: 5000 })
  expect(found?.lambda).toBeCloseTo(0.615942, 6)
  expect(second).toMatchObject({ method: 'prediction-powered', positives: 60, naive: 0.35 })
  expect(second?.share).toBeCloseTo(0.321558, 6)
  const error = 0.024091 ** 2 + (0.615942 / 200) ** 2
  const same = wilson({ successes: 321558, n: 1_000_000 })
  expect(same?.share).toBeCloseTo(second?.share ?? 0, 6)
  const n = (0.321558 * 0.678442) / error
  const centre = (0.321558 + 3.841459 / 2 / n) / (1 + 3.841459 / n)
  expect(((second?.low ?? 0) + (second?.high ?? 0)) / 2).toBeCloseTo(centre, 5)
  expect(second?.effectiveN).toBeGreaterThan(200)
})

test('a class with fewer than ten gold cases speaks for itself, without the model', () => {
  const gold = cases([
    [150, 20, 2],
    [11, 8, 0],
    [3, 2, 4],
  ])
  const found = sharesFromGold({ gold, predicted: [3000, 1500, 500] })
  const alone = wilson({ successes: 9, n: 200 })
  expect(found?.lambda).toBeGreaterThan(0)
  expect(found?.shares.map(({ method }) => method)).toEqual(['prediction-powered', 'prediction-powered', 'wilson'])
  expect(found?.shares[2]).toMatchObject({ share: 0.045, effectiveN: 200, naive: 0.1, positives: 9 })
  expect(found?.shares[2]?.low).toBeCloseTo(alone?.low ?? 0, 12)
  expect(found?.shares[2]?.high).toBeCloseTo(alone?.high ?? 0, 12)
})

test('where the model was hardly ever seen to be wrong, its errors are not known and the sample speaks alone', () => {
  const gold = cases([
    [58, 2],
    [2, 38],
  ])
  expect(sharesFromGold({ gold, predicted: [500, 500] })?.shares[0]?.method).toBe('wilson')
  const wrongOnceMore = cases([
    [57, 3],
    [2, 38],
  ])
  expect(sharesFromGold({ gold: wrongOnceMore, predicted: [500, 500] })?.shares[0]?.method).toBe('prediction-powered')
})

test('a class that the sample does not hold is not excluded', () => {
  const found = sharesFromGold({ gold: cases([[40, 0], [0, 0]]), predicted: [100, 0] }) // biome-ignore format: a table
  expect(found?.shares[1]?.share).toBe(0)
  expect(found?.shares[1]?.low).toBe(0)
  expect(found?.shares[1]?.high).toBeCloseTo(0.087622, 6)
})

test('intervals that hold at once are wider, and without a sample there are none', () => {
  const gold = cases([
    [48, 8, 4],
    [9, 82, 9],
    [3, 6, 31],
  ])
  const predicted = [1450, 2500, 1050]
  const each = sharesFromGold({ gold, predicted })
  const all = sharesFromGold({ gold, predicted, simultaneous: true })
  for (const at of [0, 1, 2]) {
    expect(all?.shares[at]?.low).toBeLessThan(each?.shares[at]?.low ?? 0)
    expect(all?.shares[at]?.high).toBeGreaterThan(each?.shares[at]?.high ?? 1)
  }
  expect(sharesFromGold({ gold: [], predicted })).toBeNull()
})
