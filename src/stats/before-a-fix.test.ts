import { expect, test } from 'vitest'
import { exposureToTell, movedAlike } from './index.ts'

test.each([
  { ratio: 0.3, needed: 19.2 },
  { ratio: 0.5, needed: 45.8 },
  { ratio: 0.7, needed: 147 },
])('with $needed complaints before, ratio $ratio is told in as many weeks after', ({ ratio, needed }) => {
  const weeks = exposureToTell({ baseline: { events: Math.round(needed), exposure: 26 }, ratio }) ?? 0
  expect(Math.abs(weeks - 26)).toBeLessThan(0.7)
})

test('twice the complaints before need a third of the time after', () => {
  const needed = exposureToTell({ baseline: { events: 458, exposure: 260 }, ratio: 0.5 }) ?? 0
  // 260 / (2 × 458 / 45.747 − 1)
  expect(needed).toBeCloseTo(13.668, 2)
})

test('too few before are too few whatever comes after, and none say nothing', () => {
  expect(exposureToTell({ baseline: { events: 22, exposure: 26 }, ratio: 0.5 })).toBe(Number.POSITIVE_INFINITY)
  expect(exposureToTell({ baseline: { events: 24, exposure: 26 }, ratio: 0.5 })).toBeGreaterThan(400)
  expect(exposureToTell({ baseline: { events: 0, exposure: 26 }, ratio: 0.5 })).toBeNull()
})

test('counts that come in bursts need longer', () => {
  const baseline = { events: 120, exposure: 26 }
  const [calm, bursts] = [
    exposureToTell({ baseline, ratio: 0.5 }),
    exposureToTell({ baseline, ratio: 0.5, dispersion: 2 }),
  ]
  expect(bursts).toBeGreaterThan(2 * (calm ?? 0))
})

test('series whose ratio stays the same moved alike, whatever made both rise', () => {
  expect(movedAlike({ a: [10, 20, 30], b: [20, 40, 60] })).toEqual({ dispersion: 0, p: 1, n: 180 })
})

test('series that went apart did not', () => {
  const found = movedAlike({ a: [10, 20, 30], b: [30, 20, 10] })
  expect(found).toEqual({ dispersion: 10, p: expect.closeTo(Math.exp(-10), 9), n: 120 })
})

test('without events on either side, or in fewer than three periods, nothing is known', () => {
  expect(movedAlike({ a: [0, 0, 0], b: [3, 4, 5] })).toBeNull()
  expect(movedAlike({ a: [3, 0, 4], b: [2, 0, 2] })).toBeNull()
  expect(() => movedAlike({ a: [1], b: [1, 2] })).toThrow(RangeError)
})
