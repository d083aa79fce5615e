import { expect, test } from 'vitest'
import { layoutOf, moved, turned, widened } from './layout.ts'

const layout = layoutOf(['words', 'owner', 'state'])
const keys = ({ columns }: typeof layout) => columns.map(({ key }) => key).join(' ')

test('a column appears at the end and goes again, but the last one stays', () => {
  expect(keys(turned(layout, 'team'))).toBe('words owner state team')
  expect(keys(turned(layout, 'owner'))).toBe('words state')
  expect(keys(turned(layoutOf(['words']), 'words'))).toBe('words')
})

test('a column moves by one place and not past the ends', () => {
  expect(keys(moved(layout, 'state', -1))).toBe('words state owner')
  expect(keys(moved(layout, 'words', -1))).toBe('words owner state')
  expect(keys(moved(layout, 'state', 1))).toBe('words owner state')
  expect(keys(moved(layout, 'nothing', 1))).toBe('words owner state')
})

test('a width stays within what can be read and what the server keeps', () => {
  expect(widened(layout, 'owner', 133.4).columns[1]).toEqual({ key: 'owner', width: 133 })
  expect(widened(layout, 'owner', -5).columns[1]).toEqual({ key: 'owner', width: 40 })
  expect(widened(layout, 'owner', 1e6).columns[1]).toEqual({ key: 'owner', width: 2000 })
})
