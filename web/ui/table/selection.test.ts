import { expect, test } from 'vitest'
import { allToggled, type Chosen, rangeToggled, toggled } from './selection.ts'

const keyOf = (row: string) => row
const rows = ['a', 'b', 'c', 'd', 'e']
const shown = { rows, keyOf }
const none: Chosen<string> = { rows: new Map(), anchor: null }
const keys = (chosen: Chosen<string>) => [...chosen.rows.keys()].sort().join('')

test('a row is chosen, and taken out again', () => {
  const one = toggled(none, 'b', keyOf)
  expect(keys(one)).toBe('b')
  expect(keys(toggled(one, 'b', keyOf))).toBe('')
})

test('a range does to all between what was done to its beginning', () => {
  const from = toggled(none, 'd', keyOf)
  expect(keys(rangeToggled(from, 'b', shown))).toBe('bcd')
  const all = allToggled(none, shown)
  const without = toggled(all, 'b', keyOf)
  expect(keys(rangeToggled(without, 'd', shown))).toBe('ae')
})

test('a range whose beginning is no longer shown is this row alone', () => {
  const elsewhere: Chosen<string> = { rows: new Map([['z', 'z']]), anchor: 'z' }
  expect(keys(rangeToggled(elsewhere, 'c', shown))).toBe('cz')
})

test('all rows shown are chosen besides those chosen before, and taken out when all were', () => {
  const all = allToggled({ rows: new Map([['z', 'z']]), anchor: null }, shown)
  expect(keys(all)).toBe('abcdez')
  expect(keys(allToggled(all, shown))).toBe('z')
})
