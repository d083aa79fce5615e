import { expect, test } from 'vitest'
import { destinations } from './destinations.ts'

test('no two places have the same keys, or the second could not be reached by them', () => {
  const keys = destinations.map((destination) => destination.keys)
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
})
