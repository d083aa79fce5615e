import { expect, test } from 'vitest'
import { failuresOf, startDraft } from './failures.ts'

const stages = [
  { seq: 1, failure: { what: 'late' as const, note: 'Nobody answered for a week' } },
  { seq: 4, failure: null },
]

test('what was noted before is there to be changed', () => {
  expect(startDraft(stages)).toEqual({
    1: { what: 'late', note: 'Nobody answered for a week' },
    4: { what: '', note: '' },
  })
})

test('only stages with something chosen are noted', () => {
  const draft = { ...startDraft(stages), 4: { what: 'rule' as const, note: '  ' } }
  expect(failuresOf(stages, startDraft(stages))).toEqual([
    { stageSeq: 1, what: 'late', note: 'Nobody answered for a week' },
  ])
  expect(failuresOf(stages, draft)[1]).toEqual({ stageSeq: 4, what: 'rule', note: null })
})
