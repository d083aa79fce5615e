import { expect, test } from 'vitest'
import { changeOf } from './change.ts'

const share = (count: number, n: number) => ({
  count,
  n,
  share: n === 0 ? null : count / n,
  interval: null,
  tooFew: count < 5,
})
const compared = (n: number, nBefore: number, change: { difference: number; low: number; high: number } | null) => ({
  ...share(n / 2, n),
  before: share(nBefore / 2, nBefore),
  change,
})

test.each([
  { difference: 0.2, low: 0.05, high: 0.33, kind: 'rose' },
  { difference: -0.2, low: -0.33, high: -0.05, kind: 'fell' },
  { difference: 0.04, low: -0.09, high: 0.16, kind: 'no_difference' },
  { difference: 0.1, low: 0, high: 0.2, kind: 'no_difference' },
])('an interval from $low to $high says: $kind', ({ kind, ...change }) => {
  expect(changeOf(compared(60, 60, change))).toEqual({ kind, ...change })
})

test('with nothing coded before there is nothing to compare', () => {
  expect(changeOf(compared(60, 0, null))).toEqual({ kind: 'nothing_before' })
})

test('fewer than five cases on either side are too few to say', () => {
  const change = { difference: 0.5, low: 0.1, high: 0.8 }
  expect(changeOf(compared(60, 8, change))).toEqual({ kind: 'too_few' })
  expect(changeOf(compared(8, 60, change))).toEqual({ kind: 'too_few' })
  expect(changeOf(compared(10, 60, change)).kind).toBe('rose')
})
