import type { Operations } from '../../src/contracts.ts'
import type { Call } from '../../src/platform/http/contract.ts'
import { type AnswerOf, call } from '../api/client.ts'
import { keep, keptNames, readKept } from './kept.ts'

/** Words that could not be sent yet: a message on a complaint, or a new complaint. */
export type Outgoing =
  | { kind: 'message'; reference: string; body: Call<Operations['addMessage']>['body'] }
  | { kind: 'complaint'; body: Call<Operations['createComplaint']>['body'] }
/** `key` is the Idempotency-Key: however often it is sent, it is stored once. `refusal`: why the server will not have it. */
export type Waiting = Outgoing & { key: string; at: number; refusal?: string }

/** Under which names a person's waiting words are kept. */
export const outboxOf = (personId: string): string => `amends.outbox.${personId}.`

/** Puts words where they wait until they can be sent. @returns false when this browser cannot keep them: then they do not wait */
export function putOff(personId: string, waiting: Waiting): boolean {
  const isKept = keep(outboxOf(personId) + waiting.key, JSON.stringify(waiting))
  if (!isKept) takeOut(personId, waiting.key)
  return isKept
}

/** Takes words out again: they were sent, or are not to be. */
export const takeOut = (personId: string, key: string): boolean => keep(outboxOf(personId) + key, '')

/** What was kept, if it can be read. */
export function readWaiting(kept: string): Waiting | null {
  try {
    const waiting = JSON.parse(kept) as Waiting
    const isWhole = typeof waiting.key === 'string' && typeof waiting.body?.text === 'string'
    return isWhole && (waiting.kind === 'message' || waiting.kind === 'complaint') ? waiting : null
  } catch {
    return null
  }
}

/** In the order in which they were written. */
export const inOrder = (waiting: Iterable<Waiting | null>): Waiting[] =>
  [...waiting].filter((each) => each !== null).toSorted((a, b) => a.at - b.at)

/** Everything of a person that waits. */
export const waitingOf = (personId: string): Waiting[] =>
  inOrder(keptNames(outboxOf(personId)).map((name) => readWaiting(readKept(name))))

/** Sends one, as often as need be. @throws ApiProblem when refused or not reached @returns the number of a new complaint */
export async function send(waiting: Waiting): Promise<AnswerOf<'createComplaint'> | null> {
  const headers = { 'idempotency-key': waiting.key }
  if (waiting.kind === 'complaint') return call('createComplaint', { query: {}, headers, body: waiting.body })
  await call('addMessage', { params: { reference: waiting.reference }, headers, body: waiting.body })
  return null
}

/** Whether a failure says nothing about the words: not reached, too busy, or the server's own fault. Later it may work. */
export const isPassing = (error: unknown): boolean => {
  const status = (error as { status?: number }).status
  return status === 0 || status === 401 || status === 408 || status === 429 || (status !== undefined && status >= 500)
}
