import type { Seal } from '../../platform/sealing.ts'
import type { IntakeServices } from './intake/handle.ts'

export type MailServices = IntakeServices & {
  seal: Seal
  /** Told that messages were kept and are to be handled. */
  wake: () => void
  /** Told that mailboxes were changed. */
  changed: () => void
}
