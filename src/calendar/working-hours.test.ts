import { expect, test } from 'vitest'
import { isWorking, WorkingHours } from './working-hours.ts'

const london = WorkingHours.parse({ timeZone: 'Europe/London', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' })
const at = (time: string) => new Date(time)

test.each([
  ['Friday 09:00 sharp is working time', '2026-01-16T09:00Z', true],
  ['the end of the span is not', '2026-01-16T17:30Z', false],
  ['Saturday is not', '2026-01-17T12:00Z', false],
  ['in summer the clock in London is an hour ahead', '2026-07-17T08:30Z', true],
  ['the hour that the spring change skips is counted in local time', '2026-03-30T08:00Z', true],
])('%s', (_name, time, expected) => {
  expect(isWorking(london, at(time))).toBe(expected)
})

test('a night shift belongs to the day on which it begins', () => {
  const nights = WorkingHours.parse({ timeZone: 'UTC', days: [5], from: '22:00', to: '06:00' })
  expect(isWorking(nights, at('2026-01-16T23:00Z'))).toBe(true)
  expect(isWorking(nights, at('2026-01-17T05:59Z'))).toBe(true)
  expect(isWorking(nights, at('2026-01-16T05:00Z'))).toBe(false)
})

test('a time zone that does not exist is refused by name', () => {
  expect(WorkingHours.safeParse({ ...london, timeZone: 'Mars/Olympus' }).error?.issues[0]?.message).toBe(
    'field.time_zone',
  )
})
