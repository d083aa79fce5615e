import { expect, test } from 'vitest'
import { changed, filtersOf, readSearch, viewOf, views } from './search.ts'

const id = '01a2010e-dba1-72c4-bede-3b5bd603bfc8'

test('what an address says that means nothing is left out, and the rest is kept', () => {
  const address = {
    q: 'fee',
    state: 'ajar',
    owner: 'nobody',
    product: id,
    coded: 'perhaps',
    from: '2026-13-45',
    channel: 'pigeon',
  }
  expect(readSearch(address)).toEqual({ q: 'fee', product: id })
})

test('every filter there is survives the address', () => {
  const search = {
    q: 'late fee',
    state: 'open' as const,
    owner: 'me',
    product: id,
    issue: 'none',
    itself: 'product' as const,
    step: id,
    channel: 'phone' as const,
    language: 'ru',
    causeClass: 'surprise' as const,
    causeLocus: 'process' as const,
    cause: id,
    coded: false,
    closure: 'solved' as const,
    customer: id,
    from: '2026-03-01',
    to: '2026-03-31',
    overdue: true,
    withWords: true,
    sort: 'due' as const,
  }
  expect(readSearch(search)).toEqual(search)
})

test('a number typed into the search stays what was typed', () => {
  expect(readSearch({ q: 1500 })).toEqual({ q: '1500' })
})

test('ordering by what is due asks for open complaints only', () => {
  expect(filtersOf({ sort: 'due', coded: false })).toEqual({ state: 'open', coded: 'false' })
})

test('choosing what only closed complaints have takes away what only open ones have', () => {
  expect(changed({ overdue: true, sort: 'due' }, { closure: 'solved' })).toEqual({ closure: 'solved' })
  expect(changed({ closure: 'solved', state: 'closed' }, { sort: 'due' })).toEqual({ sort: 'due' })
})

test('a list is known as one of the views only when it is exactly that', () => {
  expect(viewOf({ sort: 'due', state: 'open', owner: 'me' })).toBe('mine')
  expect(viewOf({})).toBe('all')
  expect(viewOf({ ...views.mine, q: 'fee' })).toBeNull()
})

test('another product is looked at with all below it again', () => {
  expect(changed({ product: id, issue: id, itself: 'product' }, { product: undefined })).toEqual({ issue: id })
  expect(changed({ product: id, issue: id, itself: 'issue' }, { product: undefined })).toEqual({
    issue: id,
    itself: 'issue',
  })
})
