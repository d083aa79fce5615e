import { type WaitingReason, waitingReasons } from '../../src/channels/email/intake/decide.ts'

/** What stands in the address of the page: which list, only those that wait for one reason, and which message is open. */
export type MailSearch = { state?: 'dismissed'; reason?: WaitingReason; id?: string }

export function readMailSearch({ state, reason, id }: Record<string, unknown>): MailSearch {
  const known = waitingReasons.find((each) => each === reason)
  return {
    ...(state === 'dismissed' && { state }),
    ...(known && { reason: known }),
    ...(typeof id === 'string' && { id }),
  }
}
