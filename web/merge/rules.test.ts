import { expect, test } from 'vitest'
import { compare } from './rules.ts'

const seen = { product: 'kettle', issue: 'leaks', step: null, tags: ['a'] }

test('what nobody else touched is stored as I meant it, whatever else they changed', () => {
  expect(compare(seen, { ...seen, issue: 'late' }, { product: 'toaster' })).toEqual({
    rest: { product: 'toaster' },
    conflicts: [],
  })
})

test('what two changed differently is a conflict, the rest is not', () => {
  const mine = { product: 'toaster', issue: 'burns' }
  expect(compare(seen, { ...seen, product: 'iron' }, mine)).toEqual({
    rest: { issue: 'burns' },
    conflicts: [{ name: 'product', was: 'kettle', theirs: 'iron', mine: 'toaster' }],
  })
})

test('what two changed alike is done', () => {
  const now = { ...seen, product: 'toaster', tags: ['a', 'b'] }
  expect(compare(seen, now, { product: 'toaster', tags: ['a', 'b'] })).toEqual({ rest: {}, conflicts: [] })
})

test('nothing and never said are the same', () => {
  expect(compare({}, { step: null }, { step: 's' })).toEqual({ rest: { step: 's' }, conflicts: [] })
})
