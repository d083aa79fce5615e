import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Tx } from '../../platform/database/index.ts'
import { addMessage } from '../changes.ts'
import { closeComplaint } from '../closing.ts'
import { endEscalation } from '../escalation/end.ts'
import { type Escalated, escalate } from '../escalation/escalate.ts'
import { owedByManagement } from '../escalation/owed.ts'
import { type Actor, type LockedComplaint, lockComplaint } from '../events.ts'
import { endOfChain } from '../merging/merging.ts'
import type { RoutingDesk } from '../routing/desk.ts'
import { endProposal } from './proposal.ts'
import { customer, storeSaid, wordsOfButton } from './said.ts'
import { careTimes, hoursAfter } from './settings.ts'
import { reopen, takeUpAgain } from './take-up-again.ts'

export type Says = {
  complaintId: string
  words?: string | null
  channel: string
  /** Who brings it: the customer by themselves, when left out. */
  actor?: Actor
  now: Date
}
/** Which complaint it reached (what was merged goes on in another), and what came of it. */
export type Outcome<What extends string> = { complaintId: string; reference: string; messageId: string; what: What }

/**
 * The customer says that it is solved: that closes it. Where a manager still owes what rule 4 asks for, it waits for that,
 * and for nothing else; what had closed without their word is closed with it now.
 * @returns `closed`, `waits`, or `was_closed` when it was solved, decided or withdrawn before
 */
export async function customerSaysSolved(tx: Tx, says: Says): Promise<Outcome<'closed' | 'waits' | 'was_closed'>> {
  const { actor = customer, now } = says
  const found = await lockWhereItGoesOn(tx, says.complaintId)
  // Silence was not their word; this is.
  const complaint = found.closure === 'no_answer' ? await reopen(tx, found, { actor, now }) : found
  const messageId = await storeSaid(tx, complaint, { ...says, saying: 'said_solved', actor })
  const reached = { complaintId: complaint.id, reference: complaint.reference, messageId }
  if (complaint.closedAt) return { ...reached, what: 'was_closed' }
  await endProposal(tx, { complaintId: complaint.id, answer: 'solved', messageId, now })
  await tellOwner(tx, complaint, 'customer_solved', now)
  return { ...reached, what: await closeOrWait(tx, complaint, { closure: 'solved', messageId, actor, now }) }
}

/**
 * The customer takes the complaint back.
 * @returns `closed`, `waits` as for "solved", or `was_closed`
 */
export async function customerWithdraws(tx: Tx, says: Says): Promise<Outcome<'closed' | 'waits' | 'was_closed'>> {
  const { actor = customer, now } = says
  const complaint = await lockWhereItGoesOn(tx, says.complaintId)
  const messageId = await storeSaid(tx, complaint, { ...says, saying: 'withdrew', actor })
  const reached = { complaintId: complaint.id, reference: complaint.reference, messageId }
  if (complaint.closedAt) return { ...reached, what: 'was_closed' }
  return { ...reached, what: await closeOrWait(tx, complaint, { closure: 'withdrawn', messageId, actor, now }) }
}

/**
 * The customer says that it is not solved: their owner goes on at once. A closed complaint reopens within the stated time; after
 * it a new one begins that is linked.
 */
export async function customerSaysNotSolved(
  tx: Tx,
  desk: RoutingDesk,
  says: Says,
): Promise<Outcome<'went_on' | 'reopened' | 'linked'>> {
  const { channel, actor = customer, now } = says
  const found = await lockWhereItGoesOn(tx, says.complaintId)
  const words = says.words?.trim() || (await wordsOfButton(tx, found.id, 'said_not_solved'))
  const { complaint, how } = await takeUpAgain(tx, desk, found, { words, channel, actor, now })
  // A new complaint has the words itself.
  const rest = how === 'linked' ? { ...says, words: null } : says
  const messageId = await storeSaid(tx, complaint, { ...rest, saying: 'said_not_solved', actor })
  await goOn(tx, complaint, { messageId, now })
  await tellOwner(tx, complaint, 'customer_not_solved', now)
  return { complaintId: complaint.id, reference: complaint.reference, messageId, what: how }
}

/**
 * The customer wants someone who can decide: a named manager has it from now on and must speak to them in person. Nothing and
 * nobody stands in between; a closed complaint is taken up again first.
 * @throws Problem manager_needed when nobody here is a manager or executive
 */
