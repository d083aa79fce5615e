import type { Tx } from '../../platform/database/index.ts'
import { text } from '../../platform/texts/index.ts'
import { insertMessage } from '../changes.ts'
import { type Actor, appendEvents, type LockedComplaint, type NewEvent } from '../events.ts'
import { spokenTo } from './spoken.ts'

/** What a customer can tell us with a button of their page, or in words that one of us records. */
export type Saying = 'said_solved' | 'said_not_solved' | 'wanted_decider' | 'withdrew'

export type Said = {
  saying: Saying
  /** What they wrote besides; the words of the button stand for them when there are none. */
  words?: string | null
  channel: string
  actor: Actor
  now: Date
}

/** The customer acts by themselves. */
export const customer: Actor = { kind: 'customer', id: null }

/** What the button says, in the customer's language. */
export const wordsOfButton = async (tx: Tx, complaintId: string, saying: Saying): Promise<string> =>
  text(await spokenTo(tx, complaintId), `customer.${saying}`)

/** Stores what the customer said, with its events. @returns the message that holds their words */
export async function storeSaid(tx: Tx, complaint: LockedComplaint, said: Said): Promise<string> {
  const { saying, words, channel, actor, now } = said
  const id = complaint.id
  const given = words?.trim() || (await wordsOfButton(tx, id, saying))
  const messageId = await insertMessage(tx, { complaintId: id, direction: 'in', channel, text: given, at: now, actor })
  const detail = { message_id: messageId, channel }
  const wrote: NewEvent = { kind: 'customer_wrote', at: now, actor, detail }
  const meant: NewEvent = { kind: saying, at: now, actor, ...(!words?.trim() && { detail }) }
  await appendEvents(tx, complaint, words?.trim() ? [wrote, meant] : [meant], now)
  return messageId
}
