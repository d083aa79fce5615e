import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { reopenComplaint } from '../closing.ts'
import { type Actor, appendEvents, chain, emptyHead, type LockedComplaint, lockComplaint } from '../events.ts'
import { insertComplaints, rowsOf } from '../insert.ts'
import { newReference } from '../reference.ts'
import type { RoutingDesk } from '../routing/desk.ts'
import type { Channel } from '../shapes.ts'
import { careTimes, daysAfter, hoursAfter } from './settings.ts'

/** `went_on`: it was open. `reopened`: within the time we stated. `linked`: a new complaint goes on with it. */
export type Taken = { complaint: LockedComplaint; how: 'went_on' | 'reopened' | 'linked' }
type TakingUp = { words: string; channel: string; actor: Actor; now: Date }

/** Until when the customer's word reopens a closed complaint: as was stated when it closed, else as is set now. */
export async function reopenUntil(tx: Tx, complaint: { id: string; closedAt: Date | null }): Promise<Date | null> {
  if (!complaint.closedAt) return null
  const { rows } = await sql<{ until: Date | null }>`
    select reopen_until as until from closures where complaint_id = ${complaint.id} and closed_at = ${complaint.closedAt}`.execute(
    tx,
  )
  return rows[0]?.until ?? daysAfter(complaint.closedAt, (await careTimes(tx)).reopenWithinDays)
}

/**
 * Where a customer who says more goes on: in their complaint when it is open; reopened with its owner within the stated time; in
 * a new one that is linked to it after that time.
 * @param words  what a new one begins with
 */
export async function takeUpAgain(
  tx: Tx,
  desk: RoutingDesk,
  complaint: LockedComplaint,
  { words, channel, actor, now }: TakingUp,
): Promise<Taken> {
  const until = await reopenUntil(tx, complaint)
  if (!until) return { complaint, how: 'went_on' }
  if (now > until)
    return { complaint: await followUp(tx, desk, complaint, { words, channel, actor, now }), how: 'linked' }
  return { complaint: await reopen(tx, complaint, { actor, now }), how: 'reopened' }
}

/** Reopens a closed complaint with its owner because of what the customer says, which follows. */
export async function reopen(
  tx: Tx,
  { id }: LockedComplaint,
  { actor, now }: { actor: Actor; now: Date },
): Promise<LockedComplaint> {
  const { lastResortId, updateWithinHours } = await careTimes(tx)
  const nextUpdateDue = hoursAfter(now, updateWithinHours)
  await reopenComplaint(tx, { complaintId: id, reason: null, fallbackOwnerId: lastResortId, nextUpdateDue, actor, now })
  return lockComplaint(tx, id)
}

/** A new complaint of the same customer about the same, in the words they come with now, and each says where the other is. */
async function followUp(
  tx: Tx,
  desk: RoutingDesk,
  first: LockedComplaint,
  { words, channel, actor, now }: TakingUp,
): Promise<LockedComplaint> {
  const { language, customerId, productId, issueId, stepId } = first
  const arrival = { productId, channel, language, customerId }
  const { ownerId, ruleId, nextUpdateDue } = await desk.choose(arrival)
  const { clocks } = await desk.clocksFor(arrival, { receivedAt: now, recordedAt: now })
  const [id, reference] = [newId(), newReference()]
  const about = { product_id: productId, issue_id: issueId }
  const { events, head } = chain(
    id,
    emptyHead,
    [
      { kind: 'received', at: now, actor, detail: { channel, language, owner_id: ownerId, rule_id: ruleId, ...about } },
      { kind: 'follows_up', at: now, actor, detail: { from_id: first.id } },
    ],
    now,
  )
  const rows = rowsOf({
    id,
    reference,
    receivedAt: now,
    now,
    language,
    customer: customerId ? { id: customerId, isNew: false, name: null, newAddresses: [] } : null,
    productId,
    issueId,
    stepId,
    ownerId,
    nextUpdateDue,
    clocks,
    complaint: { text: words, channel: channel as Channel, source: 'follow_up' },
    loggedBy: actor.kind === 'person' ? actor.id : null,
    once: null,
    events,
    head,
    letter: null,
    fieldRows: [],
  })
  await insertComplaints(tx, [rows])
  await sql`insert into follow_ups (complaint_id, from_id, at) values (${id}, ${first.id}, ${now})`.execute(tx)
  await appendEvents(tx, first, [{ kind: 'followed_up', at: now, actor, detail: { to_id: id } }], now)
  return lockComplaint(tx, id)
}
