import { expect, test } from 'vitest'
import { anchorOf, daysOf, type Extent, trendMonths, usualDays } from './periods.ts'

const month = (start: string, count: number, coded = 0) => ({ month: start, count, coded })
const live: Extent = {
  newest: '2026-03-14',
  months: [month('2025-01-01', 40, 10), month('2026-02-01', 300, 120), month('2026-03-01', 90, 2)],
}
const old: Extent = {
  newest: '2021-10-02',
  months: [
    month('2018-11-01', 26, 5),
    month('2019-04-01', 1309, 100),
    month('2020-03-01', 145, 1),
    month('2021-10-01', 1, 1),
  ],
}

test.each([
  { preset: 'last30', days: { from: '2026-02-14', to: '2026-03-15' } },
  { preset: 'thisQuarter', days: { from: '2026-01-01', to: '2026-03-15' } },
  { preset: 'lastQuarter', days: { from: '2025-10-01', to: '2025-12-31' } },
  { preset: 'last12', days: { from: '2025-03-01', to: '2026-02-28' } },
  { preset: 'all', days: { from: '2025-01-01', to: '2026-03-15' } },
] as const)('$preset is counted back from today while complaints come in', ({ preset, days }) => {
  expect(daysOf(preset, live, '2026-03-15')).toEqual(days)
})

test('where no complaint came for a month, periods are counted back from the newest one', () => {
  expect(anchorOf(old, '2026-03-15')).toBe('2021-10-02')
  expect(daysOf('last30', old, '2026-03-15')).toEqual({ from: '2021-09-03', to: '2021-10-02' })
  expect(daysOf('last12', old, '2026-03-15')).toEqual({ from: '2020-11-01', to: '2021-10-31' })
  expect(daysOf('all', old, '2026-03-15')).toEqual({ from: '2018-11-01', to: '2021-10-31' })
})

test('the month that is not over is left out of the usual twelve', () => {
  expect(usualDays(live, '2026-03-15')).toEqual({ from: '2025-03-01', to: '2026-02-28' })
})

test('while complaints come in the last twelve months are shown, coded or not', () => {
  const uncoded: Extent = { newest: '2026-03-14', months: [month('2024-01-01', 500, 300), month('2026-02-01', 100)] }
  expect(usualDays(uncoded, '2026-03-15')).toEqual({ from: '2025-03-01', to: '2026-02-28' })
})

test('where few came lately, the usual twelve months are the latest with a hundred coded complaints', () => {
  expect(usualDays(old, '2026-03-15')).toEqual({ from: '2019-04-01', to: '2020-03-31' })
})

test('with too few coded the usual twelve months end with the newest complaint', () => {
  const few: Extent = { newest: '2026-02-20', months: [month('2024-01-01', 5), month('2026-02-01', 9, 3)] }
  expect(usualDays(few, '2026-03-15')).toEqual({ from: '2025-03-01', to: '2026-02-28' })
})

test('complaints of this month alone are shown although the month is not over', () => {
  const first: Extent = { newest: '2026-03-14', months: [month('2026-03-01', 9)] }
  expect(usualDays(first, '2026-03-15')).toEqual({ from: '2025-04-01', to: '2026-03-15' })
})

test('a trend shows whole months, and a year of them at least', () => {
  expect(trendMonths({ from: '2026-03-02', to: '2026-03-20' })).toEqual({
    from: '2025-04-01',
    to: '2026-03-31',
    months: 12,
  })
  expect(trendMonths({ from: '2024-06-01', to: '2026-03-31' })).toEqual({
    from: '2024-06-01',
    to: '2026-03-31',
    months: 22,
  })
})
