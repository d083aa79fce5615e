import { expect, test } from 'vitest'
import { type ClosingDraft, closingOf, noClosing } from './closing.ts'

const draft: ClosingDraft = {
  ...noClosing,
  decision: 'not_upheld',
  findings: 'It broke after a year.',
  reasons: 'The contract excludes this.',
  recourse: 'The ombudsman, within six months.',
}

test('nothing is closed before a way is chosen', () => {
  expect(closingOf(draft)).toBeNull()
})

test.each(['solved', 'withdrawn'] as const)('%s needs the words of the customer', (way) => {
  expect(closingOf({ ...draft, way })).toBeNull()
  expect(closingOf({ ...draft, way, customerWords: ' ' })).toBeNull()
  expect(closingOf({ ...draft, way, customerWords: 'It works again.' })).toEqual({
    closure: way,
    customerWords: 'It works again.',
    channel: 'phone',
  })
})

test('a decision needs what it is, findings, reasons and where to turn, each more than a word', () => {
  expect(closingOf({ ...draft, way: 'decided' })).toEqual({
    closure: 'decided',
    decision: 'not_upheld',
    findings: draft.findings,
    reasons: draft.reasons,
    recourse: draft.recourse,
  })
  expect(closingOf({ ...draft, way: 'decided', recourse: 'nowhere' })).toBeNull()
  expect(closingOf({ ...draft, way: 'decided', reasons: 'No.' })).toBeNull()
  expect(closingOf({ ...draft, way: 'decided', findings: '' })).toBeNull()
  expect(closingOf({ ...draft, way: 'decided', decision: null })).toBeNull()
})

test('merging needs the number of the other complaint', () => {
  expect(closingOf({ ...draft, way: 'merged' })).toBeNull()
  expect(closingOf({ ...draft, way: 'merged', into: ' AM-7Q2M4-K9TX3 ' })).toEqual({
    closure: 'merged',
    into: 'AM-7Q2M4-K9TX3',
  })
})
