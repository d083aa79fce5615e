import { expect, test } from 'vitest'
import { anniversaries, periodTimes } from './calendar-places.ts'
import { type WatchedSeries, watchSeries } from './index.ts'
import { weekdayPattern } from './weekday-pattern.ts'

/** Nine, ten and eleven cases in turn: spread less than Poisson's. */
const even = (periods: number) => Array.from({ length: periods }, (_, place) => 9 + (place % 3))
const weeks = (counts: number[], more: Partial<WatchedSeries> = {}) =>
  watchSeries({ counts, startsAt: '2019-12-30', unit: 'week', lastIsIncomplete: false, ...more })

test.each([
  { periods: 10, method: 'earsC2' },
  { periods: 23, method: 'earsC2' },
  { periods: 24, method: 'negativeBinomialCusum' },
  { periods: 158, method: 'negativeBinomialCusum' },
  { periods: 162, method: 'farringtonFlexible' },
  { periods: 320, method: 'farringtonFlexible' },
])('$periods weeks are judged by $method; a jump is an alarm and a usual week is none', ({ periods, method }) => {
  expect(weeks(even(periods))).toMatchObject({ method, alarm: false })
  const jump = weeks([...even(periods - 1), 40])
  expect(jump).toMatchObject({ method, at: periods - 1, observed: 40, expected: expect.closeTo(10, 0), alarm: true })
  expect(jump?.p).toBeLessThan(1e-4)
  expect(jump?.score).toBeGreaterThan(5)
})

test('nine weeks say nothing yet', () => {
  expect(weeks([...even(8), 40])).toBeNull()
})

test('a series is never said to rise from a week that is still to come', () => {
  expect(weeks([...even(60), 0])).toMatchObject({ at: 60, since: 60, alarm: false })
})

test('a company that grows is not compared with its youth', () => {
  const growing = Array.from({ length: 330 }, (_, place) => Math.round(10 * 1.01 ** place))
  expect(weeks(growing)).toMatchObject({ method: 'farringtonFlexible', alarm: false })
})

test('a week that is not over is left out, however few or many its complaints', () => {
  const found = weeks([...even(60), 3], { lastIsIncomplete: true })
  expect(found).toMatchObject({ at: 59, observed: 11, alarm: false })
})

test('twice the orders make twice the complaints, no alarm', () => {
  const counts = [...even(60), 20]
  expect(weeks(counts)?.alarm).toBe(true)
  expect(weeks(counts, { exposure: counts.map((_, place) => (place < 60 ? 1000 : 2000)) })).toMatchObject({
    alarm: false,
    expected: expect.closeTo(20, 0),
  })
})

test('five rare complaints may be an alarm, four are too few', () => {
  const rare = Array.from({ length: 60 }, (_, place) => (place % 20 === 0 ? 1 : 0))
  expect(weeks([...rare, 4])).toMatchObject({ tooFew: true, alarm: false })
  expect(weeks([...rare, 5])).toMatchObject({ tooFew: false, alarm: true })
})

test('a name that takes the place of another alarms when it comes, and no longer once it is known', () => {
  const renamed = [...Array<number>(200).fill(0), ...even(60).map((count) => 10 * count)]
  const alarms = Array.from({ length: 60 }, (_, later) => weeks(renamed.slice(0, 201 + later))?.alarm === true)
  expect(alarms.slice(0, 2)).toEqual([true, true])
  expect(alarms.slice(8)).not.toContain(true)
})

test('a name that was not in use for half a year begins anew, one that is rare does not', () => {
  const gap = Array<number>(40).fill(0)
  const back = weeks([...even(200), ...gap, ...even(30)])
  expect(back).toMatchObject({ method: 'negativeBinomialCusum', alarm: false })
  const rare = Array.from({ length: 270 }, (_, place) => (place % 45 === 0 ? 1 : 0))
  expect(weeks(rare)?.method).toBe('farringtonFlexible')
})

const shop = (days: number) => Array.from({ length: days }, (_, place) => (place % 7 < 5 ? 20 + (place % 3) : 2))
const daily = (counts: number[]) =>
  watchSeries({ counts, startsAt: '2024-01-01', unit: 'day', lastIsIncomplete: false })

test('a Monday is no spike after a quiet weekend, a Sunday like a Monday is', () => {
  expect(daily(shop(99))).toMatchObject({ observed: 22, alarm: false })
  expect(daily([...shop(104), 20])).toMatchObject({ observed: 20, alarm: true })
  expect(daily(shop(69))).toBeNull()
})

test('workdays and weekends have their own share of an average day', () => {
  const factors = weekdayPattern({ counts: Array.from({ length: 28 }, (_, day) => (day % 7 < 5 ? 6 : 0)) })
  expect(factors.slice(0, 5)).toEqual(Array<unknown>(5).fill(expect.closeTo(1.32, 6)))
  expect(factors.slice(5)).toEqual([expect.closeTo(0.2, 6), expect.closeTo(0.2, 6)])
})

test('the same date of earlier years is found to the nearest week, day or month', () => {
  const found = anniversaries({ startsAt: '2018-01-01', unit: 'week', at: 261, years: 5, room: 3 })
  expect(found).toEqual([209, 157, 104, 52])
  expect(anniversaries({ startsAt: '2023-03-01', unit: 'day', at: 731, years: 2, room: 0 })).toEqual([366, 0])
  expect(anniversaries({ startsAt: '2020-01-01', unit: 'month', at: 40, years: 5, room: 1 })).toEqual([28, 16, 4])
})

test('months count their days', () => {
  expect(periodTimes({ startsAt: '2024-01-01', unit: 'month', periods: 4 })).toEqual([0, 31, 60, 91])
  expect(periodTimes({ startsAt: '2024-01-01', unit: 'week', periods: 3 })).toEqual([0, 7, 14])
})
