import type { Call } from '../../../src/platform/http/contract.ts'
import type { Operations } from '../../../src/contracts.ts'
import type { AnswerOf } from '../../api/client.ts'
import { placeOf } from './place.ts'

export type Mailbox = AnswerOf<'listMailboxes'>[number]
type Imap = NonNullable<Call<Operations['testMailbox']>['body']['imap']>

/** A mailbox as it is being filled in: everything as typed. */
export type Draft = {
  way: 'imap' | 'forward'
  address: string
  name: string
  host: string
  port: string
  security: Imap['security']
  folder: string
  userName: string
  signIn: 'password' | 'oauth2'
  password: string
  tokenAddress: string
  clientId: string
  clientSecret: string
  refreshToken: string
  begins: Mailbox['begins']
}

const empty: Draft = {
  way: 'imap',
  address: '',
  name: '',
  host: '',
  port: '993',
  security: 'tls',
  folder: 'INBOX',
  userName: '',
  signIn: 'password',
  password: '',
  tokenAddress: '',
  clientId: '',
  clientSecret: '',
  refreshToken: '',
  begins: 'now',
}

/** A new draft, or a stored mailbox to be changed. Secrets are never given out, so they are empty. */
export function draftOf(mailbox: Mailbox | null): Draft {
  if (!mailbox) return empty
  const { name, address, begins, imap } = mailbox
  if (!imap) return { ...empty, way: 'forward', name, address, begins }
  const { oauth2, port, ...place } = imap
  const signIn = oauth2 ? 'oauth2' : 'password'
  return { ...empty, ...place, ...oauth2, name, address, begins, signIn, port: String(port) }
}

/**
 * The draft with another address; what follows from the address follows it, unless somebody has typed something else there.
 */
export function withAddress(draft: Draft, address: string): Draft {
  const [before, place] = [placeOf(draft.address), placeOf(address)]
  const isOurs = (value: string, suggested: string | undefined) => value === '' || value === suggested
  return {
    ...draft,
    address,
    name: isOurs(draft.name, draft.address) ? address : draft.name,
    userName: isOurs(draft.userName, draft.address) ? address : draft.userName,
    ...(place && isOurs(draft.host, before?.host) && { host: place.host, ...signInAt(place) }),
  }
}

const signInAt = ({ signIn, tokenAddress = '' }: NonNullable<ReturnType<typeof placeOf>>) => ({
  signIn: signIn === 'oauth2' ? ('oauth2' as const) : ('password' as const),
  tokenAddress,
})

/** What a draft says of the mail server, as the API takes it; secrets that were left empty are left out. */
export function imapOf(draft: Draft): Imap {
  const { host, port, security, folder, userName, signIn, password, tokenAddress, clientId } = draft
  const { clientSecret, refreshToken } = draft
  const place = { host, port: Number(port), security, folder, userName }
  if (signIn === 'password') return { ...place, ...(password && { password }) }
  const oauth2 = { tokenAddress, clientId, clientSecret: clientSecret || null, ...(refreshToken && { refreshToken }) }
  return { ...place, oauth2 }
}
