import { expect, test } from 'vitest'
import { matching } from './FilterPick.tsx'

const tree = [
  { value: '1', label: 'Card' },
  { value: '2', label: 'Credit card', depth: 1 },
  { value: '3', label: 'Late fee', depth: 2 },
  { value: '4', label: 'Loan' },
  { value: '5', label: 'Student loan', depth: 1 },
]
const found = (typed: string) => matching(tree, typed).map(({ label }) => label)

test('an option found is shown below the branches that lead to it', () => {
  expect(found('fee')).toEqual(['Card', 'Credit card', 'Late fee'])
})

test('a branch that only leads there cannot be chosen by mistake', () => {
  const chosen = matching(tree, 'fee').filter(({ isPath }) => !isPath)
  expect(chosen.map(({ label }) => label)).toEqual(['Late fee'])
})

test('branches that hold nothing of what was typed are left out', () => {
  expect(found('STUDENT')).toEqual(['Loan', 'Student loan'])
})

test('nothing typed shows all', () => {
  expect(found(' ')).toHaveLength(5)
})
