import { expect, test } from 'vitest'
import { forecastBacklog } from './forecast-backlog.ts'
import { forecastCounts } from './forecast-counts.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'

const flat = (count: number, days = 56) => Array.from({ length: days }, () => count)

test('the same every day goes on so, within the limits of a Poisson', () => {
  const found = forecastCounts({ counts: flat(10), horizon: 3 })
  expect(found).toMatchObject({ level: 10, dispersion: 1, n: 56, confidence: 0.95 })
  for (const day of found?.days ?? []) expect(day).toMatchObject({ mean: expect.closeTo(10, 9), low: 4, high: 17 })
})

test('a Sunday is foretold as a Sunday', () => {
  const week = [20, 22, 20, 21, 19, 4, 2]
  const found = forecastCounts({ counts: Array.from({ length: 70 }, (_, day) => week[day % 7] as number), horizon: 7 })
  const means = found?.days.map(({ mean }) => mean) ?? []
  for (const [day, count] of week.entries()) expect(Math.abs((means[day] ?? 0) - count)).toBeLessThan(2)
  expect(found?.days[6]?.high).toBeLessThan(found?.days[0]?.low ?? 0)
})

test('a level that has risen is followed, and the further ahead the wider', () => {
  const counts = Array.from({ length: 84 }, (_, day) => (day < 42 ? 10 : 30) + ((day * 37) % 5))
  const found = forecastCounts({ counts, horizon: 28 })
  expect(found?.days[0]?.mean).toBeGreaterThan(28)
  const wide = (day: number) => (found?.days[day]?.high ?? 0) - (found?.days[day]?.low ?? 0)
  expect(wide(27)).toBeGreaterThan(wide(0))
})

test('too few days, or nothing counted, foretell nothing', () => {
  expect(forecastCounts({ counts: flat(3, 27), horizon: 3 })).toBeNull()
  expect(forecastCounts({ counts: flat(0), horizon: 3 })).toBeNull()
  expect(() => forecastCounts({ counts: [1.5], horizon: 3 })).toThrow('counts[0]')
})

test('a backlog stays where as many are closed as come, and its interval widens with the root of the days', () => {
  const same = forecastCounts({ counts: flat(10), horizon: 4 })
  if (!same) throw new Error('there is a forecast')
  const days = forecastBacklog({
    backlog: 100,
    arrivals: { ...same, smoothing: 0 },
    closings: { ...same, smoothing: 0 },
  })
  expect(days.map(({ mean }) => Math.round(mean))).toEqual([100, 100, 100, 100])
  expect(days[3]?.high).toBeCloseTo(100 + 1.959964 * Math.sqrt(80), 4)
  expect(days[3]?.low).toBeCloseTo(100 - 1.959964 * Math.sqrt(80), 4)
})

test('closings that follow arrivals narrow the interval, and none of it is below nought', () => {
  const counts = Array.from({ length: 84 }, (_, day) => 10 + ((day * 37) % 9))
  const [arrivals, fewer] = [
    forecastCounts({ counts, horizon: 14 }),
    forecastCounts({ counts: flat(10, 84), horizon: 14 }),
  ]
  if (!arrivals || !fewer) throw new Error('there are forecasts')
  const width = (closings: typeof arrivals) => {
    const last = forecastBacklog({ backlog: 500, arrivals, closings }).at(-1)
    return (last?.high ?? 0) - (last?.low ?? 0)
  }
  expect(width(arrivals)).toBeLessThan(width(fewer) / 100)
  const empty = forecastBacklog({ backlog: 0, arrivals: fewer, closings: arrivals })
  for (const day of empty) expect([day.mean, day.low].every((value) => value >= 0)).toBe(true)
  expect(() => forecastBacklog({ backlog: 0, arrivals, closings: { ...fewer, n: 9 } })).toThrow('same days')
})

test('Benjamini and Hochberg hold the share of false ones among all that are named', () => {
  const found = benjaminiHochberg([0.0026606, 0.00063, 0.28, 0.04, 0.012, 0.6, 0.03, 0.77])
  expect(found.map((value) => Number(value.toFixed(6)))).toEqual([
    0.010642, 0.00504, 0.373333, 0.064, 0.032, 0.685714, 0.06, 0.77,
  ])
  expect(benjaminiHochberg([])).toEqual([])
})
