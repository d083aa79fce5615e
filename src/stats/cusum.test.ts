import { expect, test } from 'vitest'
import { cusumThreshold, falseAlarmSpacing } from './cusum-threshold.ts'
import { levelWatch } from './level-watch.ts'
import { countMasses } from './negative-binomial.ts'
import { cusumStep, negativeBinomialCusum } from './negative-binomial-cusum.ts'

const counts = [8, 10, 7, 9, 12, 8, 11, 9, 10, 8, 13, 9, 25, 14, 9]

test.each([
  { dispersion: 0.05, known: [4.765967, 4.978201, 3.120555] },
  { dispersion: 0, known: [7.82868, 8.03274, 4.771065] },
])('evidence for double gathers in the week of the spike, dispersion $dispersion', ({ dispersion, known }) => {
  const gathered = negativeBinomialCusum({ counts, expected: counts.map(() => 9.5), dispersion, ratio: 2 })
  expect(gathered.slice(0, 12)).toEqual(Array<number>(12).fill(0))
  expect(gathered.slice(12)).toEqual(known.map((value) => expect.closeTo(value, 6)))
})

/** Park and Miller's generator, so that the simulation is the same every time. */
function* seeded(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647
    yield state / 2_147_483_647
  }
}

test.each([
  { expected: 9.5, dispersion: 0.05, ratio: 2, spacing: 100 },
  { expected: 2, dispersion: 0.2, ratio: 2, spacing: 200 },
  { expected: 100, dispersion: 0.01, ratio: 1.3, spacing: 100 },
])('false alarms come as far apart as asked at $expected cases, in a simulation', ({ spacing, ...chart }) => {
  const h = cusumThreshold({ ...chart, spacing })
  expect(h).toBeLessThanOrEqual(Math.log(spacing))
  const chain = falseAlarmSpacing({ ...chart, h })
  expect(chain).toBeGreaterThanOrEqual(spacing)
  const masses = countMasses({ mean: chart.expected, phi: 1 + chart.dispersion * chart.expected, most: 400 })
  const random = seeded(20_260_101)
  const draws = Array.from({ length: 200_000 }, () => {
    let left = random.next().value
    let count = 0
    while (count < 400 && left > (masses[count] ?? 0)) left -= masses[count++] ?? 0
    return count
  })
  const alarms = alarmsOf({ ...chart, h, draws })
  expect(draws.length / alarms / chain).toBeGreaterThan(0.85)
  expect(draws.length / alarms / chain).toBeLessThan(1.15)
})

/** How often a CUSUM that begins anew after each alarm exceeds h. */
function alarmsOf(of: { expected: number; dispersion: number; ratio: number; h: number; draws: number[] }): number {
  const { gain, drift } = cusumStep(of)
  let gathered = 0
  let alarms = 0
  for (const count of of.draws) {
    gathered = Math.max(0, gathered + gain * count + drift)
    if (gathered <= of.h) continue
    alarms++
    gathered = 0
  }
  return alarms
}

const steady = Array.from({ length: 26 }, (_, week) => (week % 2 === 0 ? 9 : 10))

test('a jump is seen at once', () => {
  const found = levelWatch({ counts: [...steady, 10, 10, 10, 10, 10, 10, 10, 25], at: 33, baseline: 26, run: 8 })
  expect(found).toMatchObject({ expected: expect.closeTo(9.5, 6), threshold: 19, phi: 1, since: 33 })
  expect(found?.p).toBeCloseTo(6.5e-5, 6)
})

test('a rise that no single week shows is seen, with the week in which it began', () => {
  const rising = [...steady, 9, 10, 9, 15, 15, 16, 15, 16]
  const found = levelWatch({ counts: rising, at: 33, baseline: 26, run: 8 })
  expect(found?.threshold).toBeLessThan(16)
  expect(found?.since).toBe(29)
  const single = levelWatch({ counts: [...steady, 9, 10, 9, 10, 9, 10, 9, 16], at: 33, baseline: 26, run: 8 })
  expect(single?.threshold).toBeGreaterThan(16)
})

test('after the rise a usual week is no alarm, whatever had gathered', () => {
  const found = levelWatch({ counts: [...steady, 9, 10, 9, 25, 25, 25, 25, 9], at: 33, baseline: 26, run: 8 })
  expect(found?.threshold).toBe(9)
  expect(found?.p).toBe(1)
})

test('where last year’s weeks were busier, they are what is expected', () => {
  const summer = Array.from({ length: 52 + 34 }, (_, week) => (week >= 28 && week <= 34 ? 30 : 10))
  const of = { counts: [...summer.slice(0, 85), 30], at: 85, baseline: 26, run: 8 }
  expect(levelWatch(of)?.threshold).toBeLessThan(30)
  expect(levelWatch({ ...of, lastYear: { from: 30, until: 35 } })?.expected).toBe(30)
})
