import { expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
  formatMonth,
  formatRelative,
  formatShortDay,
  formatTime,
} from './index.ts'

const moment = '2026-03-02T22:30:00Z'

test('a moment is written in the zone of its reader', () => {
  expect(formatDate('en', moment, 'Europe/Moscow')).toBe('3 Mar 2026')
  expect(formatDateTime('en', moment, 'UTC')).toBe('2 Mar 2026, 22:30')
  expect(formatTime('ru', moment, 'Europe/Moscow')).toBe('01:30')
})

test('a day carries its year only when it is another year', () => {
  expect(formatDay('en', moment, new Date('2026-11-01T00:00:00Z'), 'UTC')).toBe('Monday 2 March')
  expect(formatDay('en', moment, new Date('2027-01-01T00:00:00Z'), 'UTC')).toBe('Monday, 2 March 2026')
})

test.each([
  { at: '2026-03-02T12:29:30Z', says: 'now' },
  { at: '2026-03-02T10:31:00Z', says: '1 hour ago' },
  { at: '2026-03-02T15:29:00Z', says: 'in 2 hours' },
  { at: '2026-02-25T12:30:00Z', says: '5 days ago' },
  { at: '2026-02-09T12:30:00Z', says: '3 weeks ago' },
  { at: '2025-10-02T12:30:00Z', says: '4 months ago' },
  { at: '2023-03-02T12:30:00Z', says: '3 years ago' },
])('$at seen at half past twelve on 2 March 2026 is "$says"', ({ at, says }) => {
  expect(formatRelative('en', at, new Date('2026-03-02T12:30:00Z'))).toBe(says)
})

test('relative times speak Russian', () => {
  expect(formatRelative('ru', '2026-03-02T10:30:00Z', new Date('2026-03-02T12:30:00Z'))).toBe('2 часа назад')
})

test('a length of time is in its largest unit', () => {
  expect(formatDuration('en', 5400)).toBe('1.5 hours')
  expect(formatDuration('en', 86_400 * 12.4)).toBe('12 days')
  expect(formatDuration('ru', 300)).toBe('5 минут')
})

test('the axis of a chart has short names', () => {
  expect(formatShortDay('en', moment, 'UTC')).toBe('2 Mar')
  expect(formatMonth('en', moment, 'UTC')).toBe('Mar 2026')
  expect(formatMonth('ru', moment, 'UTC')).toBe('март 2026')
})
