import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { addPotholeEvent, type LockedPothole, noteProgress, type PotholeActor } from '../record/store.ts'

type Happened = {
  kind: 'fix_agreed' | 'fix_dropped' | 'stage_live' | 'stage_taken_back'
  fixId: string
  detail?: Record<string, string | number | null>
  actor: PotholeActor
  now: Date
}

/**
 * Writes down what happened to a fix of a locked pothole, and moves the pothole on or back: agreed since the first of its
 * fixes that were not dropped was agreed, live since the first stage of any was.
 */
export async function followFixes(
  tx: Tx,
  pothole: LockedPothole,
  { kind, fixId, detail, actor, now }: Happened,
): Promise<void> {
  await addPotholeEvent(tx, pothole.id, { kind, at: now, actor, detail: { fix_id: fixId, ...detail } })
  const { rows } = await sql<{ agreedAt: Date | null; liveAt: Date | null }>`
    select min(f.agreed_at) as "agreedAt", min(greatest(f.agreed_at, s.live_on::timestamp at time zone 'UTC')) filter (where s.live_on is not null) as "liveAt"
    from fixes f join fix_stages s on s.fix_id = f.id where f.pothole_id = ${pothole.id} and f.dropped_at is null`.execute(
    tx,
  )
  const { agreedAt = null, liveAt = null } = rows[0] ?? {}
  await noteProgress(tx, pothole, { what: 'agreed', at: agreedAt, now, actor })
  await noteProgress(tx, pothole, { what: 'live', at: liveAt, now, actor })
}
