import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectiveSample, type GoldCase, predictionPoweredShares } from './index.ts'

/** The sample as a table: rows what people said, columns what the model said. */
const cases = (table: number[][]): GoldCase[] =>
  table.flatMap((row, truth) =>
    row.flatMap((count, predicted) => Array.from({ length: count }, () => ({ truth, predicted }))),
  )
const two = {
  gold: cases([
    [125, 15],
    [12, 48],
  ]),
  predicted: [3250, 1750],
}
const three = {
  gold: cases([
    [48, 8, 4],
    [9, 82, 9],
    [3, 6, 31],
  ]),
  predicted: [1450, 2500, 1050],
}

// ppi_py commit bd90caa; scipy 1.10.
test.each([
  { lambda: 0, share: 0.3, error: 0.032404, low: 0.23649, high: 0.36351 },
  { lambda: 1, share: 0.335, error: 0.026821, low: 0.282431, high: 0.387569 },
  { lambda: undefined, share: 0.321558, error: 0.024091, low: 0.274341, high: 0.368775 },
])('two classes at λ $lambda as the reference has them', ({ lambda, share, error, low, high }) => {
  const found = predictionPoweredShares({ ...two, lambda })
  const second = found?.shares[1]
  expect(found).toMatchObject({ n: 200, others: 5000 })
  expect(found?.lambda).toBeCloseTo(lambda ?? 0.615942, 6)
  expect(second?.naive).toBe(0.35)
  const wanted = { share, standardError: error, low, high }
  for (const [name, known] of Object.entries(wanted))
    expect(second?.[name as keyof typeof wanted], name).toBeCloseTo(known, 6)
})

