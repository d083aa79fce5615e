import { expect, test } from 'vitest'
import { anscombeResiduals, weightsFromResiduals } from './anscombe-weights.ts'
import { farringtonFlexible, quasiPoisson } from './index.ts'
import { atLeast, countMasses, highestUsual } from './negative-binomial.ts'
import { powerThreshold } from './power-threshold.ts'
import { referencePeriods } from './reference-periods.ts'

/** Six years of weeks with a season, a trend, a spike in the past (230, 231) and one to be found (300, 301). */
const counts = Array.from({ length: 312 }, (_, index) => {
  const t = index + 1
  const spike = t === 230 || t === 231 ? 60 : t === 300 || t === 301 ? 40 : 0
  const season = Math.floor(Math.abs((t % 52) - 26) / 4)
  return 4 + season + 2 * Math.floor(t / 52) + ((t * t * 37 + t * 101) % 23) + spike
})
const lastWeeks = Array.from({ length: 17 }, (_, index) => 296 + index)
const judge = (week: number, settings = {}) => farringtonFlexible({ counts, at: week - 1, ...settings })

test('the made series is the one R was given', () => {
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7051)
  expect(counts.slice(0, 6)).toEqual([10, 15, 24, 16, 13, 15])
  expect(counts.slice(295)).toEqual([23, 31, 22, 17, 57, 62, 33, 25, 22, 24, 32, 21, 38, 37, 42, 28, 44])
})

test('thresholds, expected counts and alarms of 17 weeks are those of R', () => {
  const found = lastWeeks.map((week) => judge(week))
  expect(found.map((each) => each?.threshold)).toEqual([
    50, 50, 50, 49, 51, 51, 50, 48, 49, 50, 52, 51, 51, 51, 53, 54, 56,
  ])
  const expected = [
    27.8531, 27.7182, 27.8205, 27.4686, 29.0652, 28.5106, 28.1692, 27.12, 27.7332, 28.0776, 29.7774, 28.5405, 28.8532,
    28.8871, 30.3241, 31.085, 32.7379,
  ]
  expect(found.map((each) => each?.expected)).toEqual(expected.map((value) => expect.closeTo(value, 4)))
  expect(lastWeeks.filter((_, index) => found[index]?.alarm)).toEqual([300, 301])
})

test('without parts of the year the thresholds and alarms are those of R too', () => {
  const found = lastWeeks.map((week) => judge(week, { seasons: 1 }))
  expect(found.map((each) => each?.threshold)).toEqual([
    54, 51, 55, 53, 55, 52, 54, 50, 52, 52, 51, 47, 49, 48, 46, 49, 47,
  ])
  expect(lastWeeks.filter((_, index) => found[index]?.alarm)).toEqual([300, 301])
})

test('the week of the spike has the chance, the spread and the slope that R found', () => {
  const found = judge(300)
  expect(found).toMatchObject({ n: 237, alarm: true, tooFew: false })
  expect(found?.p).toBeCloseTo(0.0026606, 6)
  expect(judge(301)?.p).toBeCloseTo(0.00063208, 8)
  expect(found?.phi).toBeCloseTo(2.386586, 4)
  expect(Math.log(found?.expected ?? 0)).toBeCloseTo(3.369543, 6)
  expect(found?.slope).toBeCloseTo(0.00189775, 7)
})

const week300 = { at: 299, anniversaries: [247, 195, 143, 91, 39], halfWindow: 3, seasons: 10, skip: 26 }

test('the weeks between the windows are cut into nine parts, and the last half year is left out', () => {
  const reference = referencePeriods(week300) ?? []
  expect([reference.length, reference[0]?.index, reference.at(-1)?.index]).toEqual([237, 36, 272])
  const sizes = Array.from({ length: 10 }, (_, part) => reference.filter(({ season }) => season === part).length)
  expect(sizes).toEqual([35, 25, 25, 25, 25, 22, 20, 20, 20, 20])
})

test('a past spike loses nearly all its weight', () => {
  const reference = referencePeriods(week300) ?? []
  const past = reference.map(({ index }) => counts[index] ?? 0)
  const design = reference.map(({ index, season }) => [
    ...Array.from({ length: 10 }, (_, part) => (part === season ? 1 : 0)),
    index + 1,
  ])
  const fit = quasiPoisson({ counts: past, design })
  if (fit === null) throw new Error('no fit')
  expect(fit.phi).toBeCloseTo(2.915867, 3)
  const residuals = anscombeResiduals({ counts: past, ...fit })
  const weights = weightsFromResiduals({ residuals, above: 2.58 })
  const of = (list: number[], week: number) => list[reference.findIndex(({ index }) => index === week - 1)]
  expect([of(residuals, 230), of(residuals, 231)]).toEqual([expect.closeTo(4.058006, 3), expect.closeTo(3.96763, 3)])
  expect([of(weights, 230), of(weights, 231)]).toEqual([expect.closeTo(0.06121, 5), expect.closeTo(0.064031, 5)])
  expect(of(weights, 200)).toBeCloseTo(1.007978, 6)
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(237, 9)
})

