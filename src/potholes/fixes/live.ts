import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { Problem } from '../../platform/problem.ts'
import { lockPothole, type LockedPothole, type PotholeActor } from '../record/store.ts'
import { followFixes } from './progress.ts'
import { releaseKey } from './rules.ts'

type LockedFix = {
  id: string
  potholeId: string
  agreedOn: string
  droppedAt: Date | null
  version: number
}

/** Who says it: a person, a program by its key, or a release that a program told of. */
export type Marker = { how: 'person' | 'key' | 'release'; id: string }

const actorOf = ({ how, id }: Marker): PotholeActor =>
  how === 'release' ? { kind: 'system', id: null } : { kind: how, id }

async function lockFix(tx: Tx, id: string, ifMatch: IfMatch): Promise<{ fix: LockedFix; pothole: LockedPothole }> {
  const found = await sql<{ potholeId: string }>`select pothole_id as "potholeId" from fixes where id = ${id}`.execute(
    tx,
  )
  if (!found.rows[0]) throw new Problem('not_found', 'fix_not_found')
  // The pothole first, as everywhere, so that two changes never wait for each other.
  const pothole = await lockPothole(tx, found.rows[0].potholeId)
  const { rows } = await sql<LockedFix>`
    select id, pothole_id as "potholeId", agreed_on as "agreedOn", dropped_at as "droppedAt", version
    from fixes where id = ${id} for update`.execute(tx)
  const fix = rows[0]
  if (!fix) throw new Problem('not_found', 'fix_not_found')
  requireVersion(ifMatch, fix.version)
  if (fix.droppedAt) throw new Problem('conflict', 'fix_dropped')
  return { fix, pothole }
}

type Stage = { number: number; liveOn: string | null; releasedAs: string | null }

async function readStage(tx: Tx, fixId: string, number: number): Promise<Stage> {
  const { rows } = await sql<Stage>`
    select number, live_on as "liveOn", released_as as "releasedAs" from fix_stages where fix_id = ${fixId} and number = ${number}`.execute(
    tx,
  )
  if (!rows[0]) throw new Problem('not_found', 'fix_stage_not_found')
  return rows[0]
}

type Marking = {
  fixId: string
  number: number
  on: string | null
  releasedAs: string | null
  marker: Marker
  now: Date
  ifMatch?: IfMatch
}

/**
 * Marks a stage of a fix live. One that is live already on that day stays as it is, so that a program may say it twice.
 * @returns whether anything changed
 * @throws Problem fix_not_found, stale, fix_dropped, fix_stage_not_found, fix_stage_live, fix_live_future,
 *   fix_live_before_agreed, fix_release_twice
 */
export async function markStageLive(tx: Tx, marking: Marking): Promise<boolean> {
  const { fixId, number, marker, now, ifMatch = null } = marking
  const { fix, pothole } = await lockFix(tx, fixId, ifMatch)
  const stage = await readStage(tx, fixId, number)
  const today = now.toISOString().slice(0, 10)
  if (stage.liveOn !== null) {
    if (marking.on === null || marking.on === stage.liveOn) return false
    throw new Problem('conflict', 'fix_stage_live', { date: stage.liveOn })
  }
  const on = marking.on ?? today
  if (on > today) throw wrongDay('fix_live_future')
  if (on < fix.agreedOn) throw wrongDay('fix_live_before_agreed')
  const releasedAs = marking.releasedAs ?? stage.releasedAs
  await requireOwnRelease(tx, { fixId, number, releasedAs })
  await sql`
    update fix_stages set live_on = ${on}, released_as = ${releasedAs}, release_key = ${releasedAs ? releaseKey(releasedAs) : null},
      marked_at = ${now}, marked_by = ${marker.how === 'person' ? marker.id : null}, marked_key = ${marker.how === 'key' ? marker.id : null},
      marked_release = ${marker.how === 'release' ? marker.id : null}
    where fix_id = ${fixId} and number = ${number}`.execute(tx)
  await touch(tx, fixId)
  const detail = { stage: number, on, release: releasedAs }
  await followFixes(tx, pothole, { kind: 'stage_live', fixId, detail, actor: actorOf(marker), now })
  return true
}

const wrongDay = (key: string) => new Problem('unprocessable', key, {}, { fields: [{ field: 'on', message: key }] })

/** @throws Problem fix_release_twice: one release is one stage of a fix, or nobody could tell which went live */
async function requireOwnRelease(
  tx: Tx,
  { fixId, number, releasedAs }: { fixId: string; number: number; releasedAs: string | null },
): Promise<void> {
  if (releasedAs === null) return
  const { rows } = await sql`
    select 1 from fix_stages where fix_id = ${fixId} and number <> ${number} and release_key = ${releaseKey(releasedAs)}`.execute(
    tx,
  )
  const fields = [{ field: 'releasedAs', message: 'fix_release_twice' }]
  if (rows.length > 0) throw new Problem('unprocessable', 'fix_release_twice', {}, { fields })
}

const touch = (tx: Tx, fixId: string) => sql`update fixes set version = version + 1 where id = ${fixId}`.execute(tx)

type TakingBack = { fixId: string; number: number; reason: string; personId: string; now: Date; ifMatch: IfMatch }

/**
 * Takes back that a stage is live: marked by mistake, or rolled back. What it was is in the history of the pothole.
 * @throws Problem fix_not_found, stale, fix_dropped, fix_stage_not_found, fix_stage_not_live
 */
export async function takeBackStage(tx: Tx, taking: TakingBack): Promise<void> {
  const { fixId, number, reason, personId, now, ifMatch } = taking
  const { pothole } = await lockFix(tx, fixId, ifMatch)
  const stage = await readStage(tx, fixId, number)
  if (stage.liveOn === null) throw new Problem('conflict', 'fix_stage_not_live')
  await sql`
    update fix_stages set live_on = null, marked_at = null, marked_by = null, marked_key = null, marked_release = null
    where fix_id = ${fixId} and number = ${number}`.execute(tx)
  await touch(tx, fixId)
  const detail = { stage: number, on: stage.liveOn, release: stage.releasedAs, reason }
  await followFixes(tx, pothole, {
    kind: 'stage_taken_back',
    fixId,
    detail,
    actor: { kind: 'person', id: personId },
    now,
  })
}

type Dropping = { fixId: string; reason: string; personId: string; now: Date; ifMatch: IfMatch }

/** Drops an agreed fix, with the reason; it stays to be seen. @throws Problem fix_not_found, stale, fix_dropped */
export async function dropFix(tx: Tx, { fixId, reason, personId, now, ifMatch }: Dropping): Promise<void> {
  const { pothole } = await lockFix(tx, fixId, ifMatch)
  await sql`
    update fixes set dropped_at = ${now}, dropped_by = ${personId}, dropped_reason = ${reason}, version = version + 1
    where id = ${fixId}`.execute(tx)
  await followFixes(tx, pothole, { kind: 'fix_dropped', fixId, actor: { kind: 'person', id: personId }, now })
}
