import { expect, test } from 'vitest'
import { attempted, emptyDraft, messageOf, readDraft, writeDraft } from './draft.ts'

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
