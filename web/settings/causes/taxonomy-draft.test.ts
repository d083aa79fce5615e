import { expect, test } from 'vitest'
import { causeOf, clashes, codeFrom, countChanges, laidOver, type SavedCause, withChange } from './taxonomy-draft.ts'

const saved = (code: string, rest: Partial<SavedCause> = {}): SavedCause => ({
  id: `id of ${code}`,
  code,
  class: 'surprise',
  locus: 'process',
  name: { en: code, ru: code },
  definition: { en: 'what it is', ru: '' },
  examples: { positive: { en: 'yes' } },
  retired: false,
  ...rest,
})
const causes = [saved('fee'), saved('wait'), saved('old', { retired: true })]

test('a change is laid over what is saved, and a new cause stands last', () => {
  const renamed = { ...causeOf(saved('fee')), name: { en: 'Hidden fee', ru: 'Скрытая плата' } }
  const changes = withChange(causes, withChange(causes, {}, renamed), causeOf(saved('new')))
  expect(laidOver(causes, changes).map(({ code, state }) => `${code} ${state}`)).toEqual([
    'fee changed',
    'wait same',
    'old same',
    'new new',
  ])
  expect(laidOver(causes, changes)[0]?.name.en).toBe('Hidden fee')
})

test('a cause that is put back to what is saved is no change', () => {
  const renamed = { ...causeOf(saved('fee')), name: { en: 'Hidden fee', ru: '' } }
  const changes = withChange(causes, {}, renamed)
  expect(
    withChange(causes, changes, {
      ...causeOf(saved('fee')),
      examples: { positive: { en: 'yes', ru: ' ' }, border: {} },
    }),
  ).toEqual({})
})

test('retiring, bringing back, adding and changing are counted apart', () => {
  const changes = [
    { ...causeOf(saved('fee')), retired: true },
    { ...causeOf(saved('old')), retired: false },
    { ...causeOf(saved('wait')), locus: 'message' },
    causeOf(saved('new')),
  ].reduce((all, cause) => withChange(causes, all, cause), {})
  expect(countChanges(causes, changes)).toEqual({ added: 1, changed: 1, retired: 1, restored: 1 })
})

test('what two people changed is found; what only one changed is not', () => {
  const mine = [
    causeOf(saved('fee', { name: { en: 'mine', ru: '' } })),
    causeOf(saved('wait', { retired: true })),
    causeOf(saved('new')),
  ].reduce((all, cause) => withChange(causes, all, cause), {})
  const theirs = [
    saved('fee', { name: { en: 'theirs', ru: '' } }),
    saved('wait'),
    saved('old', { retired: false }),
    saved('new'),
  ]
  expect(clashes(causes, theirs, mine)).toEqual(['fee', 'new'])
})

test.each([
  { name: 'Fee not explained', code: 'fee-not-explained' },
  { name: '  Café: closed!  ', code: 'cafe-closed' },
  { name: 'Wait', code: 'wait-2' },
  { name: 'Причина', code: '' },
])('"$name" suggests the code "$code"', ({ name, code }) => {
  expect(codeFrom(name, ['wait'])).toBe(code)
})
