/** How the connection to a mail server is kept secret: from its beginning, from STARTTLS on, or not at all. */
export const securities = ['tls', 'starttls', 'plain'] as const
export type Security = (typeof securities)[number]

/** Where a mailbox is and who signs in, without the secrets. */
export type ImapPlace = {
  host: string
  port: number
  security: Security
  folder: string
  userName: string
}

/** What is wrong with a mailbox: the key of the sentence that says what to change, and which field that is. */
export type Trouble = {
  key: TroubleKey
  field:
    | 'host'
    | 'port'
    | 'security'
    | 'folder'
    | 'userName'
    | 'password'
    | 'refreshToken'
    | 'clientId'
    | 'tokenAddress'
  /** The other server's own words, at most 300 characters; '' when it said nothing. */
  said: string
}
export type TroubleKey =
  | 'mailbox_host_unknown'
  | 'mailbox_port_refused'
  | 'mailbox_no_answer'
  | 'mailbox_no_greeting'
  | 'mailbox_not_tls'
  | 'mailbox_no_starttls'
  | 'mailbox_certificate'
  | 'mailbox_needs_tls'
  | 'mailbox_password_refused'
  | 'mailbox_app_password'
  | 'mailbox_imap_off'
  | 'mailbox_token_refused'
  | 'mailbox_refresh_refused'
  | 'mailbox_client_refused'
  | 'mailbox_token_address'
  | 'mailbox_folder_missing'
  | 'mailbox_hung_up'
  | 'mailbox_throttled'
  | 'mailbox_secret_lost'
  | 'mailbox_failed'

/** What failed while connecting, as the libraries and Node.js tell it. */
type Failure = {
  message?: string
  code?: string
  authenticationFailed?: boolean
  responseText?: string
  serverResponseCode?: string
}

const byCode: [RegExp, TroubleKey, Trouble['field']][] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/, 'mailbox_host_unknown', 'host'],
  [/^ECONNREFUSED$/, 'mailbox_port_refused', 'port'],
  [/^(CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'mailbox_no_answer', 'host'],
  [/^GREETING_TIMEOUT$/, 'mailbox_no_greeting', 'security'],
  [/^(EPROTO|UPGRADE_TIMEOUT|ERR_SSL_.*)$/, 'mailbox_not_tls', 'security'],
  [/^MissingServerExtension$/, 'mailbox_no_starttls', 'security'],
  [/CERT|UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH/, 'mailbox_certificate', 'host'],
  [/^(ETHROTTLE|LIMIT|OVERQUOTA)$/, 'mailbox_throttled', 'userName'],
  [/^(EConnectionClosed|NoConnection|ECONNRESET|EPIPE|ClosedAfterConnect.*|ETIMEOUT)$/, 'mailbox_hung_up', 'host'],
]

/** What must be changed so that a mailbox can be read, from what failed. */
export function explainFailure(failure: Failure, { signIn }: { signIn: 'password' | 'oauth2' }): Trouble {
  const said = (failure.responseText ?? failure.message ?? '').trim().slice(0, 300)
  if (failure.authenticationFailed) return { ...explainRefusal(said, signIn), said }
  if (failure.serverResponseCode === 'PRIVACYREQUIRED') return { key: 'mailbox_needs_tls', field: 'security', said }
  if (/STARTTLS/i.test(said)) return { key: 'mailbox_no_starttls', field: 'security', said }
  const found = byCode.find(([code]) => code.test(failure.code ?? ''))
  return found ? { key: found[1], field: found[2], said } : { key: 'mailbox_failed', field: 'host', said }
}

function explainRefusal(said: string, signIn: 'password' | 'oauth2'): Omit<Trouble, 'said'> {
  if (/plaintext|cleartext|secure connection|privacyrequired/i.test(said)) {
    return { key: 'mailbox_needs_tls', field: 'security' }
  }
  if (/(imap\b.{0,40}\b(disabled|not enabled|off)|not enabled for imap)/i.test(said)) {
    return { key: 'mailbox_imap_off', field: 'userName' }
  }
  if (signIn === 'oauth2') return { key: 'mailbox_token_refused', field: 'userName' }
  if (/app(lication)?[- ]?(specific )?password|web login required|basic auth/i.test(said)) {
    return { key: 'mailbox_app_password', field: 'password' }
  }
  return { key: 'mailbox_password_refused', field: 'password' }
}

/** What must be changed when the token server answered with this error of RFC 6749. */
export function explainTokenError(error: string, said: string): Trouble {
  const words = said.slice(0, 300)
  if (error === 'invalid_grant') return { key: 'mailbox_refresh_refused', field: 'refreshToken', said: words }
  if (error.endsWith('_client')) return { key: 'mailbox_client_refused', field: 'clientId', said: words }
  return { key: 'mailbox_token_address', field: 'tokenAddress', said: words }
}

/** Milliseconds until a mailbox that fails is tried again: soon at first, then every quarter of an hour. */
export function retryAfter(failures: number): number {
  return Math.min(15 * 60_000, 5000 * 2 ** Math.min(failures - 1, 10))
}
