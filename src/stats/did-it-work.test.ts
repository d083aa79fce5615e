import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  againstControls,
  againstOwnRate,
  baselineCountNeeded,
  countToTell,
  daysToTell,
  type Draws,
  dispersion,
  drawsFrom,
  fallEvidence,
  fisherExact,
  interruptedTimeSeries,
  rateRatioPower,
  ratioOfRateRatios,
  ratioSequence,
  riseEvidence,
  splitEvidence,
  splitSequence,
} from './index.ts'
import { logGammaTailsOverWeight } from './incomplete-gamma.ts'
import { logBeta, logGamma } from './log-gamma.ts'

test.each([
  [0, 1, 1.718282],
  [0, 3.7, 10.661434],
  [2, 8, 11.484211],
  [4, 12, 15.578491],
  [6, 14, 8.097212],
  [7, 20, 95.442529],
  [25, 20, 0.125803],
  [0, 4.513913, 20],
])('%d where %d were expected is evidence %d for a fall', (events, expected, evidence) => {
  expect(Math.exp(fallEvidence({ events, expected })) / evidence).toBeCloseTo(1, 5)
})

test('evidence for a rise is the mixture over all higher rates', () => {
  for (const [events, expected] of [
    [25, 10],
    [3, 0.5],
    [0, 4],
    [12, 30],
  ] as const) {
    // The definition, by small steps.
    let mixed = 0
    for (let ratio = 1.0005; ratio < 40; ratio += 0.001)
      mixed += ratio ** events * Math.exp((1 - ratio) * (expected + 1)) * 0.001
    expect(Math.exp(riseEvidence({ events, expected })) / mixed).toBeCloseTo(1, 4)
  }
})

test('evidence stays a number however large the counts', () => {
  expect(fallEvidence({ events: 0, expected: 5000 })).toBeCloseTo(5000 - Math.log(5000), 6)
  expect(riseEvidence({ events: 5000, expected: 100 })).toBeGreaterThan(10_000)
  expect(fallEvidence({ events: 5000, expected: 100 })).toBeLessThan(-8)
  expect(logGammaTailsOverWeight(1, 3.7).lower).toBeCloseTo(Math.log((Math.exp(3.7) - 1) / 3.7), 12)
})

test.each([
  [7, 20, 0.087102, 0.907282],
  [4, 12, 0.049134, 1.078827],
])('%d where %d were expected has the interval that holds every day', (events, expected, low, high) => {
  const found = ratioSequence({ events, expected })
  expect(found?.low).toBeCloseTo(low, 6)
  expect(found?.high).toBeCloseTo(high, 6)
})

test('none at all leave an upper end only, and nothing expected leaves nothing known', () => {
  expect(ratioSequence({ events: 0, expected: 12 })).toMatchObject({
    ratio: 0,
    low: 0,
    high: expect.closeTo(0.46339, 5),
  })
  expect(ratioSequence({ events: 3, expected: 0 })).toBeNull()
})

test.each([
  [4, 40, 7.66667],
  [6, 60, 49.355184],
  [9, 80, 99.932776],
])('%d of %d where 120 of 420 were the target is evidence %d', (k, n, evidence) => {
  expect(Math.exp(splitEvidence({ k, n, share: 120 / 420 })) / evidence).toBeCloseTo(1, 5)
})

test('a share that is known only as a range is judged at its end that is hardest to tell from', () => {
  const wide = splitEvidence({ k: 6, n: 60, share: { low: 0.2, high: 0.4 } })
  expect(wide).toBe(splitEvidence({ k: 6, n: 60, share: 0.2 }))
  expect(splitEvidence({ k: 6, n: 60, share: { low: 0.05, high: 0.4 } })).toBeLessThan(0)
})

test('the interval of the share has at its ends the evidence that decides', () => {
  const found = splitSequence({ k: 6, n: 60 })
  expect(splitEvidence({ k: 6, n: 60, share: found?.low ?? 0 })).toBeCloseTo(Math.log(20), 9)
  expect(splitEvidence({ k: 6, n: 60, share: found?.high ?? 0 })).toBeCloseTo(Math.log(20), 9)
  expect(splitSequence({ k: 0, n: 0 })).toBeNull()
  expect(splitSequence({ k: 0, n: 9 })?.low).toBe(0)
  expect(splitSequence({ k: 9, n: 9 })?.high).toBe(1)
})

const months = [22, 27, 35, 26, 24, 36, 33, 25, 38, 41, 28, 37, 24, 15, 17, 26, 21, 13, 12, 22, 19, 9, 18, 10]

test('the interrupted series of 24 months has the coefficients and limits that R gives', () => {
  const found = interruptedTimeSeries({ counts: months, exposures: months.map(() => 1000), changeAt: 12 })
  const close = (values: number[]) => values.map((value) => expect.closeTo(value, 6))
  expect(found?.coefficients).toEqual(close([-3.682384, 0.031203, -0.556547, -0.075406]))
  expect(found?.standardErrors).toEqual(close([0.130011, 0.01692, 0.182068, 0.028406]))
  expect(found?.phi).toBeCloseTo(1.260163, 5)
  expect(found?.immediate).toEqual({
    value: expect.closeTo(0.573185, 6),
    low: expect.closeTo(0.392063, 6),
    high: expect.closeTo(0.83798, 6),
  })
  expect(found?.counterfactualSum).toBeCloseTo(540.954, 3)
  expect(found?.observedSum).toBe(206)
  expect(found?.prevented.value).toBeCloseTo(334.95, 2)
  expect(found?.durbinWatson).toBeCloseTo(2.451, 3)
  expect(found?.counterfactual).toHaveLength(12)
})

