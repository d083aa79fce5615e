import { expect, test } from 'vitest'
import { dayOf, lastDays } from './period.ts'

test('the last seven days begin six days before today', () => {
  expect(lastDays(7, '2026-03-02')).toEqual({ from: '2026-02-24', to: '2026-03-02' })
})

test('the last day is today', () => {
  expect(lastDays(1, '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-01-01' })
})

test('a moment belongs to the day on the wall of this browser', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})
