import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'

/** Events with which a stage of care begins: somebody had the complaint, or answered it, and it came to the manager still. */
export const stageKinds = [
  'received',
  'handover_accepted',
  'owner_changed',
  'solution_proposed',
  'closed',
  'reached_management',
] as const

/** What is missing before a complaint that reached management can close. */
export type Owed = 'pothole' | 'failures' | 'manager_speaks'

/** Complaints `e.complaint_id` with a stage before the last escalation of which nobody noted what failed. */
export const unnotedStages = sql`
  e.kind = any (${[...stageKinds]}::text[])
  and e.seq < (select max(x.event_seq) from escalations x where x.complaint_id = e.complaint_id)
  and not exists (select 1 from escalation_failures f where f.complaint_id = e.complaint_id and f.stage_seq = e.seq)`

/** What we owe before this complaint can close; nothing of one that did not reach management. */
export async function owedByManagement(tx: Database | Tx, complaintId: string): Promise<Owed[]> {
  const { rows } = await sql<{ pothole: boolean; failures: boolean; manager_speaks: boolean }>`
    select c.reached_management_at is not null and c.pothole_id is null and c.no_pothole_signed_by is null as pothole,
      exists (select 1 from complaint_events e where e.complaint_id = c.id and ${unnotedStages}) as failures,
      exists (select 1 from escalations x where x.complaint_id = c.id and x.waits) as manager_speaks
    from complaints c where c.id = ${complaintId}`.execute(tx)
  const found = rows[0]
  return found ? (['pothole', 'failures', 'manager_speaks'] as const).filter((each) => found[each]) : []
}