test('a series without a step has none in its interval, and its trend goes on', () => {
  const counts = Array.from({ length: 30 }, (_, t) => Math.round(20 * 1.05 ** t))
  const found = interruptedTimeSeries({ counts, exposures: counts.map(() => 1), changeAt: 15 })
  expect(found?.overall.low).toBeLessThan(1)
  expect(found?.overall.high).toBeGreaterThan(1)
  expect(found?.trend.value).toBeCloseTo(1.05, 2)
  expect(found?.trend.p).toBeLessThan(0.001)
})

test('too few periods, or none with a complaint since the change, make no model', () => {
  const of = (counts: number[], changeAt: number) =>
    interruptedTimeSeries({ counts, exposures: counts.map(() => 1), changeAt })
  expect(of([3, 4, 5, 3], 2)).toBeNull()
  expect(of([3, 4, 5, 3, 0, 0, 0], 4)).toBeNull()
})

const worked = { target: { before: 120, after: 45 }, controls: { before: 300, after: 155 } }

test('controls that fell too take the proof away', () => {
  const found = ratioOfRateRatios(worked)
  expect(found).toMatchObject({
    ratio: expect.closeTo(0.725806, 6),
    standardError: expect.closeTo(0.200849, 6),
    low: expect.closeTo(0.489618, 6),
    high: expect.closeTo(1.07593, 6),
    p: expect.closeTo(0.110582, 6),
    n: 620,
  })
  expect(ratioOfRateRatios({ ...worked, phi: 4 })?.standardError).toBeCloseTo(2 * 0.200849, 5)
  expect(ratioOfRateRatios({ ...worked, target: { before: 120, after: 0 } })).toBeNull()
})

test('the exact ratio of the same is that of Fisher', () => {
  const found = fisherExact(worked)
  // R's root finder stops four digits earlier than ours.
  expect((found?.ratio ?? 0) / 0.726173).toBeCloseTo(1, 4)
  expect((found?.low ?? 0) / 0.477548).toBeCloseTo(1, 3)
  expect((found?.high ?? 0) / 1.091849).toBeCloseTo(1, 4)
  expect(found?.p).toBeCloseTo(0.120252, 6)
})

test('the tea tasting has its published chances, and empty margins say nothing', () => {
  const tea = fisherExact({ target: { before: 3, after: 1 }, controls: { before: 1, after: 3 } })
  expect(tea?.p).toBeCloseTo(34 / 70, 12)
  expect(tea?.ratio).toBeCloseTo(1 / 6.408309, 5)
  expect(fisherExact({ target: { before: 5, after: 0 }, controls: { before: 3, after: 8 } })).toMatchObject({
    ratio: 0,
    low: 0,
    high: expect.closeTo(0.75453, 5),
  })
  expect(fisherExact({ target: { before: 0, after: 0 }, controls: { before: 3, after: 8 } })).toBeNull()
})

test.each([
  [0.3, 19.2],
  [0.5, 45.8],
  [0.7, 147],
  [0.8, 352],
  [0.9, 1490],
])('ratio %d needs %d complaints before', (ratio, count) => {
  expect(Math.abs(baselineCountNeeded({ ratio }) / count - 1)).toBeLessThan(0.003)
})

test('46 before and 23 expected after show the halving in 0.766 of all cases', () => {
  expect(rateRatioPower({ before: 46, after: 23 })).toBeCloseTo(0.766, 3)
})

test('a baseline that is only estimated counts with its lower limit, and must show twice as much', () => {
  const found = againstOwnRate({ before: { events: 40, exposure: 8 }, after: { events: 20, exposure: 10 } })
  expect(Math.exp(found?.fall ?? 0)).toBeCloseTo(19.354, 3)
  expect(Math.exp(found?.needed ?? 0)).toBeCloseTo(40, 9)
  expect(found).toMatchObject({ expected: 50, ratio: expect.closeTo(0.4, 12), n: 20 })
  expect(found?.high).toBeGreaterThan(1)
})

test('the interval of the ratio leaves out 1 exactly when the evidence decides', () => {
  const after = fc.record({ events: fc.nat({ max: 300 }), exposure: fc.integer({ min: 1, max: 60 }) })
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 400 }),
      after,
      fc.double({ min: 1, max: 4, noNaN: true }),
      (y0, since, phi) => {
        const found = againstOwnRate({ before: { events: y0, exposure: 20 }, after: since, phi })
        if (!found) throw new Error('known')
        expect(found.high < 1).toBe(found.fall > found.needed)
        expect(found.low > 1).toBe(found.rise > found.needed)
        expect(found.low).toBeLessThanOrEqual(found.ratio)
        expect(found.high).toBeGreaterThanOrEqual(found.ratio)
      },
    ),
    { numRuns: 60 },
  )
})

