import { expect, test } from 'vitest'
import { attempted, complaintOf, emptyDraft, isReady, readDraft } from './draft.ts'

const draft = { ...emptyDraft, words: 'The card was charged twice.' }

test('only the words are needed', () => {
  expect(isReady(emptyDraft)).toBe(false)
  expect(isReady({ ...emptyDraft, words: ' \n' })).toBe(false)
  expect(isReady(draft)).toBe(true)
  expect(complaintOf(draft)).toEqual({ text: draft.words, channel: 'in_person', source: 'quick_log' })
})

test('an e-mail address that is none keeps the draft from being stored', () => {
  expect(isReady({ ...draft, email: 'ada@' })).toBe(false)
  expect(isReady({ ...draft, email: 'ada@example.com' })).toBe(true)
})

test('what is known about the customer goes along, trimmed, and nothing that is empty', () => {
  expect(complaintOf({ ...draft, name: ' Ada ', phone: '' }).customer).toEqual({ name: 'Ada' })
})

test('trying again unchanged keeps the key, so that it is stored once', () => {
  const first = attempted(draft, 'key-1')
  expect(attempted(first, 'key-2').attempt.key).toBe('key-1')
})

test('what was changed since the last attempt is stored under another key', () => {
  const first = attempted(draft, 'key-1')
  expect(attempted({ ...first, words: 'Three times.' }, 'key-2').attempt.key).toBe('key-2')
})

test('a draft survives being kept, and rubbish gives an empty one', () => {
  const kept = attempted({ ...draft, name: 'Ada' }, 'key-1')
  expect(readDraft(JSON.stringify(kept))).toEqual(kept)
  expect(readDraft('')).toEqual(emptyDraft)
  expect(readDraft('{"words":5}')).toEqual(emptyDraft)
  expect(readDraft('{"words":"a","channel":"pigeon"}')).toEqual(emptyDraft)
})
