import { expect, test } from 'vitest'
import { changed, inserted, type Template, wordsOf } from './draft.ts'

const template: Template = {
  kind: 'reply',
  language: 'en',
  subject: 'Your complaint',
  body: '{words}',
  isOwn: false,
  placeholders: [],
}
const other: Template = { ...template, language: 'ru' }

test('what is written is kept for its kind and language, and shown instead of what is saved', () => {
  const drafts = changed({}, template, { subject: 'Hello' })
  expect(wordsOf(template, drafts)).toEqual({ subject: 'Hello', body: '{words}' })
  expect(wordsOf(other, drafts)).toEqual({ subject: 'Your complaint', body: '{words}' })
  expect(Object.keys(changed(drafts, other, { body: '{words}!' }))).toEqual(['reply.en', 'reply.ru'])
})

test('a draft that says what is saved again is none', () => {
  expect(changed(changed({}, template, { subject: 'Hello' }), template, { subject: 'Your complaint' })).toEqual({})
})

test('a placeholder goes to the cursor, in place of what is selected', () => {
  expect(inserted('Dear , hello', { from: 5, to: 5 }, 'name')).toEqual({ text: 'Dear {name}, hello', cursor: 11 })
  expect(inserted('Dear Bo, hello', { from: 5, to: 7 }, 'name')).toEqual({ text: 'Dear {name}, hello', cursor: 11 })
})
