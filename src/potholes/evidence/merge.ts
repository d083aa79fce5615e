import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import type { IfMatch } from '../../platform/http/etag.ts'
import { Problem } from '../../platform/problem.ts'
import type { PotholeGiven } from '../record/contract.ts'
import { addPotholeEvent, lockOpenPothole, openPothole, type PotholeActor } from '../record/store.ts'
import { pickFor } from './answer.ts'
import { moveComplaints } from './link.ts'

type Act = { actor: PotholeActor; now: Date }

/**
 * Merges an open pothole into another open one. Its evidence follows (`moveMerged`); its whys and its history stay with it to be
 * read. One with an agreed fix cannot be merged: the fix is measured there.
 * @throws Problem pothole_not_found, stale, pothole_closed, pothole_into_itself, pothole_has_fix
 */
export async function mergePothole(
  tx: Tx,
  { id, intoId, ifMatch }: { id: string; intoId: string; ifMatch: IfMatch },
  { actor, now }: Act,
): Promise<void> {
  if (id === intoId) throw new Problem('invalid', 'pothole_into_itself')
  // Always in the same order, so that two who merge into each other do not wait for ever.
  const locked = new Map<string, Awaited<ReturnType<typeof lockOpenPothole>>>()
  for (const each of [id, intoId].toSorted())
    locked.set(each, await lockOpenPothole(tx, each, each === id ? ifMatch : null))
  if (locked.get(id)?.agreedAt) throw new Problem('conflict', 'pothole_has_fix')
  await sql`
    update potholes set closed_at = ${now}, closing = 'merged', merged_into_id = ${intoId} where id = ${id}`.execute(tx)
  // What was merged into this one before goes on there too: one step leads from each to the one that is looked after.
  await sql`update potholes set merged_into_id = ${intoId} where merged_into_id = ${id}`.execute(tx)
  await addPotholeEvent(tx, id, { kind: 'merged', at: now, actor, detail: { into_id: intoId } })
  await addPotholeEvent(tx, intoId, { kind: 'merged_in', at: now, actor, detail: { from_id: id } })
  await notify(tx, {
    personIds: [locked.get(intoId)?.ownerId ?? null],
    kind: 'pothole_merged',
    complaintId: null,
    detail: {
      pothole_id: intoId,
      pothole: locked.get(intoId)?.name ?? '',
      by_id: actor.kind === 'person' ? actor.id : null,
    },
    now,
  })
}

/** Complaints of a merged pothole that are moved in one transaction. */
const batch = 100

/**
 * Moves the evidence of merged potholes to those they were merged into, some at a time. Safe in several processes.
 * @returns how many pieces of evidence were moved
 */
export async function moveMerged(db: Database, now: Date): Promise<number> {
  for (let moved = 0; ; ) {
    const done = await inTransaction(db, (tx) => moveSome(tx, now))
    if (done === 0) return moved
    moved += done
  }
}

async function moveSome(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ complaintId: string; fromId: string; toId: string }>`
    select e.complaint_id as "complaintId", h.id as "fromId", h.merged_into_id as "toId"
    from potholes h join pothole_evidence e on e.pothole_id = h.id
    where h.closing = 'merged' order by h.id, e.complaint_id limit ${batch} for no key update of e skip locked`.execute(
    tx,
  )
  for (const [fromId, each] of Map.groupBy(rows, (row) => row.fromId)) {
    const ids = each.map(({ complaintId }) => complaintId)
    await moveComplaints(tx, { fromId, toId: each[0]?.toId ?? '', ids }, { actor: { kind: 'system', id: null }, now })
  }
  return rows.length
}

type Splitting = Omit<PotholeGiven, 'origin' | 'originRef' | 'complaints'> & { complaints: string[] }

/**
 * Opens a pothole with some of the evidence of another. What of the complaints is not evidence there becomes evidence here all the
 * same. @returns its id @throws Problem pothole_not_found, pothole_closed, pothole_split_empty, and those of `openPothole`
 */
export async function splitPothole(
  tx: Tx,
  fromId: string,
  { complaints, ...given }: Splitting,
  act: Act,
): Promise<string> {
  await lockOpenPothole(tx, fromId)
  const id = await openPothole(tx, { ...given, origin: 'split', originRef: fromId }, act)
  const { rows } = await sql<{ id: string }>`
    select e.complaint_id as id from pothole_evidence e join complaint_references r on r.complaint_id = e.complaint_id
    where e.pothole_id = ${fromId} and r.reference = any (${complaints}::text[]) group by 1`.execute(tx)
  const moved = await moveComplaints(tx, { fromId, toId: id, ids: rows.map((row) => row.id) }, act)
  const { done } = await pickFor(tx, id, complaints, act)
  // As when somebody else split the same off just before.
  if (moved + done === 0) throw new Problem('conflict', 'pothole_split_empty')
  await addPotholeEvent(tx, fromId, {
    kind: 'split_off',
    at: act.now,
    actor: act.actor,
    detail: { to_id: id, count: moved },
  })
  return id
}
