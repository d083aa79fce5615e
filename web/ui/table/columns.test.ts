import { expect, test } from 'vitest'
import { fitted, nextSort, rowAfter } from './columns.ts'

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

test('columns are as wide as wanted while they fit, and narrower alike when they do not', () => {
  const columns = [{ key: 'words' }, { key: 'owner', width: 100 }, { key: 'due', width: 300 }]
  expect([...fitted(columns, 1000)]).toEqual([
    ['owner', 100],
    ['due', 300],
  ])
  expect([...fitted(columns, 440)]).toEqual([
    ['owner', 50],
    ['due', 150],
  ])
})

test('before anything is measured columns are as wide as wanted', () => {
  expect(fitted([{ key: 'owner', width: 100 }], 0).get('owner')).toBe(100)
})
