import { ImapFlow } from 'imapflow'
import { fetchAccessToken } from '../mailboxes/access-token.ts'
import { explainFailure, type ImapPlace } from '../mailboxes/rules.ts'
import type { Secrets } from '../mailboxes/secrets.ts'
import { MailboxTrouble } from '../mailboxes/trouble.ts'
import { mostMailBytes } from '../intake/keep.ts'

export type ImapAccount = ImapPlace & {
  secrets: Secrets
  oauth2: { tokenAddress: string; clientId: string } | null
  /** Told the new refresh token, when the token server gave one. */
  keepRefreshToken?: (refreshToken: string) => Promise<void>
}

const second = 1000

/**
 * Connects and signs in to a mail server, with its folder open.
 * @throws MailboxTrouble saying what to change
 */
export async function connectImap(account: ImapAccount): Promise<ImapFlow> {
  const client = new ImapFlow({ ...optionsOf(account), auth: await credentialsOf(account) })
  // What breaks later is told by `close`; without a listener it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    await openFolder(client, account.folder)
    return client
  } catch (error) {
    client.close()
    if (error instanceof MailboxTrouble) throw error
    throw new MailboxTrouble(explainFailure(error as Error, { signIn: account.oauth2 ? 'oauth2' : 'password' }), error)
  }
}

const optionsOf = ({ host, port, security }: ImapPlace) => ({
  host,
  port,
  secure: security === 'tls',
  ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
  logger: false as const,
  clientInfo: { name: 'Amends' },
  connectionTimeout: 15 * second,
  greetingTimeout: 10 * second,
  socketTimeout: 5 * 60 * second,
  // IDLE is begun anew every four minutes, before anything on the way forgets the connection.
  maxIdleTime: 4 * 60 * second,
  autoIdleDelay: 200,
  maxLiteralSize: mostMailBytes + 1024,
})

async function credentialsOf({ userName, secrets, oauth2, keepRefreshToken }: ImapAccount) {
  if ('password' in secrets) return { user: userName, pass: secrets.password }
  if (!oauth2) throw new MailboxTrouble({ key: 'mailbox_secret_lost', field: 'refreshToken', said: '' })
  const { accessToken, refreshToken } = await fetchAccessToken({ ...oauth2, ...secrets })
  if (refreshToken !== secrets.refreshToken) await keepRefreshToken?.(refreshToken)
  return { user: userName, accessToken }
}

async function openFolder(client: ImapFlow, folder: string): Promise<void> {
  try {
    await client.mailboxOpen(folder)
  } catch (cause) {
    if (!client.usable) throw cause
    const folders = (await client.list().catch(() => [])).map(({ path }) => path)
    throw new MailboxTrouble(
      { key: 'mailbox_folder_missing', field: 'folder', said: folders.join(', ').slice(0, 300) },
      cause,
    )
  }
}
