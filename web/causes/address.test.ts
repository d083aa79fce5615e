import { expect, test } from 'vitest'
import { hrefOf, readAddress } from './address.ts'

const id = '01a2010e-dba1-72c4-bede-3b5bd603bfc8'

test('what an address says that means nothing is left out, and the rest is kept', () => {
  const search = {
    from: '2026-01-01',
    to: '2026-03-31',
    product: 'fees',
    issue: id,
    channel: 'pigeon',
    by: 'moon',
    extra: 'x',
  }
  expect(readAddress(search)).toEqual({ from: '2026-01-01', to: '2026-03-31', issue: id })
})

test('a period that lacks an end, or ends before it begins, counts as none', () => {
  expect(readAddress({ from: '2026-01-01' })).toEqual({})
  expect(readAddress({ from: '2026-02-01', to: '2026-01-01', by: 'step' })).toEqual({ by: 'step' })
})

test('every part of the page survives the address', () => {
  const address = {
    from: '2026-01-01',
    to: '2026-03-31',
    channel: 'phone',
    language: 'ru',
    by: 'issue',
    show: `product.${id}`,
  } as const
  const search = Object.fromEntries(new URL(hrefOf(address), 'http://localhost').searchParams)
  expect(readAddress(search)).toEqual(address)
})
