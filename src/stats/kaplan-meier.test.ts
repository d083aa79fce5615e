import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cumulativeIncidence } from './cumulative-incidence.ts'
import { type Band, type Ended, kaplanMeier, type SurvivalCurve, survivalAt } from './kaplan-meier.ts'
import { restrictedMean } from './restricted-mean.ts'
import { survivalQuantile } from './survival-quantile.ts'

const solved = [1, 2, 2, 3, 5, 6, 10, 12, 20]
const open = [4, 8, 15, 20, 25, 30]
const ended: Ended[] = [
  ...open.map((time) => ({ time, events: 0, censored: 1 })),
  ...solved.map((time) => ({ time, events: 1, censored: 0 })),
]
const curveWith = (band: Band): SurvivalCurve => kaplanMeier({ ended, band }) as SurvivalCurve
const curve = curveWith('log')

test('the curve of the worked example is R’s', () => {
  const shares = curve.steps.map(({ time, survival }) => [time, Number(survival.toFixed(4))])
  expect(shares).toEqual([
    [1, 0.9333],
    [2, 0.8],
    [3, 0.7333],
    [5, 0.66],
    [6, 0.5867],
    [10, 0.5029],
    [12, 0.419],
    [20, 0.3143],
  ])
  expect([curve.n, curve.events, curve.last]).toEqual([15, 9, 30])
})

test.each([
  ['log', 0.379756, 0.906313],
  ['log-log', 0.299551, 0.789836],
] as const)('at seven days the band %s is R’s', (band, low, high) => {
  const at = survivalAt(curveWith(band), 7)
  expect(at.survival).toBeCloseTo(0.586667, 6)
  expect(at.standardError).toBeCloseTo(0.130185, 6)
  expect(at.low).toBeCloseTo(low, 6)
  expect(at.high).toBeCloseTo(high, 6)
})

test.each([
  ['log', 5],
  ['log-log', 2],
  ['plain', 5],
] as const)('the median is 12 days, with the band %s from %i to where nobody was seen yet', (band, low) => {
  expect(survivalQuantile(curveWith(band))).toEqual({ time: 12, low, high: null })
})

test('the mean within thirty days is R’s, and says nothing beyond what was seen', () => {
  const mean = restrictedMean(curve, 30)
  expect(mean?.mean).toBeCloseTo(14.707619, 6)
  expect(mean?.standardError).toBeCloseTo(3.172748, 6)
  expect(restrictedMean(curve, 31)).toBeNull()
})

test('the mean of those that are closed would say 6.8 days, less than half', () => {
  const naive = solved.reduce((sum, time) => sum + time, 0) / solved.length
  expect(naive).toBeCloseTo(6.777778, 6)
  expect(restrictedMean(curve, 30)?.mean).toBeGreaterThan(2 * naive)
})

test('before the first time nothing has happened, and nothing is uncertain', () => {
  expect(survivalAt(curve, 0.5)).toEqual({ survival: 1, standardError: 0, low: 1, high: 1 })
})

test('where the curve lies exactly on the half for a while, the median is the middle of it', () => {
  const two = kaplanMeier({ ended: [1, 2, 5, 9].map((time) => ({ time, events: 1, censored: 0 })) }) as SurvivalCurve
  expect(survivalQuantile(two).time).toBe(3.5)
})

test('where all are solved, the curve ends at nought with an interval up to where it was', () => {
  const all = kaplanMeier({
    ended: [
      { time: 1, events: 1, censored: 0 },
      { time: 2, events: 1, censored: 0 },
    ],
  })
  expect(all?.steps.at(-1)).toMatchObject({ survival: 0, low: 0, high: 1 })
})

test('nobody gives null, never nought, and a wrong number is named', () => {
  expect(kaplanMeier({ ended: [] })).toBeNull()
  expect(cumulativeIncidence({ ended: [] })).toBeNull()
  expect(() => kaplanMeier({ ended: [{ time: -1, events: 1, censored: 0 }] })).toThrow('ended[0].time')
  expect(() => cumulativeIncidence({ ended: [{ time: 1, causes: [0.5], censored: 0 }] })).toThrow('ended[0].causes[0]')
})

const row = (time: number, causes: number[], censored = 0) => ({ time, causes, censored })

test('what ends otherwise keeps from being solved: both shares and what waits are one together', () => {
  const rows = [row(1, [1, 0]), row(2, [0, 1]), row(3, [1, 0]), row(4, [0, 0], 1)]
  const [well = [], otherwise = []] = cumulativeIncidence({ ended: rows }) ?? []
  expect(well.map(({ share }) => share)).toEqual([0.25, 0.25, 0.5])
  expect(otherwise.at(-1)?.share).toBeCloseTo(0.25, 12)
  // Binomial where nobody was lost: half of four.
  expect(well.at(-1)?.standardError).toBeCloseTo(Math.sqrt((0.5 * 0.5) / 4), 12)
})

test('with one thing that can happen, its share and error are those of the curve', () => {
  const rows = ended.map(({ time, events, censored }) => row(time, [events], censored))
  const [steps = []] = cumulativeIncidence({ ended: rows }) ?? []
  for (const [place, { share, standardError }] of steps.entries()) {
    expect(share).toBeCloseTo(1 - (curve.steps[place]?.survival ?? 0), 12)
    expect(standardError).toBeCloseTo(curve.steps[place]?.standardError ?? 0, 12)
  }
  expect(steps).toHaveLength(curve.steps.length)
})

const anyEnded = fc.array(
  fc.record({ time: fc.integer({ min: 0, max: 20 }), solved: fc.nat(3), otherwise: fc.nat(3), censored: fc.nat(3) }),
  { maxLength: 20 },
)

const rowsOf = (rows: { time: number; solved: number; otherwise: number; censored: number }[]) =>
  rows.map(({ time, solved: well, otherwise, censored }) => row(time, [well, otherwise], censored))
const isInside = (share: number, low: number, high: number) => 0 <= low && low <= share && share <= high && high <= 1

test('whatever happens, shares stay between nought and one, inside their intervals, and sum to one', () => {
  fc.assert(
    fc.property(anyEnded, (rows) => {
      const both = cumulativeIncidence({ ended: rowsOf(rows) }) ?? []
      const either = rows.map((each) => ({ ...each, events: each.solved + each.otherwise }))
      const waiting = kaplanMeier({ ended: either, band: 'log-log' })?.steps ?? []
      for (const [place, { survival, low, high }] of waiting.entries()) {
        const ends = both.map((steps) => steps[place]?.share ?? Number.NaN)
        expect(ends.reduce((sum, share) => sum + share, survival)).toBeCloseTo(1, 9)
        expect(isInside(survival, low, high)).toBe(true)
      }
      for (const { share, low, high } of both.flat()) expect(isInside(share, low, high)).toBe(true)
    }),
  )
})
