/** Where the mailbox of an address is probably read, so that nobody need look it up. */
export type Place = {
  host: string
  /** `app`: the service takes a password made for programs only; `oauth2`: it takes no passwords. */
  signIn: 'password' | 'app' | 'oauth2'
  tokenAddress?: string
}

const services: [domains: RegExp, place: Place][] = [
  [
    /^(gmail|googlemail)\.com$/,
    { host: 'imap.gmail.com', signIn: 'app', tokenAddress: 'https://oauth2.googleapis.com/token' },
  ],
  [
    /^(outlook|hotmail|live|msn)\.[a-z.]+$|\.onmicrosoft\.com$/,
    {
      host: 'outlook.office365.com',
      signIn: 'oauth2',
      tokenAddress: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    },
  ],
  [/^(yandex|ya)\.[a-z.]+$/, { host: 'imap.yandex.ru', signIn: 'app', tokenAddress: 'https://oauth.yandex.ru/token' }],
  [/^(mail|inbox|bk|list|internet)\.ru$/, { host: 'imap.mail.ru', signIn: 'app' }],
  [/^(icloud|me|mac)\.com$/, { host: 'imap.mail.me.com', signIn: 'app' }],
  [/^yahoo\.[a-z.]+$/, { host: 'imap.mail.yahoo.com', signIn: 'app' }],
  [/^fastmail\.[a-z]+$/, { host: 'imap.fastmail.com', signIn: 'app' }],
  [/^gmx\.[a-z]+$/, { host: 'imap.gmx.net', signIn: 'password' }],
]

/** Where an address is probably read; null while it is no address yet. Of domains we do not know most have it at `imap.`. */
export function placeOf(address: string): Place | null {
  const [, domain] = /^[^@\s]+@([^@\s]+\.[a-z]{2,})$/i.exec(address.trim()) ?? []
  if (!domain) return null
  const known = services.find(([domains]) => domains.test(domain.toLowerCase()))?.[1]
  return known ?? { host: `imap.${domain.toLowerCase()}`, signIn: 'password' }
}
