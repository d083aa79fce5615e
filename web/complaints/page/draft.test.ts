import { expect, test } from 'vitest'
import { attempted, bringBack, draftsOf, emptyDraft, messageOf, readDraft, writeDraft } from './draft.ts'
import { keep, readKept } from '../../outbox/kept.ts'

const draft = {
  ...emptyDraft,
  direction: 'out' as const,
  channel: 'phone' as const,
  text: 'A new kettle is on its way.',
}

test('a draft is read as it was kept', () => {
  expect(readDraft(writeDraft(attempted(draft, 'k')))).toEqual(attempted(draft, 'k'))
})

test('what cannot be read, or holds no words, is no draft', () => {
  for (const kept of ['', '{', '"text"', '{"text":3}', '{"text":"x","direction":"up"}', 'null'])
    expect(readDraft(kept)).toEqual(emptyDraft)
  expect(writeDraft(emptyDraft)).toBe('')
})

test('unchanged words keep their key, changed ones get a new one', () => {
  const first = attempted(draft, 'first')
  expect(attempted(first, 'second').attempt.key).toBe('first')
  expect(attempted({ ...first, text: 'Two kettles.' }, 'second').attempt.key).toBe('second')
  expect(attempted({ ...first, direction: 'in' }, 'second').attempt.key).toBe('second')
})

test('a note has no channel of its own', () => {
  expect(messageOf({ ...draft, direction: 'note' })).toEqual({
    direction: 'note',
    text: draft.text,
    channel: 'in_person',
  })
})

test('an answer that was taken back stands before what was written since, and gets a new key', () => {
  const name = `${draftsOf('me')}AM-1`
  const answer = attempted({ ...emptyDraft, direction: 'reply', text: 'Tomorrow.' }, 'k')
  keep(name, '')
  bringBack('me', 'AM-1', answer)
  expect(readDraft(readKept(name))).toEqual({ ...answer, attempt: null })
  keep(name, writeDraft({ ...emptyDraft, text: 'A note' }))
  bringBack('me', 'AM-1', answer)
  expect(readDraft(readKept(name))).toMatchObject({ direction: 'reply', text: 'Tomorrow.\n\nA note' })
})

test('a change of what is promised, or of the next update, is another answer', () => {
  const answer = { ...emptyDraft, direction: 'reply' as const, text: 'By Friday.' }
  const first = attempted(answer, 'first')
  expect(attempted(first, 'second').attempt.key).toBe('first')
  expect(attempted({ ...first, nextInDays: 1 }, 'second').attempt.key).toBe('second')
  expect(attempted({ ...first, notPromised: ['By Friday'] }, 'second').attempt.key).toBe('second')
})
