import type { Person } from './PeopleSection.tsx'

/** What a form holds of a person. */
type Filled = Pick<Person, 'name' | 'role' | 'language'> & { teamId: string | null }

/** What somebody really changed: the rest may have been changed by others since, and stays as they made it. */
export function changesFrom(opened: Person, filled: Filled): Partial<Filled> {
  return {
    ...(filled.name !== opened.name && { name: filled.name }),
    ...(filled.role !== opened.role && { role: filled.role }),
    ...(filled.language !== opened.language && { language: filled.language }),
    ...(filled.teamId !== (opened.team?.id ?? null) && { teamId: filled.teamId }),
  }
}
