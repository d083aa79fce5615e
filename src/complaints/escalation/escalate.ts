import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { formatDateTime } from '../../platform/texts/index.ts'
import { insertMessage } from '../changes.ts'
import { type Actor, appendEvents, type LockedComplaint, lockComplaint } from '../events.ts'
import { endHandover } from '../handovers.ts'
import { queueLetter } from '../letters/queue.ts'
import { careTimes, hoursAfter } from '../solution/settings.ts'
import { spokenTo } from '../solution/spoken.ts'
import { type Candidate, chooseManager, listCandidates } from './choose-manager.ts'

export type Escalating = {
  complaintId: string
  /** The manager; chosen when not given. */
  managerId?: string | null
  why: string
  /** How the words of a customer reached us. */
  channel?: string
  /** Words of the customer that are stored already. */
  messageId?: string
  actor: Actor
  now: Date
}
export type Escalated = { escalationId: string; manager: { id: string; name: string }; speakBy: Date }

/**
 * Takes a complaint to a named manager, who becomes its owner and must speak to the customer in person by a time of its own;
 * the customer is told who and by when. An escalation that waited for another manager passes to this one.
 * @throws Problem complaint_closed, manager_needed when nobody fits
 */
export async function escalate(tx: Tx, escalating: Escalating): Promise<Escalated> {
  const { complaintId, why, actor, now } = escalating
  const complaint = await lockComplaint(tx, complaintId)
  if (complaint.closedAt) throw new Problem('conflict', 'complaint_closed')
  const manager = await managerFor(tx, complaint, escalating.managerId ?? null)
  const speakBy = hoursAfter(now, (await careTimes(tx)).managerSpeaksWithinHours)
  const isCustomer = actor.kind === 'customer'
  const messageId =
    escalating.messageId ??
    (await insertMessage(tx, {
      complaintId,
      direction: isCustomer ? 'in' : 'note',
      channel: escalating.channel ?? 'in_person',
      text: why,
      at: now,
      actor,
    }))
  const escalationId = newId()
  const reached = { id: escalationId, manager, messageId, speakBy, actor, now }
  const fromId = complaint.ownerId
  await giveTo(tx, complaint, reached)
  // One of us may bring the customer's own words.
  const askedBy = escalating.messageId ? 'customer' : actor.kind
  await storeEscalation(tx, complaint, { ...reached, fromId, askedBy })
  const detail = { ...(actor.kind === 'person' && { by_id: actor.id }), due: speakBy.toISOString() }
  await notify(tx, { personIds: [manager.id], kind: 'reached_you', complaintId, detail, now })
  await queueLetter(tx, complaint, {
    kind: 'escalation',
    values: {
      manager: manager.name,
      due: `${formatDateTime(await spokenTo(tx, complaintId), speakBy, 'UTC')} UTC`,
    },
    actor,
    now,
  })
  return { escalationId, manager: { id: manager.id, name: manager.name }, speakBy }
}

/** @throws Problem manager_needed */
async function managerFor(tx: Tx, complaint: LockedComplaint, wantedId: string | null): Promise<Candidate> {
  const candidates = await listCandidates(tx)
  const { rows } = await sql<{
    team_id: string | null
  }>`select team_id from people where id = ${complaint.ownerId}`.execute(tx)
  const manager = wantedId
    ? candidates.find(({ id }) => id === wantedId)
    : chooseManager(candidates, { id: complaint.ownerId, teamId: rows[0]?.team_id ?? null })
  if (manager) return manager
  const fields = [{ field: 'managerId', message: 'manager_needed' }]
  throw new Problem('unprocessable', 'manager_needed', {}, { fields })
}

type Reached = { id: string; manager: Candidate; messageId: string; speakBy: Date; actor: Actor; now: Date }

/** The manager owns it from now on, and the customer hears from us by the time they must have spoken. */
async function giveTo(
  tx: Tx,
  complaint: LockedComplaint,
  { id, manager, messageId, speakBy, actor, now }: Reached,
): Promise<void> {
  const ended = await endHandover(tx, complaint.id, { answer: 'withdrawn', why: 'escalation', actor, now })
  await sql`
    update complaints set owner_id = ${manager.id}, reached_management_at = coalesce(reached_management_at, ${now}),
      next_update_due = least(next_update_due, ${speakBy}) where id = ${complaint.id}`.execute(tx)
  const detail = {
    from_id: complaint.ownerId,
    to_id: manager.id,
    message_id: messageId,
    escalation_id: id,
    due: speakBy.toISOString(),
  }
  await appendEvents(tx, complaint, [...ended, { kind: 'reached_management', at: now, actor, detail }], now)
  complaint.ownerId = manager.id
}

/** Stores that this manager must speak; who was to speak before has passed it on. */
async function storeEscalation(
  tx: Tx,
  complaint: LockedComplaint,
  reached: Reached & { fromId: string; askedBy: string },
): Promise<void> {
  const { id, manager, messageId, speakBy, fromId, askedBy, actor, now } = reached
  await sql`
    update escalations set ended_at = ${now}, ended_as = 'passed', next_id = ${id} where complaint_id = ${complaint.id} and waits`.execute(
    tx,
  )
  await sql`
    insert into escalations (complaint_id, id, at, asked_by, asked_by_id, from_id, manager_id, manager_role, message_id, event_seq, speak_by)
    values (${complaint.id}, ${id}, ${now}, ${askedBy}, ${actor.id}, ${fromId}, ${manager.id}, ${manager.role}, ${messageId},
      ${complaint.head.count}, ${speakBy})`.execute(tx)
}