test('three classes have one λ, add up to 1, and are worth more cases than were read', () => {
  const found = predictionPoweredShares(three)
  expect(found?.lambda).toBeCloseTo(0.66595, 6)
  const known = [
    [0.293341, 0.248006, 0.338675],
    [0.513319, 0.461703, 0.564935],
    [0.19334, 0.151486, 0.235195],
  ]
  const limits = found?.shares.map((each) => [each.share, each.low, each.high]).flat() ?? []
  for (const [at, number] of known.flat().entries()) expect(limits[at]).toBeCloseTo(number, 5)
  expect(found?.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  expect(found?.shares[0]?.effectiveN).toBeCloseTo(392.6, 1)
  expect(found?.shares[0]).toMatchObject({ positives: 60, disagreements: 24 })
})

test('a λ for each class by itself gives other shares, which need not add up to 1', () => {
  const own = [0.699806, 0.653722, 0.642357].map(
    (lambda, at) => predictionPoweredShares({ ...three, lambda })?.shares[at]?.share ?? 0,
  )
  for (const [at, share] of [0.293002, 0.513074, 0.193576].entries()) expect(own[at]).toBeCloseTo(share, 6)
  expect(own.reduce((sum, share) => sum + share, 0)).not.toBeCloseTo(1, 4)
})

test('intervals that hold for all classes at once are wider (Bonferroni)', () => {
  const first = predictionPoweredShares({ ...three, simultaneous: true })?.shares[0]
  expect(first?.low).toBeCloseTo(0.237967, 6)
  expect(first?.high).toBeCloseTo(0.348714, 6)
})

test('a model that knows nothing is not trusted, and one that is worse than that neither', () => {
  const useless = { gold: cases([[25, 25], [25, 25]]), predicted: [400, 600] } // biome-ignore format: a table
  const worse = { gold: cases([[5, 45], [45, 5]]), predicted: [400, 600] } // biome-ignore format: a table
  for (const given of [useless, worse]) {
    const found = predictionPoweredShares(given)
    expect(found?.lambda).toBe(0)
    expect(found?.shares[0]).toMatchObject({ share: 0.5, effectiveN: 100 })
  }
})

test('equal probabilities are a plain sample, whatever they are', () => {
  const drawn = { ...three, gold: three.gold.map((each) => ({ ...each, probability: 0.04 })) }
  const [plain, found] = [predictionPoweredShares(three), predictionPoweredShares(drawn)]
  for (const [at, each] of (plain?.shares ?? []).entries()) {
    expect(found?.shares[at]?.share).toBeCloseTo(each.share, 12)
    expect(found?.shares[at]?.standardError).toBeCloseTo(each.standardError, 12)
  }
})

test('a case drawn with half the probability stands for two', () => {
  const gold = [
    ...Array.from({ length: 60 }, (_, at) => ({ truth: at % 3 === 0 ? 1 : 0, predicted: 0, probability: 0.5 })),
    ...Array.from({ length: 40 }, (_, at) => ({ truth: at % 2, predicted: 0, probability: 0.25 })),
  ]
  // 60 cases weigh 2 each, 20 of them positive; 40 weigh 4 each, 20 of them positive.
  expect(predictionPoweredShares({ gold, predicted: [10, 0] })?.shares[1]?.share).toBeCloseTo(
    (20 * 2 + 20 * 4) / (60 * 2 + 40 * 4),
    12,
  )
})

test('parts drawn apart are known more closely than one sample of all, when they differ', () => {
  const gold = Array.from({ length: 100 }, (_, at) => ({
    truth: at < 50 ? (at % 10 === 0 ? 1 : 0) : at % 10 === 0 ? 0 : 1,
    predicted: 0,
    stratum: at < 50 ? 'rare' : 'often',
  }))
  const apart = predictionPoweredShares({ gold, predicted: [100, 0] })?.shares[1]
  const together = predictionPoweredShares({
    gold: gold.map(({ truth, predicted }) => ({ truth, predicted })),
    predicted: [100, 0],
  })?.shares[1]
  expect(apart?.share).toBe(0.5)
  expect(together?.standardError).toBeCloseTo(0.05, 12)
  // Two strata of 50 with 10 % and 90 %: √(0.09 · 50/49 · 99/100 / 100).
  expect(apart?.standardError).toBeCloseTo(Math.sqrt((((0.09 * 50) / 49) * 0.99) / 100), 12)
})

test('without a sample nothing is known; without other cases the sample speaks alone', () => {
  expect(predictionPoweredShares({ gold: [], predicted: [10, 5] })).toBeNull()
  const found = predictionPoweredShares({ ...two, predicted: [0, 0] })
  expect(found?.lambda).toBe(0)
  expect(found?.shares[1]?.share).toBeCloseTo(0.3, 12)
  expect(found?.shares[1]?.effectiveN).toBe(200)
})

test('what cannot be is refused by name', () => {
  expect(() => predictionPoweredShares({ ...two, predicted: [1] })).toThrow(/predicted must hold two/)
  expect(() => predictionPoweredShares({ ...two, gold: [{ truth: 2, predicted: 0 }] })).toThrow(/gold\[0\].truth/)
  expect(() => predictionPoweredShares({ ...two, gold: [{ truth: 0, predicted: 0, probability: 0 }] })).toThrow(
    /gold\[0\].probability/,
  )
  expect(() => predictionPoweredShares({ ...two, lambda: 2 })).toThrow(/lambda/)
  expect(() => effectiveSample({ n: 5, others: 5, correlation: 2 })).toThrow(/correlation/)
})

test('whatever the sample, shares lie in their intervals and λ between 0 and 1', () => {
  const tables = fc.array(fc.array(fc.nat({ max: 12 }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 })
  const counts = fc.array(fc.nat({ max: 5000 }), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(tables, counts, (table, predicted) => {
      const found = predictionPoweredShares({ gold: cases(table), predicted })
      fc.pre(found !== null)
      for (const { share, low, high } of found?.shares ?? []) {
        expect(low).toBeLessThanOrEqual(share)
        expect(high).toBeGreaterThanOrEqual(share)
      }
      expect(found?.lambda).toBeGreaterThanOrEqual(0)
      expect(found?.lambda).toBeLessThanOrEqual(1)
    }),
  )
})
