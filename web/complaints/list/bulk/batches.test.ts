import { expect, test } from 'vitest'
import { batchesOf, byReason, counted, type Result } from './batches.ts'

const result = (reference: string, outcome: Result['outcome'], detail?: string): Result => ({
  reference,
  outcome,
  version: outcome === 'refused' ? null : 2,
  problem: detail ? { type: 'urn:amends:problem:x', detail } : null,
})

test('every complaint goes into one request, in its order', () => {
  expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(batchesOf([])).toEqual([])
})

test('refused ones stand under their reason, the most frequent first', () => {
  const results = [
    result('A', 'done'),
    result('B', 'refused', 'Closed.'),
    result('C', 'refused', 'Changed.'),
    result('D', 'refused', 'Changed.'),
    result('E', 'unchanged'),
  ]
  expect(counted(results)).toEqual({ done: 1, unchanged: 1, refused: 3 })
  expect(byReason(results)).toEqual([
    { detail: 'Changed.', references: ['C', 'D'] },
    { detail: 'Closed.', references: ['B'] },
  ])
})
