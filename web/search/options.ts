import type { AnswerOf } from '../api/client.ts'

type Answer = AnswerOf<'search'>
/** Something to be led to from the search box. */
export type Finding =
  | { kind: 'complaint'; complaint: Answer['complaints'][number] }
  | { kind: 'customer'; customer: Answer['customers'][number] }
  | { kind: 'person'; person: Answer['people'][number] }
  | { kind: 'all'; q: string }

export const keyOfFinding = (finding: Finding): string => {
  if (finding.kind === 'complaint') return finding.complaint.reference
  if (finding.kind === 'customer') return finding.customer.id
  return finding.kind === 'person' ? finding.person.id : 'all'
}

/** Complaints first, then customers and people, and the way to all complaints that were found. */
export function findingsOf(answer: Answer | undefined, q: string): Finding[] {
  if (!answer) return []
  return [
    ...answer.complaints.map((complaint) => ({ kind: 'complaint', complaint }) as const),
    ...answer.customers.map((customer) => ({ kind: 'customer', customer }) as const),
    ...answer.people.map((person) => ({ kind: 'person', person }) as const),
    ...(answer.complaints.length > 0 ? [{ kind: 'all', q } as const] : []),
  ]
}

/** The address that a finding leads to. Words are taken along, to be marked on the complaint's page. */
export function addressOfFinding(finding: Finding, q: string): string {
  if (finding.kind === 'complaint') {
    const find = finding.complaint.found ? `?${new URLSearchParams({ find: q })}` : ''
    return `/complaints/${finding.complaint.reference}${find}`
  }
  if (finding.kind === 'customer') return `/customers/${finding.customer.id}`
  if (finding.kind === 'person')
    return `/complaints?${new URLSearchParams({ owner: finding.person.id, state: 'open' })}`
  return `/complaints?${new URLSearchParams({ q: finding.q })}`
}
