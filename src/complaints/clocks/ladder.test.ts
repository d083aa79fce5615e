import { expect, test } from 'vitest'
import { type Concerned, whoIsTold } from './ladder.ts'

const all: Concerned = {
  ownerId: 'owner',
  standInId: 'stand-in',
  isAway: false,
  leadId: 'lead',
  managerIds: ['manager'],
  lastResortId: 'last resort',
}
const told = (from: number, to: number, some: Partial<Concerned> = {}) => whoIsTold({ ...all, ...some }, from, to)

test('the owner is reminded, with the stand-in when away; then both learn that it has passed', () => {
  expect(told(0, 1)).toEqual(['owner'])
  expect(told(0, 1, { isAway: true })).toEqual(['owner', 'stand-in'])
  expect(told(1, 2)).toEqual(['owner', 'stand-in'])
})

test('then the lead of the team, then its managers, each once', () => {
  expect(told(2, 3)).toEqual(['lead'])
  expect(told(3, 4)).toEqual(['manager'])
  expect(told(0, 4)).toEqual(['owner', 'stand-in', 'lead', 'manager'])
})

test('a rung on which nobody stands holds up nobody', () => {
  expect(told(1, 2, { standInId: null })).toEqual(['owner'])
  expect(told(2, 3, { leadId: null })).toEqual(['manager'])
  expect(told(2, 3, { leadId: 'owner' })).toEqual(['manager'])
  expect(told(3, 4, { managerIds: [] })).toEqual(['last resort'])
  expect(told(3, 4, { ownerId: 'manager' })).toEqual(['last resort'])
})