export async function customerWantsDecider(
  tx: Tx,
  desk: RoutingDesk,
  says: Says,
): Promise<Outcome<'went_on' | 'reopened' | 'linked'> & Pick<Escalated, 'manager' | 'speakBy'>> {
  const { channel, actor = customer, now } = says
  const found = await lockWhereItGoesOn(tx, says.complaintId)
  const words = says.words?.trim() || (await wordsOfButton(tx, found.id, 'wanted_decider'))
  const { complaint, how } = await takeUpAgain(tx, desk, found, { words, channel, actor, now })
  const rest = how === 'linked' ? { ...says, words: null } : says
  const messageId = await storeSaid(tx, complaint, { ...rest, saying: 'wanted_decider', actor })
  await goOn(tx, complaint, { messageId, now })
  const { manager, speakBy } = await escalate(tx, {
    complaintId: complaint.id,
    why: words,
    channel,
    messageId,
    actor,
    now,
  })
  return { complaintId: complaint.id, reference: complaint.reference, messageId, what: how, manager, speakBy }
}

/**
 * The customer writes again, say in answer to a letter. What is closed is taken up as when they say that it is not solved; in
 * words that only thank us there is no harm: whoever reads them closes it with them.
 * @param at  when they wrote
 * @returns the message; null in a new complaint, which has the words itself
 */
export async function customerWrites(
  tx: Tx,
  desk: RoutingDesk,
  says: Says & { words: string; at: Date },
): Promise<Omit<Outcome<'went_on' | 'reopened' | 'linked'>, 'messageId'> & { messageId: string | null }> {
  const { words, channel, actor = customer, at, now } = says
  const found = await lockWhereItGoesOn(tx, says.complaintId)
  const { complaint, how } = await takeUpAgain(tx, desk, found, { words, channel, actor, now })
  const said = { complaintId: complaint.id, direction: 'in', channel, text: words, at, actor, now } as const
  const messageId = how === 'linked' ? null : await addMessage(tx, said)
  await sql`delete from waiting_closures where complaint_id = ${complaint.id}`.execute(tx)
  await notify(tx, { personIds: [complaint.ownerId], kind: 'customer_wrote', complaintId: complaint.id, now })
  return { complaintId: complaint.id, reference: complaint.reference, messageId, what: how }
}

const lockWhereItGoesOn = async (tx: Tx, complaintId: string): Promise<LockedComplaint> =>
  lockComplaint(tx, await endOfChain(tx, complaintId))

/** It is open and not solved: no question waits for an answer, no closure for a manager, and the next word comes soon. */
async function goOn(
  tx: Tx,
  { id }: LockedComplaint,
  { messageId, now }: { messageId: string; now: Date },
): Promise<void> {
  await endProposal(tx, { complaintId: id, answer: 'not_solved', messageId, now })
  await sql`delete from waiting_closures where complaint_id = ${id}`.execute(tx)
  const soon = hoursAfter(now, Math.min(24, (await careTimes(tx)).updateWithinHours))
  await sql`update complaints set next_update_due = least(next_update_due, ${soon}) where id = ${id}`.execute(tx)
}

type Word = { closure: 'solved' | 'withdrawn'; messageId: string; actor: Actor; now: Date }

async function closeOrWait(tx: Tx, { id }: LockedComplaint, word: Word): Promise<'closed' | 'waits'> {
  const { closure, messageId, actor, now } = word
  // Who says so by themselves needs no talk to a manager any more.
  if (actor.kind === 'customer') await endEscalation(tx, id, { as: 'customer', messageId }, now)
  if ((await owedByManagement(tx, id)).length === 0) {
    await closeComplaint(tx, { complaintId: id, closing: { closure, customerMessageId: messageId }, actor, now })
    return 'closed'
  }
  await sql`
    insert into waiting_closures (complaint_id, closure, message_id, said_at) values (${id}, ${closure}, ${messageId}, ${now})
    on conflict (complaint_id) do nothing`.execute(tx)
  return 'waits'
}

async function tellOwner(
  tx: Tx,
  complaint: LockedComplaint,
  kind: 'customer_solved' | 'customer_not_solved',
  now: Date,
): Promise<void> {
  await notify(tx, { personIds: [complaint.ownerId], kind, complaintId: complaint.id, now })
}
