import { expect, test } from 'vitest'
import { type Candidate, chooseManager } from './choose-manager.ts'

const manager = (id: string, row: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  role: 'manager',
  teamId: null,
  waiting: 0,
  ...row,
})
const from = { id: 'agent', teamId: 'parcels' }
const chosen = (candidates: Candidate[], had: { id: string; teamId: string | null } = from) =>
  chooseManager(candidates, had)?.id

test('a manager of the same team comes before others, and before an executive', () => {
  const other = manager('a', { teamId: 'cards' })
  const same = manager('b', { teamId: 'parcels', waiting: 3 })
  expect(chosen([manager('x', { role: 'executive', teamId: 'parcels' }), other, same])).toBe('b')
})

test('of two alike the one with fewer customers waiting is chosen', () => {
  expect(chosen([manager('a', { waiting: 2 }), manager('b', { waiting: 1 })])).toBe('b')
  expect(chosen([manager('b'), manager('a')])).toBe('a')
})

test('a customer who wants someone else than their manager gets an executive, else another manager', () => {
  const had = { id: 'a', teamId: null }
  expect(chosen([manager('a'), manager('b'), manager('x', { role: 'executive', waiting: 9 })], had)).toBe('x')
  expect(chosen([manager('a'), manager('b', { waiting: 9 })], had)).toBe('b')
})

test('the only manager keeps it rather than nobody, and nobody is said where there is none', () => {
  expect(chosen([manager('a')], { id: 'a', teamId: null })).toBe('a')
  expect(chooseManager([], from)).toBeNull()
})
