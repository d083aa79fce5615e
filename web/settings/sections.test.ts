import { expect, test } from 'vitest'
import type { Role } from '../../src/people/rules.ts'
import { isAllowed } from '../session/allowed.ts'
import { sections } from './sections.ts'

test.each<{ role: Role; sees: string }>([
  { role: 'operations', sees: 'profile saved-replies journeys' },
  { role: 'agent', sees: 'profile saved-replies causes exposure journeys' },
  { role: 'manager', sees: 'profile routing clocks saved-replies causes letters exposure journeys pages' },
  { role: 'executive', sees: 'profile causes exposure journeys' },
  { role: 'analyst', sees: 'profile causes tags exposure journeys' },
  {
    role: 'administrator',
    sees: 'profile people teams routing clocks saved-replies causes tags fields letters exposure journeys pages mailboxes keys releases',
  },
])('$role sees of the settings: $sees', ({ role, sees }) => {
  const seen = sections.filter(({ needs }) => isAllowed(role, needs)).map(({ name }) => name)
  expect(seen.join(' ')).toBe(sees)
})
