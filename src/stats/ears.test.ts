import { expect, test } from 'vitest'
import { ears, earsC3 } from './index.ts'

const counts = [8, 10, 7, 9, 12, 8, 11, 9, 10, 8, 13, 9, 25, 14, 9]
const c2 = (week: number) => ears({ counts, at: week - 1, lag: 2 })

test('a jump from nine to 25 is far above the seven weeks before it', () => {
  const found = ears({ counts, at: 12, lag: 0 })
  expect(found?.score).toBeCloseTo(8.494561, 6)
  expect(found?.threshold).toBeCloseTo(15.275069, 6)
  expect(found?.n).toBe(7)
})

test('C2 leaves the spike out of the baseline of the week after, where C1 lets it hide that week', () => {
  expect(ears({ counts, at: 13, lag: 0 })?.threshold).toBeCloseTo(30.375, 3)
  expect(c2(14)?.threshold).toBeCloseTo(16.174373, 6)
})

test('C2 of weeks 11 to 15 is what the manual defines', () => {
  const scores = [11, 12, 13, 14, 15].map((week) => c2(week)?.score)
  const known = [2.078527, -0.249423, 10.205041, 1.976198, -0.396942]
  expect(scores).toEqual(known.map((value) => expect.closeTo(value, 6)))
  expect(c2(13)?.threshold).toBeCloseTo(14.243421, 6)
})

test('C3 adds up three weeks and speaks in the first week of the spike', () => {
  const sums = [13, 14, 15].map((week) => earsC3({ counts, at: week - 1 }))
  expect(sums).toEqual([10.283568, 10.181238, 10.181238].map((value) => expect.closeTo(value, 6)))
})

test('as many orders more leave the score as it was', () => {
  const exposure = counts.map((_, index) => (index < 12 ? 1000 : 2000))
  const doubled = counts.map((count, index) => (index < 12 ? count : 2 * count))
  const found = ears({ counts: doubled, exposure, at: 12, lag: 2 })
  expect(found?.score).toBeCloseTo(10.205041, 6)
  expect(found?.threshold).toBeCloseTo(2 * 14.243421, 5)
})

test('seven quiet weeks do not make the first complaint an alarm', () => {
  const quiet = ears({ counts: [0, 0, 0, 0, 0, 0, 0, 1], lag: 0 })
  expect(quiet).toMatchObject({ mean: 0, spread: 0.5, score: 2 })
})

test('nothing is said without a whole baseline', () => {
  expect(ears({ counts: counts.slice(0, 9), lag: 2 })).toBeNull()
  expect(earsC3({ counts: counts.slice(0, 11) })).toBeNull()
  expect(earsC3({ counts: counts.slice(0, 12) })).not.toBeNull()
})
