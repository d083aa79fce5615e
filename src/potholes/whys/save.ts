import { sql } from 'kysely'
import { insertRows, type Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { Problem } from '../../platform/problem.ts'
import { type LockedPothole, lockOpenPothole, noteProgress } from '../record/store.ts'
import type { WhyGiven, WhyTree } from './contract.ts'
import { readWhys } from './read.ts'
import { chainOf, flawsOf, inOrder, type Why } from './rules.ts'

type Acting = { potholeId: string; byId: string; now: Date; ifMatch?: IfMatch }

/**
 * Locks an open pothole with its whys for a change. @returns it, and the version of the whys that there is now
 * @throws Problem pothole_not_found, pothole_closed, stale
 */
export async function lockWhys(
  tx: Tx,
  { potholeId, ifMatch = null }: Acting,
): Promise<{ pothole: LockedPothole; version: number }> {
  const pothole = await lockOpenPothole(tx, potholeId)
  const { rows } = await sql<{ version: number }>`
    select version from why_trees where pothole_id = ${potholeId}`.execute(tx)
  const version = rows[0]?.version ?? 0
  requireVersion(ifMatch, version)
  return { pothole, version }
}

/** Says that something of the locked whys was changed. */
export async function moveOn(tx: Tx, potholeId: string): Promise<void> {
  await sql`
    insert into why_trees (pothole_id, version) values (${potholeId}, 1)
    on conflict (pothole_id) do update set version = why_trees.version + 1`.execute(tx)
}

type Stored = Why & { depth: number; place: number; writtenAt: Date; writtenBy: string; removedAt: Date | null }

/**
 * Stores the whys of a pothole as they are given; what is missing is removed, and kept with its evidence in case it comes back.
 * With a branch open again, the pothole is not understood any more.
 * @throws Problem pothole_not_found, pothole_closed, stale, whys_no_tree
 */
export async function saveWhys(tx: Tx, acting: Acting, given: WhyGiven[]): Promise<WhyTree> {
  const { potholeId } = acting
  const { pothole } = await lockWhys(tx, acting)
  requireTree(given)
  const { rows: stored } = await sql<Stored>`
    select id, parent_id as "parentId", depth, place, text, ends_at as "endsAt", is_no_person as "isNoPerson",
      written_at as "writtenAt", written_by as "writtenBy", removed_at as "removedAt"
    from whys where pothole_id = ${potholeId}`.execute(tx)
  const changed = changedOf(given, new Map(stored.map((why) => [why.id, why])), acting)
  const kept = new Set(given.map(({ id }) => id))
  const removed = stored.filter(({ id, removedAt }) => removedAt === null && !kept.has(id)).map(({ id }) => id)
  if (changed.length === 0 && removed.length === 0) return readWhys(tx, potholeId)
  await sql`
    update whys set removed_at = ${acting.now} where pothole_id = ${potholeId} and id = any (${removed}::uuid[])`.execute(
    tx,
  )
  await insertRows(
    tx,
    'whys',
    changed.map((why) => rowOf(potholeId, why)),
    sql`on conflict (pothole_id, id) do update set parent_id = excluded.parent_id, depth = excluded.depth, place = excluded.place,
      text = excluded.text, ends_at = excluded.ends_at, is_no_person = excluded.is_no_person, written_at = excluded.written_at,
      written_by = excluded.written_by, removed_at = null`,
  )
  await moveOn(tx, potholeId)
  return takeBackUnfinished(tx, pothole, acting)
}

/** @throws Problem whys_no_tree, naming each why and what is wrong with it */
function requireTree(given: WhyGiven[]): void {
  const flaws = flawsOf(given)
  if (flaws.length === 0) return
  const places = new Map(given.map(({ id }, place) => [id, place]))
  const fields = flaws.map(({ id, field, says }) => ({ field: `whys.${places.get(id)}.${field}`, message: says }))
  throw new Problem('unprocessable', 'whys_no_tree', {}, { fields })
}

/** What is to be written: new ones, and those of which anything is another. Who wrote a why is who wrote its words. */
function changedOf(given: WhyGiven[], stored: Map<string, Stored>, { byId, now }: Acting): Stored[] {
  return inOrder(given).flatMap((why, place) => {
    const before = stored.get(why.id)
    const sameWords = before?.text === why.text
    const after: Stored = {
      ...why,
      // Said of words that somebody has read, so not of new ones.
      isNoPerson: why.isNoPerson && sameWords,
      depth: chainOf(given, why.id).length,
      place,
      writtenAt: sameWords ? before.writtenAt : now,
      writtenBy: sameWords ? before.writtenBy : byId,
      removedAt: null,
    }
    const isSame = before && (Object.keys(after) as (keyof Stored)[]).every((key) => before[key] === after[key])
    return isSame ? [] : [after]
  })
}

const rowOf = (potholeId: string, why: Stored) => ({
  pothole_id: potholeId,
  id: why.id,
  parent_id: why.parentId,
  depth: why.depth,
  place: why.place,
  text: why.text,
  ends_at: why.endsAt,
  is_no_person: why.isNoPerson,
  written_at: why.writtenAt,
  written_by: why.writtenBy,
})

async function takeBackUnfinished(tx: Tx, pothole: LockedPothole, { byId, now }: Acting): Promise<WhyTree> {
  const tree = await readWhys(tx, pothole.id)
  if (tree.standing.isFinished || !pothole.understoodAt) return tree
  await noteProgress(tx, pothole, { what: 'understood', at: null, now, actor: { kind: 'person', id: byId } })
  return { ...tree, understoodAt: null }
}

/**
 * Says that these whys are why the pothole is there, or takes that back.
 * @throws Problem pothole_not_found, pothole_closed, stale, whys_none, whys_open, whys_at_person
 */
export async function sayUnderstood(tx: Tx, acting: Acting, isUnderstood: boolean): Promise<WhyTree> {
  const { potholeId, byId, now } = acting
  const { pothole } = await lockWhys(tx, acting)
  const { standing } = await readWhys(tx, potholeId)
  if (isUnderstood && standing.branches === 0) throw new Problem('conflict', 'whys_none')
  if (isUnderstood && standing.open.length > 0)
    throw new Problem('conflict', 'whys_open', { count: standing.open.length })
  if (isUnderstood && !standing.isFinished)
    throw new Problem('conflict', 'whys_at_person', { count: standing.atPerson.length })
  if (isUnderstood !== (pothole.understoodAt !== null)) {
    const actor = { kind: 'person', id: byId } as const
    const detail = { branches: standing.branches }
    await noteProgress(tx, pothole, { what: 'understood', at: isUnderstood ? now : null, now, actor, detail })
    await moveOn(tx, potholeId)
  }
  return readWhys(tx, potholeId)
}
