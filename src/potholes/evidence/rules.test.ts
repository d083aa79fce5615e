import { expect, test } from 'vitest'
import { mostPerDay, mostWaiting, proposalsOf } from './rules.ts'

test('what can be read in a day is proposed, and the owner is told', () => {
  expect(proposalsOf({ found: 12, waiting: 4 })).toEqual({ propose: 12, leftOut: 0, tells: true })
})

test('nothing found is nothing to tell of', () => {
  expect(proposalsOf({ found: 0, waiting: 3 })).toEqual({ propose: 0, leftOut: 0, tells: false })
})

test('a broad rule proposes what can be read, counts the rest, and is quiet', () => {
  expect(proposalsOf({ found: 300, waiting: 0 })).toEqual({
    propose: mostPerDay,
    leftOut: 300 - mostPerDay,
    tells: false,
  })
})

test('where many wait unread, only as many are added as the list holds', () => {
  expect(proposalsOf({ found: 300, waiting: mostWaiting - 10 })).toEqual({ propose: 10, leftOut: 290, tells: false })
  expect(proposalsOf({ found: 5, waiting: mostWaiting + 40 })).toEqual({ propose: 0, leftOut: 5, tells: false })
})
