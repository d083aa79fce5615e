import { sql } from 'kysely'
import { type Database, inTransaction, type Tx } from '../../../platform/database/index.ts'
import { newId } from '../../../platform/ids.ts'
import { markStageLive } from '../live.ts'
import type { Told } from './contract.ts'
import { keysOf, type ReleaseSource, type ToldRelease } from './rules.ts'

type Stage = { fixId: string; number: number }

/** Keeps a release and marks the stages that wait for it live, all in one; one that was told before is left as it was. */
export async function receiveRelease(
  db: Database,
  source: ReleaseSource,
  told: ToldRelease,
  now: Date,
): Promise<Omit<Told, 'release'>> {
  return inTransaction(db, async (tx) => {
    const today = now.toISOString().slice(0, 10)
    // Jira says the day that was planned; what was told today is live today at the latest.
    const liveOn = told.liveOn !== null && told.liveOn < today ? told.liveOn : today
    const id = await keep(tx, source, { ...told, liveOn }, now)
    if (id === null) return { became: 'known', stages: [] }
    const stages = await waitingFor(tx, keysOf(told), liveOn)
    for (const { fixId, number } of stages)
      await markStageLive(tx, { fixId, number, on: liveOn, releasedAs: null, marker: { how: 'release', id }, now })
    return { became: stages.length > 0 ? 'marked_live' : 'kept', stages }
  })
}

/** @returns its id; null when it was told before */
async function keep(
  tx: Tx,
  source: ReleaseSource,
  told: ToldRelease & { liveOn: string },
  now: Date,
): Promise<string | null> {
  const { project, names, liveOn, url } = told
  const { rows } = await sql<{ id: string }>`
    insert into releases (id, source, project, name, keys, live_on, url, received_at)
    values (${newId()}, ${source}, ${project}, ${names[0]}, ${keysOf(told)}, ${liveOn}, ${url}, ${now})
    on conflict (source, project, name) do nothing returning id`.execute(tx)
  return rows[0]?.id ?? null
}

/** Stages that wait for one of the names, in the order in which potholes are locked. What went live before a fix was agreed cannot be the fix that was agreed. */
async function waitingFor(tx: Tx, keys: string[], liveOn: string): Promise<Stage[]> {
  const { rows } = await sql<Stage>`
    select s.fix_id as "fixId", s.number from fix_stages s join fixes f on f.id = s.fix_id
    where s.release_key = any (${keys}) and s.live_on is null and f.dropped_at is null and f.agreed_on <= ${liveOn}
    order by f.pothole_id, s.fix_id, s.number`.execute(tx)
  return rows
}
