import { sql } from 'kysely'
import type { Database } from '../../../platform/database/index.ts'
import type { Seal } from '../../../platform/sealing.ts'
import type { ImapAccount } from '../imap/connect.ts'
import { sealSecrets, unsealSecrets } from './secrets.ts'
import type { MailboxRow } from './store.ts'
import { MailboxTrouble } from './trouble.ts'

/** What connects to a stored mailbox. @throws MailboxTrouble mailbox_secret_lost */
export function accountOf({ db, seal }: { db: Database; seal: Seal }, mailbox: MailboxRow): ImapAccount {
  const { id, host, port, security, folder, userName, signIn, tokenAddress, clientId, sealedSecret } = mailbox
  if (!host || !port || !security || !folder || !userName || !sealedSecret) {
    throw new MailboxTrouble({ key: 'mailbox_secret_lost', field: 'password', said: '' })
  }
  const secrets = unsealSecrets(seal, sealedSecret)
  return {
    host,
    port,
    security,
    folder,
    userName,
    secrets,
    oauth2: signIn === 'oauth2' && tokenAddress && clientId ? { tokenAddress, clientId } : null,
    keepRefreshToken: async (refreshToken) => {
      if ('password' in secrets) return
      const sealed = sealSecrets(seal, { ...secrets, refreshToken })
      await sql`update mailboxes set sealed_secret = ${sealed} where id = ${id}`.execute(db)
    },
  }
}
