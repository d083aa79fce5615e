import { expect, test } from 'vitest'
import { changed, filtersOf, fromSaved, type ListSearch, readSearch, savedForm, viewOf, views } from './search.ts'

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

test('every filter there is survives the address, and being kept in a view', () => {
  const search: ListSearch = {
    q: 'late fee',
    state: 'open',
    closure: 'solved,-merged',
    owner: `me,${id}`,
    team: 'none',
    product: id,
    issue: 'none',
    itself: 'product',
    step: id,
    channel: 'phone,email',
    language: 'ru',
    causeClass: 'surprise',
    causeLocus: '-process',
    cause: id,
    coded: false,
    customer: id,
    loggedBy: 'me',
    from: '2026-03-01',
    to: '2026-03-31',
    receivedWithin: 7,
    closedFrom: '2026-03-01',
    closedTo: '2026-03-31',
    closedWithin: 30,
    changedFrom: '2026-03-01',
    changedTo: '2026-03-31',
    dueFrom: '2026-03-01',
    dueTo: '2026-03-31',
    due: 'overdue,today',
    overdue: true,
    reachedManagement: true,
    pothole: '-none',
    import: 'none',
    handover: 'to_me',
    withWords: true,
    tag: id,
    field: 'wish=refund',
    sort: 'due',
    view: id,
  }
  expect(readSearch(search)).toEqual(search)
  expect(fromSaved(id, savedForm(search))).toEqual(search)
})

test('of several values those that mean nothing are left out, and the rest is kept', () => {
  expect(readSearch({ channel: 'phone,pigeon,-email', owner: 'me,you', due: ',' })).toEqual({
    channel: 'phone,-email',
    owner: 'me',
  })
})

test('a number kept as the words to search for comes back as words', () => {
  expect(fromSaved(id, savedForm({ q: '1500' }))).toEqual({ q: '1500', view: id })
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
  expect(changed({ due: 'today', state: 'open' }, { closedWithin: 7 })).toEqual({ closedWithin: 7 })
  expect(changed({ closedWithin: 7 }, { due: 'today' })).toEqual({ due: 'today' })
  expect(changed({ sort: 'owner' }, { state: 'closed' })).toEqual({ sort: 'owner', state: 'closed' })
})

test('a list is known as one of the views only when it is exactly that', () => {
  expect(viewOf({ sort: 'due', state: 'open', owner: 'me' })).toBe('mine')
  expect(viewOf({})).toBe('all')
  expect(viewOf({ ...views.mine, q: 'fee' })).toBeNull()
  expect(viewOf({ ...views.mine, view: id })).toBe('mine')
})

test('another product is looked at with all below it again', () => {
  expect(changed({ product: id, issue: id, itself: 'product' }, { product: undefined })).toEqual({ issue: id })
  expect(changed({ product: id, issue: id, itself: 'issue' }, { product: undefined })).toEqual({
    issue: id,
    itself: 'issue',
  })
})
