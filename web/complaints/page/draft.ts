import { keep, readKept } from '../../outbox/kept.ts'
import type { Waiting } from '../../outbox/outbox.ts'
import { type Channel, isChannel } from '../choices.ts'

export type Direction = 'note' | 'in' | 'out'
/** Words about a complaint that somebody began to write. */
export type Draft = {
  direction: Direction
  channel: Channel
  text: string
  /** The Idempotency-Key of the last attempt to store, and what that attempt would have stored. */
  attempt: { key: string; body: string } | null
}
export type Message = { direction: Direction; text: string; channel: Channel }

export const emptyDraft: Draft = { direction: 'note', channel: 'phone', text: '', attempt: null }
const isDirection = (value: unknown): value is Direction => ['note', 'in', 'out'].includes(value as Direction)

/** The beginning of the names under which a person's drafts are kept; the complaint's number follows. */
export const draftsOf = (personId: string): string => `amends.words.${personId}.`

/** A draft from what this browser kept; an empty one when that cannot be read. */
export function readDraft(kept: string): Draft {
  try {
    const { direction, channel, text, attempt } = { ...emptyDraft, ...JSON.parse(kept) }
    if (isDirection(direction) && isChannel(channel) && typeof text === 'string')
      return { direction, channel, text, attempt }
  } catch {
    // Nothing kept, or by a version that wrote it differently.
  }
  return emptyDraft
}

/** As it is to be kept: a note without words is what every complaint begins with. */
export const writeDraft = (draft: Draft): string =>
  draft.text === '' && draft.direction === 'note' ? '' : JSON.stringify(draft)

/** The message as the API takes it. */
export const messageOf = ({ direction, text, channel }: Draft): Message => ({
  direction,
  text,
  channel: direction === 'note' ? 'in_person' : channel,
})

/** The draft with the key it is to be stored under: unchanged words keep theirs, so that a second try stores once. */
export function attempted(draft: Draft, newKey: string): Draft & { attempt: { key: string; body: string } } {
  const body = JSON.stringify(messageOf(draft))
  return { ...draft, attempt: draft.attempt?.body === body ? draft.attempt : { key: newKey, body } }
}

/** Puts words that waited to be sent back into their draft, after what stands there already. */
export function takeBack(personId: string, { reference, body, key }: Waiting & { kind: 'message' }): void {
  const name = draftsOf(personId) + reference
  const draft = readDraft(readKept(name))
  const { direction, channel, text } = body
  const back: Draft = { direction, channel: direction === 'note' ? draft.channel : channel, text, attempt: null }
  const alone = { ...back, attempt: { key, body: JSON.stringify(messageOf(back)) } }
  keep(name, writeDraft(draft.text.trim() === '' ? alone : { ...draft, text: `${draft.text}\n\n${text}` }))
}
