import { sql } from 'kysely'
import { onlyRow, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Channel, Splitting } from '../shapes.ts'
import {
  type Actor,
  appendEvents,
  chain,
  emptyHead,
  type LockedComplaint,
  lockComplaint,
  type NewEvent,
} from '../events.ts'
import { closeComplaint } from '../closing.ts'
import { insertComplaints, rowsOf } from '../insert.ts'
import { newReference } from '../reference.ts'
import type { RoutingDesk } from '../routing/desk.ts'
import { endOfChain, undoHours } from './merging.ts'

type Split = { complaintId: string; splitting: Splitting; actor: Actor; now: Date }
export type SplitOff = { id: string; reference: string; ownerId: string; nextUpdateDue: Date }

/**
 * Makes a second complaint of one in which the customer told us of two things: of the same customer, received when the first
 * was, routed by the rules, with the chosen messages, and each says where the other is.
 * @throws Problem complaint_closed, no_such_message
 */
export async function splitComplaint(
  tx: Tx,
  desk: RoutingDesk,
  { complaintId, splitting, actor, now }: Split,
): Promise<SplitOff> {
  const first = await lockComplaint(tx, complaintId)
  if (first.closedAt) throw new Problem('conflict', 'complaint_closed')
  const messages = await chosenMessages(tx, complaintId, splitting.messageIds)
  const second = await makeSecond(tx, desk, first, { splitting, messages, actor, now })
  await sql`
    insert into complaint_splits (complaint_id, from_id, split_at) values (${second.id}, ${complaintId}, ${now})`.execute(
    tx,
  )
  await appendEvents(tx, first, [{ kind: 'split_off', at: now, actor, detail: { to_id: second.id } }], now)
  return second
}

type Message = {
  id: string
  newId: string
  direction: 'in' | 'out' | 'note'
  channel: string
  at: Date
  author_id: string | null
  text: string
  actor_kind: Actor['kind']
  actor_id: string | null
}

async function chosenMessages(tx: Tx, complaintId: string, ids: string[]): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select m.id, m.direction, m.channel, m.at, m.author_id, m.text, e.actor_kind, e.actor_id from messages m
    join complaint_events e on e.complaint_id = m.complaint_id and e.detail ->> 'message_id' = m.id::text
    where m.complaint_id = ${complaintId} and m.id = any (${ids}::uuid[]) and e.kind in ('customer_wrote', 'answered', 'noted')
    order by m.at`.execute(tx)
  if (rows.length < ids.length)
    throw new Problem(
      'unprocessable',
      'no_such_message',
      {},
      { fields: [{ field: 'messageIds', message: 'no_such_message' }] },
    )
  return rows.map((row) => ({ ...row, newId: newId() }))
}

const eventFor = { in: 'customer_wrote', out: 'answered', note: 'noted' } as const

type Making = { splitting: Splitting; messages: Message[]; actor: Actor; now: Date }

async function makeSecond(
  tx: Tx,
  desk: RoutingDesk,
  first: LockedComplaint,
  { splitting, messages, actor, now }: Making,
): Promise<SplitOff> {
  const { channel, language, customerId, receivedAt } = first
  const { text, title = null, productId = null, issueId = null } = splitting
  const arrival = { productId, channel, language, customerId }
  const { ownerId, ruleId, nextUpdateDue } = await desk.choose(arrival)
  const { clocks } = await desk.clocksFor(arrival, { receivedAt, recordedAt: now })
  const id = newId()
  const detail = { channel, language, owner_id: ownerId, rule_id: ruleId, product_id: productId, issue_id: issueId }
  const said = messages.map(
    ({ direction, at, newId: message_id, channel: by, actor_kind, actor_id }): NewEvent => ({
      kind: eventFor[direction],
      at,
      actor: { kind: actor_kind, id: actor_id },
      detail: { message_id, channel: by },
    }),
  )
  const told: NewEvent[] = [
    { kind: 'received', at: receivedAt, actor, detail },
    { kind: 'split_from', at: now, actor, detail: { from_id: first.id } },
  ]
  const { events, head } = chain(id, emptyHead, [...told, ...said], now)
  const reference = newReference()
  const rows = rowsOf({
    id,
    reference,
    receivedAt,
    now,
    language,
    customer: customerId ? { id: customerId, isNew: false, name: null, newAddresses: [] } : null,
    productId,
    issueId,
    stepId: null,
    ownerId,
    nextUpdateDue,
    clocks,
    complaint: { text, title, channel: channel as Channel, source: 'split' },
    loggedBy: actor.kind === 'person' ? actor.id : null,
    once: null,
    events,
    head,
    letter: null,
    fieldRows: [],
  })
  await insertComplaints(tx, [rows])
  for (const each of messages) {
    await sql`
      insert into messages (complaint_id, id, direction, channel, at, author_id, text)
      values (${id}, ${each.newId}, ${each.direction}, ${each.channel}, ${each.at}, ${each.author_id}, ${each.text})`.execute(
      tx,
    )
  }
  return { id, reference, ownerId, nextUpdateDue }
}

/**
 * Takes a split back within a day: the second complaint is merged into the first again, which has its words anyway.
 * @throws Problem not_split, split_undo_late, complaint_closed, merge_into_closed
 */
export async function undoSplit(
  tx: Tx,
  { complaintId, actor, now }: { complaintId: string; actor: Actor; now: Date },
): Promise<void> {
  const { rows } = await sql<{ from_id: string; split_at: Date }>`
    select from_id, split_at from complaint_splits where complaint_id = ${complaintId} and undone_at is null`.execute(
    tx,
  )
  if (!rows[0]) throw new Problem('conflict', 'not_split')
  const { from_id, split_at } = onlyRow({ rows })
  if (now.getTime() - split_at.getTime() > undoHours * 3_600_000) throw new Problem('conflict', 'split_undo_late')
  const intoId = await endOfChain(tx, from_id)
  await closeComplaint(tx, { complaintId, closing: { closure: 'merged', intoId }, actor, now })
  await sql`update complaint_splits set undone_at = ${now} where complaint_id = ${complaintId}`.execute(tx)
  const complaint = await lockComplaint(tx, complaintId)
  await appendEvents(tx, complaint, [{ kind: 'split_undone', at: now, actor, detail: { from_id } }], now)
}
