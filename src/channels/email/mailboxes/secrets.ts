import { z } from 'zod'
import type { Seal } from '../../../platform/sealing.ts'
import { MailboxTrouble } from './trouble.ts'

const Secrets = z.union([
  z.object({ password: z.string() }),
  z.object({ refreshToken: z.string(), clientSecret: z.string().nullable() }),
])
/** What signs in to a mailbox: a password, or what OAuth 2.0 gives access tokens for. */
export type Secrets = z.infer<typeof Secrets>

export const sealSecrets = (seal: Seal, secrets: Secrets): Buffer => seal.seal(JSON.stringify(secrets))

/** @throws MailboxTrouble mailbox_secret_lost when the key it was sealed with is gone */
export function unsealSecrets(seal: Seal, sealed: Buffer): Secrets {
  const words = seal.unseal(sealed)
  if (words === null) throw new MailboxTrouble({ key: 'mailbox_secret_lost', field: 'password', said: '' })
  return Secrets.parse(JSON.parse(words))
}
