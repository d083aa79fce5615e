import { expect, test } from 'vitest'
import { parseMonths } from './parse-months.ts'

test.each([
  { line: '2026-01\t12000', month: '2026-01-01', units: 12_000 },
  { line: '2026-01-01;12000', month: '2026-01-01', units: 12_000 },
  { line: '1.2026  12 000', month: '2026-01-01', units: 12_000 },
  { line: '12/2025\t12,000', month: '2025-12-01', units: 12_000 },
  { line: '2026-02\t1.234.567', month: '2026-02-01', units: 1_234_567 },
  { line: '2026-02\t12\u00a0000', month: '2026-02-01', units: 12_000 },
  { line: '2026-02\t12,5', month: '2026-02-01', units: 12.5 },
])('"$line" is $units in $month', ({ line, month, units }) => {
  expect(parseMonths(line)).toEqual({ months: [{ month, units }], problems: [] })
})

test.each([
  { line: 'January\t1', what: 'month' },
  { line: '2026-13\t1', what: 'month' },
  { line: '2026-01-15\t1', what: 'month' },
  { line: '2026-01', what: 'units' },
  { line: '2026-01\t0', what: 'units' },
  { line: '2026-01\tmany', what: 'units' },
])('"$line" is refused for its $what', ({ line, what }) => {
  expect(parseMonths(`2025-01\t1\n${line}`).problems).toEqual([{ line: 2, text: line, what }])
})

test('a month that stands twice is said, because one of the numbers is wrong', () => {
  expect(parseMonths('2026-01 5\n01.2026 6').problems).toEqual([{ line: 2, text: '01.2026 6', what: 'twice' }])
})

test('headings and empty lines are passed over', () => {
  expect(parseMonths('Month\tOrders\n\n2026-01\t5\n').months).toEqual([{ month: '2026-01-01', units: 5 }])
})
