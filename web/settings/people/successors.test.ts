import { expect, test } from 'vitest'
import type { Person } from './PeopleSection.tsx'
import { successorsOf } from './successors.ts'

const person = (id: string, rest: Partial<Person>): Person => ({
  id,
  name: id,
  email: `${id}@example.org`,
  role: 'agent',
  team: null,
  language: 'en',
  active: true,
  openComplaints: 0,
  version: '1',
  ...rest,
})
const care = { id: 'care', name: 'Care' }

test('one of the same team and role with the fewest open complaints takes over; nobody inactive, and not the leaver', () => {
  const leaver = person('leaver', { team: care })
  const people = [
    person('other team', {}),
    person('busy colleague', { team: care, openComplaints: 9 }),
    person('manager', { team: care, role: 'manager' }),
    leaver,
    person('colleague', { team: care, openComplaints: 2 }),
    person('gone', { team: care, active: false }),
  ]
  expect(successorsOf(leaver, people).map(({ id }) => id)).toEqual([
    'colleague',
    'busy colleague',
    'manager',
    'other team',
  ])
})

test('without a team nobody is nearer for having none either', () => {
  const leaver = person('leaver', { role: 'manager' })
  const people = [person('agent', {}), person('manager', { team: care, role: 'manager' })]
  expect(successorsOf(leaver, people).map(({ id }) => id)).toEqual(['manager', 'agent'])
})
