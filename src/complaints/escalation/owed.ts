import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { type Owed, stageKinds } from './words.ts'

/** Complaints `e.complaint_id` with a stage before the last escalation of which nobody noted what failed. */
export const unnotedStages = sql`
  e.kind = any (${[...stageKinds]}::text[])
  and e.seq < (select max(x.event_seq) from escalations x where x.complaint_id = e.complaint_id)
  and not exists (select 1 from escalation_failures f where f.complaint_id = e.complaint_id and f.stage_seq = e.seq)`

/** The same of complaints `c`, as an array. */
export const owed = sql`array_remove(array[
  case when exists (select 1 from escalations x where x.complaint_id = c.id and x.waits) then 'manager_speaks' end,
  case when exists (select 1 from complaint_events e where e.complaint_id = c.id and ${unnotedStages}) then 'failures' end,
  case when c.reached_management_at is not null and c.pothole_id is null and c.no_pothole_signed_by is null then 'pothole' end], null)`

/** What we owe before this complaint can close; nothing of one that did not reach management. */
export async function owedByManagement(tx: Database | Tx, complaintId: string): Promise<Owed[]> {
  const { rows } = await sql<{
    owed: Owed[]
  }>`select ${owed} as owed from complaints c where c.id = ${complaintId}`.execute(tx)
  return rows[0]?.owed ?? []
}
