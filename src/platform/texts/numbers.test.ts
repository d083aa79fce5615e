import { expect, test } from 'vitest'
import { formatCount, formatMoney, formatNumber, formatShare, formatShareInterval } from './index.ts'

test('numbers have the separators of the language', () => {
  expect(formatNumber('en', 12345.6)).toBe('12,345.6')
  expect(formatNumber('ru', 12345.6)).toBe('12\u00a0345,6')
})

test('a count the database stopped counting says that there are more', () => {
  expect(formatCount('en', { count: 10_000, isCapped: true })).toBe('10,000+')
  expect(formatCount('en', { count: 9_999, isCapped: false })).toBe('9,999')
})

test('shares are whole per cents, with one decimal below ten', () => {
  expect(formatShare('en', 0.412)).toBe('41%')
  expect(formatShare('en', 0.0042)).toBe('0.4%')
  expect(formatShare('en', 0)).toBe('0%')
  expect(formatShare('ru', 0.412)).toBe('41\u00a0%')
})

test('both ends of an interval have the same decimals, and equal ends are written once', () => {
  expect(formatShareInterval('en', 0.314, 0.402)).toBe('31% – 40%')
  expect(formatShareInterval('ru', 0.314, 0.402)).toBe('31–40\u00a0%')
  expect(formatShareInterval('en', 0.5, 0.501)).toBe('50%')
})

test('money has its currency', () => {
  expect(formatMoney('en', 1250, 'EUR')).toBe('€1,250.00')
  expect(formatMoney('ru', 1250, 'RUB')).toBe('1\u00a0250,00\u00a0₽')
})
