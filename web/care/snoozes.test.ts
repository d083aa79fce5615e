import { expect, test } from 'vitest'
import { snoozesFor } from './snoozes.ts'

const now = new Date('2026-03-02T12:00:00')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const keys = (due: Date) => snoozesFor(now, due).map(({ key }) => key)

test('nothing is offered that lies past the next update', () => {
  expect(keys(later(1))).toEqual(['until_update'])
  expect(keys(later(3))).toEqual(['hours', 'until_update'])
  expect(keys(later(30))).toEqual(['hours', 'tomorrow', 'until_update'])
  expect(keys(later(100))).toEqual(['hours', 'tomorrow', 'days', 'until_update'])
})

test('what is overdue cannot be put aside', () => {
  expect(keys(later(-1))).toEqual([])
})