test('bursts and a place picked for its high count weaken the evidence for a fall', () => {
  const of = { before: { events: 80, exposure: 16 }, after: { events: 10, exposure: 8 } }
  const plain = againstOwnRate(of)?.fall ?? 0
  expect(againstOwnRate({ ...of, phi: 2 })?.fall).toBeLessThan(plain)
  const shrunk = againstOwnRate({ ...of, shrink: 0.7 })
  expect(shrunk?.fall).toBeLessThan(plain)
  expect(shrunk?.expected).toBeCloseTo(28, 9)
})

test('what moves target and controls alike is no evidence, what moves the target alone is', () => {
  const before = { target: 120, controls: 300 }
  const alike = againstControls({ stretches: [{ before, after: { target: 30, controls: 75 } }] })
  expect(alike?.ratio).toBeCloseTo(1, 9)
  expect(Math.max(alike?.fall ?? 0, alike?.rise ?? 0)).toBeLessThan(0)
  const alone = againstControls({ stretches: [{ before, after: { target: 12, controls: 108 } }] })
  expect(Math.exp(alone?.fall ?? 0)).toBeCloseTo(222.527, 2)
  expect(alone).toMatchObject({ expected: expect.closeTo(43.2, 9), ratio: expect.closeTo(0.277778, 6) })
})

test('stretches of a change in stages add up what they say', () => {
  const first = { before: { target: 60, controls: 360 }, after: { target: 4, controls: 60 } }
  const second = { before: { target: 120, controls: 300 }, after: { target: 8, controls: 70 } }
  const one = againstControls({ stretches: [first] })?.fall ?? 0
  const both = againstControls({ stretches: [first, second] })
  expect(both?.fall).toBeGreaterThan(one)
  expect(both?.expected).toBeCloseTo(10 + 28, 9)
})

test('without exposure, complaints before or controls nothing is known', () => {
  expect(againstOwnRate({ before: { events: 0, exposure: 8 }, after: { events: 2, exposure: 3 } })).toBeNull()
  expect(againstOwnRate({ before: { events: 9, exposure: 8 }, after: { events: 0, exposure: 0 } })).toBeNull()
  expect(
    againstControls({ stretches: [{ before: { target: 9, controls: 0 }, after: { target: 2, controls: 5 } }] }),
  ).toBeNull()
})

/** Counts of a day, by multiplying draws. */
function poissonDraw(mean: number, random: Draws): number {
  let count = 0
  for (let left = random(); left > Math.exp(-mean); left *= random()) count++
  return count
}

test('daily looks at a change without effect cry wolf in fewer than one of twenty', () => {
  const random = drawsFrom(7)
  let wolves = 0
  for (let run = 0; run < 60; run++) {
    const before = { events: poissonDraw(40, random), exposure: 56 }
    let events = 0
    for (let day = 1; day <= 90; day++) {
      events += poissonDraw(40 / 56, random)
      const found = againstOwnRate({ before, after: { events, exposure: day } })
      if (!found || found.fall < found.needed) continue
      wolves++
      break
    }
  }
  expect(wolves).toBeLessThan(3)
})

test('how long it takes to tell follows from how many there were and how large the fall should be', () => {
  const of = { target: 40, controls: null, days: 56 }
  expect([daysToTell({ ...of, ratio: 0.5 }), daysToTell({ ...of, ratio: 0.1 })]).toEqual([326, 22])
  expect(daysToTell({ ...of, ratio: 0.9 })).toBeNull()
  expect(daysToTell({ target: 120, controls: 300, days: 56, ratio: 0.5 })).toBe(95)
  expect(daysToTell({ ...of, target: 0, ratio: 0.5 })).toBeNull()
})

test('how many before are enough is the smallest count that tells in as long a time after', () => {
  const of = { controls: null, days: 56, ratio: 0.5 }
  const enough = countToTell(of) ?? 0
  expect(enough).toBe(109)
  expect(daysToTell({ ...of, target: enough })).toBeLessThanOrEqual(56)
  expect(daysToTell({ ...of, target: enough - 1 })).toBeGreaterThan(56)
  expect(countToTell({ ...of, phi: 2 })).toBeGreaterThan(1.8 * enough)
  expect(countToTell({ ...of, controls: 300 })).toBeGreaterThan(enough)
  expect(countToTell({ ...of, controls: 2 })).toBeNull()
  expect(() => countToTell({ ...of, ratio: 1 })).toThrow(RangeError)
})

test('bursts are seen in the weeks before', () => {
  const of = (counts: number[]) => dispersion({ periods: counts.map((count) => ({ count, expected: 10 })) })
  expect(of([2, 18, 2, 18, 2, 18])).toBeCloseTo(7.68, 12)
  expect(of([10, 10, 10, 10, 10])).toBe(1)
  expect(of([2, 18])).toBeNull()
})

test('the functions behind it have their known values', () => {
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 12)
  expect(logBeta(0.5, 0.5)).toBeCloseTo(Math.log(Math.PI), 12)
})
