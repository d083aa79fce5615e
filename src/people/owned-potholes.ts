import { sql } from 'kysely'
import type { Tx } from '../platform/database/index.ts'
import { notify } from './notices/notify.ts'

type Leaving = { id: string; successorId: string | null; now: Date }
type HandedOn = { id: string; name: string; isOpen: boolean }

/**
 * Hands the potholes of somebody who leaves, or decides nothing any more, to one who can decide: the successor where they can,
 * else a manager of the same team, else the manager or executive with the fewest. They are told of each that is open.
 */
export async function handPotholesOn(tx: Tx, { id, successorId, now }: Leaving): Promise<void> {
  const { rows: owned } = await sql<HandedOn>`
    select id, name, closed_at is null as "isOpen" from potholes where owner_id = ${id} order by id for update`.execute(
    tx,
  )
  const heirId = owned.length === 0 ? null : ((await heirOf(tx, id, successorId)) ?? successorId)
  if (!heirId) return
  for (const pothole of owned) {
    await sql`
      update potholes set owner_id = ${heirId}, version = version + 1 where id = ${pothole.id}`.execute(tx)
    await sql`
      insert into pothole_events (pothole_id, seq, at, kind, actor_kind, detail)
      select ${pothole.id}, coalesce(max(seq), 0) + 1, ${now}, 'handed_on', 'system', ${JSON.stringify({ owner_id: heirId, from_id: id })}
      from pothole_events where pothole_id = ${pothole.id}`.execute(tx)
    const detail = { pothole_id: pothole.id, pothole: pothole.name }
    if (pothole.isOpen) await notify(tx, { personIds: [heirId], kind: 'pothole_yours', complaintId: null, detail, now })
  }
}

async function heirOf(tx: Tx, leavingId: string, successorId: string | null): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select p.id from people p, people leaving
    where leaving.id = ${leavingId} and p.id <> leaving.id and p.active and p.role in ('manager', 'executive')
    order by p.id is not distinct from ${successorId}::uuid desc, coalesce(p.team_id = leaving.team_id, false) desc,
      (select count(*) from potholes h where h.owner_id = p.id and h.closed_at is null), p.role = 'manager' desc, p.id
    limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
