import type { FieldValues } from '../../../src/complaints/fields/rules.ts'
import { keep, readKept } from '../../outbox/kept.ts'
import type { Waiting } from '../../outbox/outbox.ts'
import { type Channel, isChannel } from '../choices.ts'

/** What somebody began to write down about a customer; only the words are needed. */
export type Draft = {
  words: string
  name: string
  email: string
  phone: string
  productId: string | null
  channel: Channel
  /** What the company's fields hold, by key. */
  fields: FieldValues
  /** The Idempotency-Key of the last attempt to store, and what that attempt would have stored. */
  attempt: { key: string; body: string } | null
}

/** The name under which a person's draft is kept. */
export const logOf = (personId: string): string => `amends.log.${personId}`

export const emptyDraft: Draft = {
  words: '',
  name: '',
  email: '',
  phone: '',
  productId: null,
  channel: 'in_person',
  fields: {},
  attempt: null,
}

/** A draft from what this browser kept; an empty one when that cannot be read. */
export function readDraft(kept: string): Draft {
  try {
    const { words, name, email, phone, productId, channel, fields, attempt } = { ...emptyDraft, ...JSON.parse(kept) }
    const isText = [words, name, email, phone].every((each) => typeof each === 'string')
    if (isText && isChannel(channel)) return { words, name, email, phone, productId, channel, fields, attempt }
  } catch {
    // Nothing kept, or by a version that wrote it differently.
  }
  return emptyDraft
}

export const isEmailLike = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.trim())

/** Whether the draft can be stored: there are words, and an e-mail address that is given is one. */
export const isReady = ({ words, email }: Draft): boolean =>
  words.trim() !== '' && (email.trim() === '' || isEmailLike(email))

/** The complaint as the API takes it. */
export function complaintOf({ words, name, email, phone, productId, channel, fields }: Draft) {
  const given = Object.entries({ name, email, phone })
    .map(([field, value]) => [field, value.trim()])
    .filter(([, value]) => value !== '')
  return {
    text: words,
    channel,
    source: 'quick_log',
    ...(given.length > 0 && { customer: Object.fromEntries(given) as Record<'name' | 'email' | 'phone', string> }),
    ...(productId && { productId }),
    ...(Object.keys(fields).length > 0 && { fields }),
  }
}

/**
 * The draft with the key it is to be stored under. What was tried before unchanged keeps its key, so that a double click or
 * a second try after a lost answer stores once; anything changed is another complaint and gets `newKey`.
 */
export function attempted(draft: Draft, newKey: string): Draft & { attempt: { key: string; body: string } } {
  const body = JSON.stringify(complaintOf(draft))
  return { ...draft, attempt: draft.attempt?.body === body ? draft.attempt : { key: newKey, body } }
}

/** Puts words that waited to be sent back into the draft, after what stands there already. */
export function takeBack(personId: string, { body, key }: Waiting & { kind: 'complaint' }): void {
  const name = logOf(personId)
  const draft = readDraft(readKept(name))
  const { customer } = body
  const alone: Draft = {
    words: body.text,
    name: customer?.name ?? '',
    email: customer?.email ?? '',
    phone: customer?.phone ?? '',
    productId: body.productId ?? null,
    channel: body.channel ?? emptyDraft.channel,
    fields: body.fields ?? {},
    attempt: null,
  }
  const back = draft.words.trim() === '' ? attempted(alone, key) : { ...draft, words: `${draft.words}\n\n${body.text}` }
  keep(name, JSON.stringify(back))
}
