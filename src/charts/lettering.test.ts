import { expect, test } from 'vitest'
import { fit, widthOf } from './lettering.ts'

test('wide letters count more than narrow ones, Cyrillic included', () => {
  expect(widthOf('www', 10)).toBeGreaterThan(widthOf('iii', 10))
  expect(widthOf('шшш', 10)).toBeGreaterThan(widthOf('ааа', 10))
})

test('words that fit stay on one line', () => {
  expect(fit('Delivery', { width: 200, fontSize: 13, maxLines: 2 })).toEqual(['Delivery'])
})

test('words that do not fit go on to the next line', () => {
  const lines = fit('Delivery later than promised', { width: 110, fontSize: 13, maxLines: 3 })
  expect(lines.join(' ')).toBe('Delivery later than promised')
  expect(lines.length).toBeGreaterThan(1)
})

test('what does not fit in the last line is cut, never dropped silently', () => {
  const lines = fit('Delivery later than promised to the customer', { width: 110, fontSize: 13, maxLines: 1 })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^Delivery.*…$/)
})

test('no line is wider than its box', () => {
  const width = 60
  for (const line of fit('Неприемлемодлинноеслово и ещё несколько слов', { width, fontSize: 13, maxLines: 2 })) {
    expect(widthOf(line, 13)).toBeLessThanOrEqual(width)
  }
})
