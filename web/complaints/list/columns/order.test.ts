import { expect, test } from 'vitest'
import { sortAfter, sortShown } from './order.ts'

test('a click on the complaint turns newest and oldest round', () => {
  expect(sortAfter(undefined, 'words')).toBe('oldest')
  expect(sortAfter('oldest', 'words')).toBeUndefined()
  expect(sortAfter('owner', 'words')).toBeUndefined()
})

test('a click on another head orders by it, a second one as usual again', () => {
  expect(sortAfter(undefined, 'owner')).toBe('owner')
  expect(sortAfter('owner', 'owner')).toBeUndefined()
  expect(sortAfter('owner', 'team')).toBe('owner')
})

test.each([
  [undefined, 'words', 'descending'],
  ['oldest', 'words', 'ascending'],
  ['due', 'state', 'ascending'],
  ['changed', 'changed', 'descending'],
  ['product', 'product', 'ascending'],
] as const)('the order %s is shown at %s, %s', (sort, key, direction) => {
  expect(sortShown(sort)).toEqual({ key, direction })
})
