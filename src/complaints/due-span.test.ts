import { expect, test } from 'vitest'
import { dueSpan } from './due-span.ts'

const monday = new Date('2026-03-02T09:00:00Z')
const sunday = new Date('2026-03-08T09:00:00Z')
const ends = (due: Parameters<typeof dueSpan>[0], now: Date) => {
  const { from, to } = dueSpan(due, now)
  return [from?.toISOString() ?? null, to.toISOString()]
}

test('too late is whatever is before now', () => {
  expect(ends('overdue', monday)).toEqual([null, '2026-03-02T09:00:00.000Z'])
})

test('today is what is left of it, tomorrow is whole', () => {
  expect(ends('today', monday)).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-03T00:00:00.000Z'])
  expect(ends('tomorrow', monday)).toEqual(['2026-03-03T00:00:00.000Z', '2026-03-04T00:00:00.000Z'])
})

test('the week ends with its Sunday, also on a Sunday', () => {
  expect(ends('week', monday)).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-09T00:00:00.000Z'])
  expect(ends('week', sunday)).toEqual(['2026-03-08T09:00:00.000Z', '2026-03-09T00:00:00.000Z'])
})
