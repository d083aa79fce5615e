import { expect, test } from 'vitest'
import { periodBefore, spanOf, splitMonths } from './period.ts'

test.each([
  [
    'whole months are compared with as many whole months',
    { from: '2026-02-01', to: '2026-03-31' },
    { from: '2025-12-01', to: '2026-01-31' },
  ],
  [
    'a whole leap February with January',
    { from: '2024-02-01', to: '2024-02-29' },
    { from: '2024-01-01', to: '2024-01-31' },
  ],
  ['a year with the year before', { from: '2025-01-01', to: '2025-12-31' }, { from: '2024-01-01', to: '2024-12-31' }],
  ['odd days with as many days', { from: '2026-03-10', to: '2026-03-16' }, { from: '2026-03-03', to: '2026-03-09' }],
])('%s', (_name, period, before) => {
  expect(periodBefore(period)).toEqual(before)
})

test('a period that ends before it begins is refused', () => {
  expect(() => spanOf({ from: '2026-03-02', to: '2026-03-01' })).toThrow(RangeError)
})

const split = (from: string, to: string) => {
  const { months, edges } = splitMonths(spanOf({ from, to }))
  return {
    months,
    edges: edges.map((edge) => `${edge.from.toISOString().slice(0, 10)}…${edge.until.toISOString().slice(0, 10)}`),
  }
}

test('whole months have no edges', () => {
  expect(split('2026-01-01', '2026-03-31')).toEqual({ months: { first: '2026-01-01', last: '2026-03-01' }, edges: [] })
})

test('days before and after the whole months are edges', () => {
  expect(split('2026-01-15', '2026-03-10')).toEqual({
    months: { first: '2026-02-01', last: '2026-02-01' },
    edges: ['2026-01-15…2026-02-01', '2026-03-01…2026-03-11'],
  })
})

test('a span without a whole month is one edge', () => {
  expect(split('2026-01-15', '2026-02-10')).toEqual({ months: null, edges: ['2026-01-15…2026-02-11'] })
  expect(split('2026-01-15', '2026-01-31')).toEqual({ months: null, edges: ['2026-01-15…2026-02-01'] })
})
