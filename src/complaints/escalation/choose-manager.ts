import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

export type Candidate = {
  id: string
  name: string
  role: 'manager' | 'executive'
  teamId: string | null
  /** Customers who wait for this person's word. */
  waiting: number
}

/**
 * The manager for a customer who wants someone who can decide: not the one they were with, of the same team before others, a
 * manager before an executive (an executive where a manager had it), who has fewest customers waiting. The one they were with
 * when there is no other; null when there is none at all.
 */
export function chooseManager(candidates: Candidate[], from: { id: string; teamId: string | null }): Candidate | null {
  const had = candidates.find(({ id }) => id === from.id)
  const wanted = had ? 'executive' : 'manager'
  const rank = (each: Candidate): number[] => [
    each.id === from.id ? 1 : 0,
    each.role === wanted ? 0 : 1,
    each.teamId !== null && each.teamId === from.teamId ? 0 : 1,
    each.waiting,
  ]
  const inOrder = candidates.toSorted((one, other) => {
    const [a, b] = [rank(one), rank(other)]
    const first = a.findIndex((value, index) => value !== b[index])
    return first === -1 ? (one.id < other.id ? -1 : 1) : (a[first] as number) - (b[first] as number)
  })
  return inOrder[0] ?? null
}

/** Those who can be asked to decide, held until the transaction ends so that none of them leaves meanwhile. */
export async function listCandidates(tx: Tx): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select p.id, p.name, p.role, p.team_id as "teamId",
      (select count(*)::integer from escalations x where x.manager_id = p.id and x.waits) as waiting
    from people p where p.active and p.role in ('manager', 'executive') order by p.id for share of p`.execute(tx)
  return rows
}
