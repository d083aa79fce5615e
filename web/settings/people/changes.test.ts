import { expect, test } from 'vitest'
import { changesFrom } from './changes.ts'
import type { Person } from './PeopleSection.tsx'

const opened: Person = {
  id: 'ann',
  name: 'Ann',
  email: 'ann@example.org',
  role: 'agent',
  team: { id: 'care', name: 'Care' },
  language: 'en',
  active: true,
  openComplaints: 0,
  version: 'v1',
}
const filled = { name: 'Ann', role: 'agent', teamId: 'care', language: 'en' } as const

test('a form that was left as it was changes nothing', () => {
  expect(changesFrom(opened, filled)).toEqual({})
})

test('only what was changed is sent, leaving a team too', () => {
  expect(changesFrom(opened, { ...filled, name: 'Anna' })).toEqual({ name: 'Anna' })
  expect(changesFrom(opened, { ...filled, role: 'manager', language: 'ru' })).toEqual({
    role: 'manager',
    language: 'ru',
  })
  expect(changesFrom(opened, { ...filled, teamId: null })).toEqual({ teamId: null })
  expect(changesFrom({ ...opened, team: null }, filled)).toEqual({ teamId: 'care' })
})