test('weights keep their sum', () => {
  const residuals = [0, 0, 0, 0, 0, 2, 2, 2, 2, 2]
  const weights = weightsFromResiduals({ residuals, above: 0 })
  expect(weights).toEqual([1.6, 1.6, 1.6, 1.6, 1.6, 0.4, 0.4, 0.4, 0.4, 0.4].map((value) => expect.closeTo(value, 12)))
})

test('the threshold by the two-thirds power carries the whole standard error', () => {
  expect(judge(300, { threshold: 'twoThirdsPower' })?.threshold).toBeCloseTo(51.1804, 4)
})

test.each([
  { power: 1, low: 1.3073128, high: 8.6926872 },
  { power: 1 / 2, low: 1.9891097, high: 9.3744842 },
  { power: 2 / 3, low: 1.8084477, high: 9.1154825 },
])('limits on the scale of power $power are those of R', ({ power, low, high }) => {
  const found = powerThreshold({ mean: 5, standardError: 0.2, phi: 1, tail: 0.05, power, count: 8 })
  expect(found).toMatchObject({ low: expect.closeTo(low, 6), high: expect.closeTo(high, 6) })
})

test('the chance of 8 or more where 5 are expected is R’s on the two-thirds scale', () => {
  const found = powerThreshold({ mean: 5, standardError: 0.2, phi: 1, tail: 0.05, power: 2 / 3, count: 8 })
  expect(found.p).toBeCloseTo(0.1094727, 6)
})

test('quantiles and chances of counts that spread more than Poisson’s are those of R', () => {
  const spread = { mean: 5, phi: 1.5 }
  expect([highestUsual({ ...spread, tail: 0.95 }), highestUsual({ ...spread, tail: 0.05 })]).toEqual([1, 10])
  expect(atLeast({ ...spread, count: 11 })).toBeCloseTo(0.03763657, 8)
  const poisson = { mean: 5, phi: 1 }
  expect([highestUsual({ ...poisson, tail: 0.95 }), highestUsual({ ...poisson, tail: 0.05 })]).toEqual([2, 9])
  expect(atLeast({ ...poisson, count: 11 })).toBeCloseTo(0.01369527, 8)
})

test.each([{ phi: 1 }, { phi: 2.4 }])('chances of single counts add up to the tails at phi $phi', ({ phi }) => {
  const masses = countMasses({ mean: 12, phi, most: 200 })
  const fromTwenty = masses.slice(20).reduce((sum, mass) => sum + mass, 0)
  expect(fromTwenty).toBeCloseTo(atLeast({ mean: 12, phi, count: 20 }), 12)
})

test('twice the customers with twice the complaints is no spike, and the same complaints of half the customers is one', () => {
  const exposure = counts.map((_, index) => (index < 296 ? 10 : 20))
  const doubled = counts.map((count, index) => (index < 296 ? count : 2 * count))
  const of = { counts: doubled, exposure, at: 297 }
  expect(farringtonFlexible(of)?.expected).toBeCloseTo(2 * 27.8205, 3)
  expect(farringtonFlexible(of)?.alarm).toBe(false)
  const fewer = exposure.map((amount, index) => (index === 297 ? 5 : amount))
  expect(farringtonFlexible({ ...of, exposure: fewer })?.alarm).toBe(true)
})

test('four cases in four weeks are never an alarm, five may be', () => {
  const rare = counts.map((_, index) => (index % 26 === 0 ? 1 : 0))
  const with4 = rare.map((count, index) => (index < 308 ? count : index === 311 ? 4 : 0))
  expect(farringtonFlexible({ counts: with4 })).toMatchObject({ tooFew: true, alarm: false })
  const with5 = with4.map((count, index) => (index === 311 ? 5 : count))
  expect(farringtonFlexible({ counts: with5 })).toMatchObject({ tooFew: false, alarm: true })
})

test('two years are too few for a trend, and too short a history gives no answer', () => {
  expect(judge(300, { anniversaries: [247, 195] })?.slope).toBeNull()
  expect(judge(300, { anniversaries: [247, 195, 143] })?.slope).not.toBeNull()
  expect(judge(262)).toBeNull()
  expect(judge(264)).not.toBeNull()
})

test('a trend that foretells more than was ever seen is dropped, or cut there', () => {
  const growing = Array.from({ length: 312 }, (_, week) => Math.round(10 * 1.01 ** week))
  const dropped = farringtonFlexible({ counts: growing })
  expect(dropped).toMatchObject({ slope: null, alarm: true })
  const cut = farringtonFlexible({ counts: growing, aboveHighest: 'cut' })
  expect(cut?.slope).toBeCloseTo(Math.log(1.01), 3)
  expect(cut).toMatchObject({ expected: growing[310], alarm: false })
})
