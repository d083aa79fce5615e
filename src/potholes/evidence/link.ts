import { sql } from 'kysely'
import { closeIfSettled } from '../../complaints/escalation/manager.ts'
import { appendEvents, lockComplaint } from '../../complaints/events.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { PotholeActor } from '../record/store.ts'

type Act = { actor: PotholeActor; now: Date }
/** Why a complaint was not linked or unlinked: it shows another pothole; it closed because it shows this one. */
export type NotLinked = { complaintId: string; why: 'shows_another' | 'closed_by_it' }
export type Linked = { done: number; already: number; refused: NotLinked[] }

type Row = { id: string; potholeId: string | null; holdsClosing: boolean }

/** Locks complaints, always in the same order, so that two who link many never wait for each other. */
async function lockAll(tx: Tx, ids: string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, pothole_id as "potholeId",
      (closed_at is not null and reached_management_at is not null and no_pothole_signed_by is null) as "holdsClosing"
    from complaints where id = any (${ids}::uuid[]) order by id for no key update`.execute(tx)
  return rows
}

async function point(tx: Tx, complaintId: string, to: string | null, kind: string, of: string, { actor, now }: Act) {
  const complaint = await lockComplaint(tx, complaintId)
  await sql`update complaints set pothole_id = ${to} where id = ${complaintId}`.execute(tx)
  await appendEvents(tx, complaint, [{ kind, at: now, actor, detail: { pothole_id: of } }], now)
}

/**
 * Makes complaints show an open pothole: evidence that a person accepted. One that shows another already is left as it is.
 * @param how  picked by somebody, or found by the rule; what was found before keeps how it was found
 */
export async function linkComplaints(
  tx: Tx,
  potholeId: string,
  ids: string[],
  { how, ...act }: Act & { how: 'picked' | 'rule' },
): Promise<Linked> {
  const linked: Linked = { done: 0, already: 0, refused: [] }
  for (const row of await lockAll(tx, ids)) {
    if (row.potholeId === potholeId) linked.already += 1
    else if (row.potholeId) linked.refused.push({ complaintId: row.id, why: 'shows_another' })
    else {
      await noteAnswer(tx, potholeId, row.id, { answer: 'accepted', how, ...act })
      await point(tx, row.id, potholeId, 'pothole_linked', potholeId, act)
      await closeIfSettled(tx, row.id, act.now)
      linked.done += 1
    }
  }
  return linked
}

/** Takes complaints away from a pothole, or says of proposed ones that they do not show it: they are not proposed again. */
export async function rejectComplaints(tx: Tx, potholeId: string, ids: string[], act: Act): Promise<Linked> {
  const rejected: Linked = { done: 0, already: 0, refused: [] }
  for (const row of await lockAll(tx, ids)) {
    const showsIt = row.potholeId === potholeId
    if (showsIt && row.holdsClosing) {
      rejected.refused.push({ complaintId: row.id, why: 'closed_by_it' })
      continue
    }
    await noteAnswer(tx, potholeId, row.id, { answer: 'rejected', how: 'picked', ...act })
    if (showsIt) await point(tx, row.id, null, 'pothole_unlinked', potholeId, act)
    rejected.done += 1
  }
  return rejected
}

type Answer = Act & { answer: 'accepted' | 'rejected'; how: 'picked' | 'rule' }

async function noteAnswer(tx: Tx, potholeId: string, complaintId: string, { answer, how, actor, now }: Answer) {
  const by = actor.kind === 'person' ? actor.id : null
  await sql`
    insert into pothole_evidence (complaint_id, pothole_id, how, found_at, answer, answered_at, answered_by)
    values (${complaintId}, ${potholeId}, ${how}, ${now}, ${answer}, ${now}, ${by})
    on conflict (complaint_id, pothole_id) do update set answer = excluded.answer, answered_at = excluded.answered_at,
      answered_by = excluded.answered_by`.execute(tx)
}

/**
 * Moves complaints with their evidence from one pothole to another, both locked: when they are merged, or one is split off.
 * @returns how many that show it moved
 */
export async function moveComplaints(
  tx: Tx,
  { fromId, toId, ids }: { fromId: string; toId: string; ids: string[] },
  act: Act,
): Promise<number> {
  let moved = 0
  for (const row of await lockAll(tx, ids)) {
    // What the other one has an answer to keeps it, but for what is moved there as showing it.
    await sql`
      with taken as (delete from pothole_evidence where complaint_id = ${row.id} and pothole_id = ${fromId} returning *)
      insert into pothole_evidence (complaint_id, pothole_id, how, found_at, answer, answered_at, answered_by)
      select complaint_id, ${toId}, how, found_at, answer, answered_at, answered_by from taken
      on conflict (complaint_id, pothole_id) do update set answer = excluded.answer, answered_at = excluded.answered_at,
        answered_by = excluded.answered_by where excluded.answer = 'accepted'`.execute(tx)
    if (row.potholeId !== fromId) continue
    await point(tx, row.id, toId, 'pothole_linked', toId, act)
    moved += 1
  }
  return moved
}
