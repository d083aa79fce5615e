import { expect, test } from 'vitest'
import { severalOf, spanOf, withSeveral, withSpan } from './own-field.ts'

test('values of a field are read and written beside those of others', () => {
  const field = withSeveral('paid>=2026-03-01', 'wish', 'refund,-a b') ?? ''
  expect(field).toBe('paid%3E=2026-03-01&wish=refund&wish%21=a+b')
  expect(severalOf(field, 'wish')).toBe('refund,-a b')
  expect(severalOf(field, 'paid')).toBeUndefined()
  expect(withSeveral(field, 'wish', undefined)).toBe('paid%3E=2026-03-01')
})

test('a span of a field has a beginning, an end, or both', () => {
  const field = withSpan('wish=refund', 'paid', { from: '2026-03-01', to: undefined })
  expect(spanOf(field, 'paid')).toEqual({ from: '2026-03-01', to: undefined })
  expect(withSpan(field, 'paid', { to: '2026-04-01' })).toBe('wish=refund&paid%3C=2026-04-01')
  expect(withSpan('paid>=1', 'paid', {})).toBeUndefined()
})
