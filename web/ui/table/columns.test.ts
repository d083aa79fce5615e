import { expect, test } from 'vitest'
import { nextSort, rowAfter } from './columns.ts'

test.each([
  { key: 'ArrowDown', leadsTo: 6 },
  { key: 'ArrowUp', leadsTo: 4 },
  { key: 'PageDown', leadsTo: 9 },
  { key: 'PageUp', leadsTo: 0 },
  { key: 'Home', leadsTo: 0 },
  { key: 'End', leadsTo: 9 },
  { key: 'Tab', leadsTo: null },
  { key: 'constructor', leadsTo: null },
])('$key leads from the sixth of ten rows to $leadsTo', ({ key, leadsTo }) => {
  expect(rowAfter(key, { row: 5, count: 10, page: 8 })).toBe(leadsTo)
})

test('a second click on the head of a column turns the order round, another column begins ascending', () => {
  const first = nextSort(undefined, 'received')
  expect(first).toEqual({ key: 'received', direction: 'ascending' })
  expect(nextSort(first, 'received')).toEqual({ key: 'received', direction: 'descending' })
  expect(nextSort(first, 'due')).toEqual({ key: 'due', direction: 'ascending' })
})
