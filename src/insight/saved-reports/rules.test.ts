import { expect, test } from 'vitest'
import { dayIn, daysOf, nextTime } from './rules.ts'

test.each([
  ['last_7', '2026-03-04', '2026-02-25', '2026-03-03'],
  ['last_30', '2026-03-04', '2026-02-02', '2026-03-03'],
  ['last_week', '2026-03-04', '2026-02-23', '2026-03-01'],
  // On a Monday the week before, on a Sunday still the one before that one.
  ['last_week', '2026-03-02', '2026-02-23', '2026-03-01'],
  ['last_week', '2026-03-01', '2026-02-16', '2026-02-22'],
  ['last_month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['last_quarter', '2026-03-31', '2025-10-01', '2025-12-31'],
  ['last_quarter', '2026-04-01', '2026-01-01', '2026-03-31'],
  ['last_12_months', '2026-03-04', '2025-03-01', '2026-02-28'],
] as const)('%s on %s are the days from %s to %s, all over', (period, today, from, to) => {
  expect(daysOf(period, today)).toEqual({ from, to })
})

test.each([
  // 08:00 in Berlin is 07:00 UTC in winter and 06:00 in summer; the clocks change on 29 March 2026.
  [{ every: 'week', weekday: 1 }, '2026-03-04T12:00:00Z', '2026-03-09T07:00:00.000Z'],
  [{ every: 'week', weekday: 1 }, '2026-03-23T07:00:00Z', '2026-03-30T06:00:00.000Z'],
  [{ every: 'week', weekday: 1 }, '2026-03-09T06:59:59Z', '2026-03-09T07:00:00.000Z'],
  [{ every: 'day' }, '2026-03-28T07:00:00Z', '2026-03-29T06:00:00.000Z'],
  [{ every: 'month', dayOfMonth: 28 }, '2026-01-28T07:00:00Z', '2026-02-28T07:00:00.000Z'],
  [{ every: 'month', dayOfMonth: 1 }, '2026-01-31T00:00:00Z', '2026-02-01T07:00:00.000Z'],
] as const)('%j at 08:00 by the company’s clocks comes after %s at %s', (rhythm, after, next) => {
  expect(nextTime({ ...rhythm, at: '08:00' }, 'Europe/Berlin', new Date(after)).toISOString()).toBe(next)
})

test('a time that the clocks jump over is the hour after', () => {
  const next = nextTime({ every: 'day', at: '02:30' }, 'Europe/Berlin', new Date('2026-03-28T12:00:00Z'))
  expect(next.toISOString()).toBe('2026-03-29T01:30:00.000Z')
})

test('the day is the one of the company’s clocks', () => {
  expect(dayIn('Asia/Tokyo', new Date('2026-03-01T20:00:00Z'))).toBe('2026-03-02')
  expect(dayIn('America/New_York', new Date('2026-03-01T02:00:00Z'))).toBe('2026-02-28')
})
