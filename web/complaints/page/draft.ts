import { keep, readKept } from '../../outbox/kept.ts'
import type { Waiting } from '../../outbox/outbox.ts'
import { type Channel, isChannel } from '../choices.ts'

/** A note among us, the customer's words, our words on another channel, or an answer by letter. */
export type Direction = 'note' | 'in' | 'out' | 'reply'
/** Words about a complaint that somebody began to write. */
export type Draft = {
  direction: Direction
  channel: Channel
  text: string
  /** Of an answer by letter: the times named in it that are not to be recorded as commitments, as written. */
  notPromised: string[]
  /** Of an answer by letter: in how many days the customer hears from us next; null: as usual. */
  nextInDays: number | null
  /** The Idempotency-Key of the last attempt to store, and what that attempt would have stored. */
  attempt: { key: string; body: string } | null
}
export type Message = { direction: Exclude<Direction, 'reply'>; text: string; channel: Channel }

export const emptyDraft: Draft = {
  direction: 'note',
  channel: 'phone',
  text: '',
  notPromised: [],
  nextInDays: null,
  attempt: null,
}
const isDirection = (value: unknown): value is Direction => ['note', 'in', 'out', 'reply'].includes(value as Direction)

/** The beginning of the names under which a person's drafts are kept; the complaint's number follows. */
export const draftsOf = (personId: string): string => `amends.words.${personId}.`

/** A draft from what this browser kept; an empty one when that cannot be read. */
export function readDraft(kept: string): Draft {
  try {
    const { direction, channel, text, notPromised, nextInDays, attempt } = { ...emptyDraft, ...JSON.parse(kept) }
    if (isDirection(direction) && isChannel(channel) && typeof text === 'string' && Array.isArray(notPromised))
      return { direction, channel, text, notPromised, nextInDays, attempt }
  } catch {
    // Nothing kept, or by a version that wrote it differently.
  }
  return emptyDraft
}

/** As it is to be kept: a note without words is what every complaint begins with. */
export const writeDraft = (draft: Draft): string =>
  draft.text === '' && draft.direction === 'note' ? '' : JSON.stringify(draft)

/** The message as the API takes it. An answer by letter is none. */
export const messageOf = ({ direction, text, channel }: Draft): Message => ({
  direction: direction === 'reply' ? 'out' : direction,
  text,
  channel: direction === 'note' ? 'in_person' : channel,
})

const attemptOf = (draft: Draft): string =>
  draft.direction === 'reply'
    ? JSON.stringify([draft.text, draft.notPromised, draft.nextInDays])
    : JSON.stringify(messageOf(draft))

/** The draft with the key it is to be stored under: unchanged words keep theirs, so that a second try stores once. */
export function attempted(draft: Draft, newKey: string): Draft & { attempt: { key: string; body: string } } {
  const body = attemptOf(draft)
  return { ...draft, attempt: draft.attempt?.body === body ? draft.attempt : { key: newKey, body } }
}

/** Puts words that waited to be sent back into their draft, after what stands there already. */
export function takeBack(personId: string, { reference, body, key }: Waiting & { kind: 'message' }): void {
  const name = draftsOf(personId) + reference
  const draft = readDraft(readKept(name))
  const { direction, channel, text } = body
  const back = { ...emptyDraft, direction, channel: direction === 'note' ? draft.channel : channel, text }
  const alone = { ...back, attempt: { key, body: JSON.stringify(messageOf(back)) } }
  keep(name, writeDraft(draft.text.trim() === '' ? alone : { ...draft, text: `${draft.text}\n\n${text}` }))
}

/** Puts an answer that was taken back into its draft again, before what was written there since. */
export function bringBack(personId: string, reference: string, answer: Draft): void {
  const name = draftsOf(personId) + reference
  const { text } = readDraft(readKept(name))
  const words = text.trim() === '' ? answer.text : `${answer.text}\n\n${text}`
  keep(name, writeDraft({ ...answer, text: words, attempt: null }))
}
