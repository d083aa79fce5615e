import type { Trouble } from './rules.ts'

/** That a mailbox cannot be read, and what to change. */
export class MailboxTrouble extends Error {
  constructor(
    readonly trouble: Trouble,
    cause?: unknown,
  ) {
    super(`${trouble.key}: ${trouble.said}`, { cause })
    this.name = 'MailboxTrouble'
  }
}
