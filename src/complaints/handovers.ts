import { sql } from 'kysely'
import { takeTurns } from '../people/organization.ts'
import { endActivity } from '../people/store.ts'
import { brokeConstraint, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import { passWaiting } from './escalation/leaving.ts'
import { type Actor, appendEvents, type LockedComplaint, lockComplaint, type NewEvent } from './events.ts'

type Handover = { id: string; fromId: string; toId: string }

/** The handover of a complaint that still waits for an answer, if any. */
async function openHandover(tx: Tx, complaintId: string): Promise<Handover | null> {
  const { rows } = await sql<Handover>`
    select id, from_id as "fromId", to_id as "toId" from handovers where complaint_id = ${complaintId} and answered_at is null`.execute(
    tx,
  )
  return rows[0] ?? null
}

/**
 * Offers an open complaint to another person. The giver stays owner until it is accepted.
 * @throws Problem complaint_closed, handover_to_owner, handover_waiting, person_inactive
 */
export async function offerHandover(
  tx: Tx,
  offer: { complaintId: string; toId: string; note: string | null; actor: Actor; now: Date },
): Promise<string> {
  const { toId, note, actor, now } = offer
  const complaint = await lockComplaint(tx, offer.complaintId)
  if (complaint.closedAt) throw new Problem('conflict', 'complaint_closed')
  if (complaint.ownerId === toId) throw new Problem('conflict', 'handover_to_owner')
  if (await openHandover(tx, complaint.id)) throw new Problem('conflict', 'handover_waiting')
  const { rows } = await sql`select 1 from people where id = ${toId} and active for share`.execute(tx)
  if (rows.length === 0) throw new Problem('unprocessable', 'person_inactive')
  const id = newId()
  await sql`
    insert into handovers (complaint_id, id, from_id, to_id, offered_at, offered_by, note)
    values (${complaint.id}, ${id}, ${complaint.ownerId}, ${toId}, ${now}, ${actor.kind === 'person' ? actor.id : null}, ${note})`.execute(
    tx,
  )
  await appendEvents(
    tx,
    complaint,
    [
      {
        kind: 'handover_offered',
        at: now,
        actor,
        detail: { handover_id: id, from_id: complaint.ownerId, to_id: toId },
      },
    ],
    now,
  )
  return id
}

type Answer = {
  complaintId: string
  handoverId: string
  answer: 'accepted' | 'declined' | 'withdrawn'
  reason: string | null
  personId: string
  now: Date
}

/**
 * Answers a handover: the one it was offered to accepts or declines with a reason, the giver withdraws.
 * @throws Problem handover_not_found, handover_not_yours, reason_needed
 */
export async function answerHandover(
  tx: Tx,
  { complaintId, handoverId, answer, reason, personId, now }: Answer,
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const handover = await openHandover(tx, complaintId)
  if (handover?.id !== handoverId) throw new Problem('not_found', 'handover_not_found')
  if (personId !== (answer === 'withdrawn' ? handover.fromId : handover.toId))
    throw new Problem('forbidden', 'handover_not_yours')
  if (answer === 'declined' && !reason)
    throw new Problem('invalid', 'reason_needed', {}, { fields: [{ field: 'reason', message: 'reason_needed' }] })
  await sql`
    update handovers set answered_at = ${now}, answer = ${answer}, decline_reason = ${answer === 'declined' ? reason : null}
    where complaint_id = ${complaintId} and id = ${handoverId}`.execute(tx)
  const actor: Actor = { kind: 'person', id: personId }
  if (answer === 'accepted') await changeOwner(tx, complaint, handover.toId)
  await appendEvents(
    tx,
    complaint,
    [
      {
        kind: `handover_${answer}`,
        at: now,
        actor,
        detail: { handover_id: handoverId, from_id: handover.fromId, to_id: handover.toId },
      },
    ],
    now,
  )
}

type Ending = { answer: 'withdrawn' | 'deactivation'; why: string; actor: Actor; now: Date }

/**
 * Ends the handover that waits for an answer, if any, because something else settles whose the complaint is.
 * @returns the event that tells of it
 */
export async function endHandover(
  tx: Tx,
  complaintId: string,
  { answer, why, actor, now }: Ending,
): Promise<NewEvent[]> {
  const { rows } = await sql<Handover>`
    update handovers set answered_at = ${now}, answer = ${answer} where complaint_id = ${complaintId} and answered_at is null
    returning id, from_id as "fromId", to_id as "toId"`.execute(tx)
  return rows.map(({ id, fromId, toId }) => ({
    kind: 'handover_withdrawn',
    at: now,
    actor,
    detail: { handover_id: id, from_id: fromId, to_id: toId, why },
  }))
}

async function changeOwner(tx: Tx, complaint: LockedComplaint, toId: string): Promise<void> {
  try {
    await sql`update complaints set owner_id = ${toId} where id = ${complaint.id}`.execute(tx)
  } catch (error) {
    if (brokeConstraint(error)) throw new Problem('unprocessable', 'person_inactive', {}, { cause: error })
    throw error
  }
}

/**
 * Deactivates a person: every open complaint goes to the successor, handovers from and to them end, and so do their sessions;
 * all in the caller's transaction, so it happens whole or not at all.
 * @returns how many complaints were handed over
 * @throws Problem person_not_found, successor_inactive, last_administrator, last_manager
 */
export async function deactivatePerson(
  tx: Tx,
  { personId, successorId, actor, now }: { personId: string; successorId: string; actor: Actor; now: Date },
): Promise<number> {
  await takeTurns(tx)
  await requireSuccessor(tx, personId, successorId)
  let handedOver = await passWaiting(tx, { personId, successorId, actor, now })
  const { rows } = await sql<{ id: string }>`
    select id from complaints where id in (
      select id from complaints where owner_id = ${personId} and closed_at is null
      union select complaint_id from handovers where to_id = ${personId} and answered_at is null)
    order by id for no key update`.execute(tx)
  for (const { id } of rows) {
    const complaint = await lockComplaint(tx, id)
    const events = await endHandover(tx, id, { answer: 'deactivation', why: 'deactivation', actor, now })
    if (complaint.ownerId === personId) {
      await sql`update complaints set owner_id = ${successorId} where id = ${id}`.execute(tx)
      events.push({
        kind: 'owner_changed',
        at: now,
        actor,
        detail: { from_id: personId, to_id: successorId, why: 'deactivation' },
      })
      handedOver += 1
    }
    await appendEvents(tx, complaint, events, now)
  }
  await endActivity(tx, personId, successorId, now)
  return handedOver
}

async function requireSuccessor(tx: Tx, personId: string, successorId: string): Promise<void> {
  // Both rows are held until the end: nobody deactivates the successor, or gives the leaver a complaint, meanwhile.
  const { rows } = await sql<{ id: string; role: string; active: boolean }>`
    select id, role, active from people where id in (${personId}, ${successorId}) order by id for update`.execute(tx)
  const leaver = rows.find((row) => row.id === personId)
  if (!leaver) throw new Problem('not_found', 'person_not_found')
  if (personId === successorId || !rows.some((row) => row.id === successorId && row.active))
    throw new Problem('unprocessable', 'successor_inactive')
  if (leaver.role !== 'administrator') return
  const others = await sql`select 1 from people where role = 'administrator' and active and id <> ${personId}`.execute(
    tx,
  )
  if (others.rows.length === 0) throw new Problem('conflict', 'last_administrator')
}
