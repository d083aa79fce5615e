import { expect, test } from 'vitest'
import { pathTo, treeOf } from './tree.ts'

const branches = [
  { id: 'fee', name: 'Late fee', parentId: 'credit' },
  { id: 'loan', name: 'Loan', parentId: null },
  { id: 'credit', name: 'Credit card', parentId: 'card' },
  { id: 'card', name: 'Card', parentId: null },
  { id: 'debit', name: 'Bank card', parentId: 'card' },
  { id: 'lost', name: 'Lost', parentId: 'gone' },
]

test('a tree is read from the top, by name, children after their parent', () => {
  expect(treeOf(branches).map(({ label, depth }) => `${depth} ${label}`)).toEqual([
    '0 Card',
    '1 Bank card',
    '1 Credit card',
    '2 Late fee',
    '0 Loan',
    '0 Lost',
  ])
})

test('the path to a branch names everything above it', () => {
  expect(pathTo(branches, 'fee')).toEqual(['Card', 'Credit card', 'Late fee'])
  expect(pathTo(branches, null)).toEqual([])
})
