import type { Database } from '../../../platform/database/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Seal } from '../../../platform/sealing.ts'
import type { ImapGiven } from '../contract.ts'
import type { ImapAccount } from '../imap/connect.ts'
import { accountOf } from './account.ts'
import type { ImapPlace } from './rules.ts'
import { sealSecrets, type Secrets } from './secrets.ts'
import type { ImapColumns, MailboxRow } from './store.ts'
import { type MailboxFound, testMailbox } from './test-mailbox.ts'
import { MailboxTrouble } from './trouble.ts'

type Services = { db: Database; seal: Seal }

/**
 * Tests a mailbox as somebody filled it in. @param stored  the mailbox whose secrets stand for those that were left out
 * @throws Problem that says what to change, with the field
 */
export async function tryMailbox(
  services: Services,
  given: ImapGiven,
  stored: MailboxRow | null,
): Promise<MailboxFound> {
  const account = accountGiven(services, given, stored)
  return testMailbox(account).catch((error) => {
    if (error instanceof MailboxTrouble) throw problemOf(error, given)
    throw error
  })
}

/** What is stored of a mailbox that was filled in, its secrets sealed. */
export function columnsGiven(services: Services, given: ImapGiven, stored: MailboxRow | null): ImapColumns {
  const { host, port, security, folder, userName, oauth2 } = given
  return {
    host,
    port,
    security,
    folder,
    userName,
    signIn: oauth2 ? 'oauth2' : 'password',
    tokenAddress: oauth2?.tokenAddress ?? null,
    clientId: oauth2?.clientId ?? null,
    sealedSecret: sealSecrets(services.seal, accountGiven(services, given, stored).secrets),
  }
}

function accountGiven(services: Services, given: ImapGiven, stored: MailboxRow | null): ImapAccount {
  const { oauth2 = null, password: _, ...place } = given
  return {
    ...place,
    secrets: secretsGiven(services, given, stored),
    oauth2: oauth2 && { tokenAddress: oauth2.tokenAddress, clientId: oauth2.clientId },
  }
}

/** @throws Problem mailbox_password_needed, mailbox_secret_elsewhere */
function secretsGiven(services: Services, { host, password, oauth2 }: ImapGiven, stored: MailboxRow | null): Secrets {
  if (!oauth2 && password) return { password }
  if (oauth2?.refreshToken) return { refreshToken: oauth2.refreshToken, clientSecret: oauth2.clientSecret ?? null }
  const field = oauth2 ? 'imap.oauth2.refreshToken' : 'imap.password'
  const known = knownSecrets(services, stored)
  const fits = known && 'refreshToken' in known === Boolean(oauth2)
  if (!fits) throw wrong(field, 'mailbox_password_needed')
  // A stored password goes to the server it was given for, and to no other.
  if (stored?.host !== host) throw wrong(field, 'mailbox_secret_elsewhere')
  return { ...known, ...(oauth2?.clientSecret && { clientSecret: oauth2.clientSecret }) }
}

function knownSecrets(services: Services, stored: MailboxRow | null): Secrets | null {
  if (!stored) return null
  try {
    return accountOf(services, stored).secrets
  } catch (error) {
    if (error instanceof MailboxTrouble) return null
    throw error
  }
}

const wrong = (field: string, key: string): Problem =>
  new Problem('unprocessable', key, {}, { fields: [{ field, message: key }] })

const fieldsOfOauth2 = ['refreshToken', 'clientId', 'tokenAddress']

function problemOf({ trouble, cause }: MailboxTrouble, place: ImapPlace): Problem {
  const { key, field, said } = trouble
  const path = fieldsOfOauth2.includes(field) ? `imap.oauth2.${field}` : `imap.${field}`
  return new Problem(
    'unprocessable',
    key,
    { host: place.host, port: String(place.port), folder: place.folder, said: said || '–' },
    { fields: [{ field: path, message: key }], cause },
  )
}
