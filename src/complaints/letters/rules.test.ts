import { expect, test } from 'vitest'
import {
  addressIn,
  automaticOf,
  domainOf,
  fill,
  flawsOf,
  letterKinds,
  letterLanguages,
  letterOfMessageId,
  messageIdOf,
  nextAttempt,
  stateOf,
  tagged,
} from './rules.ts'
import { usualWords } from './templates.ts'

test('what the product says by itself has no flaw, in any kind and language', () => {
  const flawed = letterKinds.flatMap((kind) =>
    letterLanguages.flatMap((language) =>
      flawsOf(kind, usualWords(kind, language)).map((flaw) => [kind, language, flaw]),
    ),
  )
  expect(flawed).toEqual([])
})

test('a placeholder that nothing fills in, one that is missing, and a brace alone are named with their field', () => {
  const flaws = (subject: string, body: string) => flawsOf('solution', { subject, body })
  expect(flaws('Is it solved?', '{words} {link}')).toEqual([])
  expect(flaws('Is it {sold}?', '{words} {link}')).toEqual([{ field: 'subject', what: 'unknown', name: 'sold' }])
  expect(flaws('Is it solved?', 'Here: {link}')).toEqual([{ field: 'body', what: 'needed', name: 'words' }])
  expect(flaws('Is it solved? {link}', '{words} {link}')).toEqual([
    { field: 'subject', what: 'not_in_subject', name: 'link' },
  ])
  expect(flaws('Is it solved?', '{words} {link')).toEqual([
    { field: 'body', what: 'brace', name: '{' },
    { field: 'body', what: 'needed', name: 'link' },
  ])
  expect(flaws('Is it solved?', '{words} {link} {Name}')).toEqual([{ field: 'body', what: 'brace', name: '{' }])
})

test('an acknowledgement has its number in the subject or in the text', () => {
  expect(flawsOf('acknowledgement', { subject: '{reference}', body: 'By {due}.' })).toEqual([])
  expect(flawsOf('acknowledgement', { subject: 'We have it', body: 'By {due}.' })).toEqual([
    { field: 'body', what: 'needed', name: 'reference' },
  ])
})

test('values are put in as they are, and what was put in is not looked at again', () => {
  const words = { subject: 'To {name}', body: 'Hello {name}, {words}' }
  expect(fill(words, { name: 'Bo', words: '{name} $& it’s' })).toEqual({
    subject: 'To Bo',
    body: 'Hello Bo, {name} $& it’s',
  })
})

test('a name we do not know leaves no gap, and a subject stays on one line', () => {
  expect(fill({ subject: 'A\nB {name}', body: 'Hello {name},\n\n{name}' }, { name: '' })).toEqual({
    subject: 'A B',
    body: 'Hello,\n\n',
  })
  expect(fill({ subject: '{name}', body: '' }, { name: 'Bo\r\nBcc: all@example.com' }).subject).toBe(
    'Bo Bcc: all@example.com',
  )
})

const id = '01890000-0000-7000-8000-000000000001'

test('a Message-ID of ours names its letter, whatever a mail program did to its case, and no other does', () => {
  const key = { kind: 'no_answer', occasion: 12 } as const
  const messageId = messageIdOf(id, key, 'example.com')
  expect(letterOfMessageId(messageId)).toEqual({ ...key, complaintId: id })
  expect(letterOfMessageId(`${id.toUpperCase()}.reply.3@EXAMPLE.com`)).toEqual({
    kind: 'reply',
    occasion: 3,
    complaintId: id,
  })
  for (const other of ['<1@example.com>', `<${id}.advert.3@example.com>`, `<${id}.reply.x@example.com>`, ''])
    expect(letterOfMessageId(other), other).toBeNull()
})

test('an acknowledgement answers by itself, other letters come by themselves, and what a person wrote is neither', () => {
  expect(automaticOf('acknowledgement', false)).toBe('auto-replied')
  expect(automaticOf('reminder', false)).toBe('auto-generated')
  expect(automaticOf('reminder', true)).toBeNull()
  expect(automaticOf('decision', false)).toBeNull()
})

test('a letter is tried again after a minute, then later and later for two days, and then no more', () => {
  const now = new Date('2026-03-02T09:00Z')
  const minutes = [1, 2, 3, 4, 5, 6, 7].map(
    (attempt) => ((nextAttempt(attempt, now)?.getTime() ?? 0) - now.getTime()) / 60_000,
  )
  expect(minutes).toEqual([1, 5, 15, 60, 240, 720, 1440])
  expect(nextAttempt(8, now)).toBeNull()
})

const at = new Date('2026-03-02T09:00Z')
const fate = { sendingSince: null, sentAt: null, cancelledAt: null, bouncedAt: null, failure: null, delivery: null }
test.each([
  ['waiting', {}],
  ['sending', { sendingSince: at }],
  ['sent', { sentAt: at, delivery: 'server' as const }],
  ['kept_here', { sentAt: at, delivery: 'mailbox' as const }],
  ['failed', { failure: 'refused: 450' }],
  ['taken_back', { cancelledAt: at }],
  ['came_back', { sentAt: at, bouncedAt: at, delivery: 'server' as const }],
] as const)('a letter is %s when its row says so', (state, row) => {
  expect(stateOf({ ...fate, ...row })).toBe(state)
})

test('an address is found in the way senders write it, and takes a tag', () => {
  expect(addressIn('Care, Inc. <care@example.com>')).toBe('care@example.com')
  expect(addressIn('care@example.com')).toBe('care@example.com')
  expect(tagged('care@example.com', 'am-1')).toBe('care+am-1@example.com')
  expect(domainOf('care@Example.COM')).toBe('example.com')
})
