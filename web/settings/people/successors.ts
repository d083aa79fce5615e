import type { Person } from './PeopleSection.tsx'

/**
 * Who could take over from a person, the likeliest first: of the same team before others, of the same role before others,
 * with fewer open complaints before more.
 */
export function successorsOf(leaver: Person, people: readonly Person[]): Person[] {
  const distance = ({ team, role }: Person) =>
    (leaver.team !== null && team?.id === leaver.team.id ? 0 : 2) + (role === leaver.role ? 0 : 1)
  return people
    .filter(({ id, active }) => active && id !== leaver.id)
    .sort((one, other) => distance(one) - distance(other) || one.openComplaints - other.openComplaints)
}
