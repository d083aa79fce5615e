import { addressesIn, idsIn } from './addresses.ts'
import { automaticIn, spamSignIn } from './automatic.ts'
import { bounceIn } from './bounce.ts'
import { type Content, contentOf, plainText } from './content.ts'
import { fieldOf, fieldsOf, fieldText } from './headers.ts'
import { limits } from './limits.ts'
import type { MailFault, ReadMail } from './mail.ts'
import { isMessage, type Part, readParts } from './parts.ts'
import { saidIn } from './said.ts'

/**
 * Reads what an e-mail says from its bytes. It never fails: where nothing can be read, `unreadable` says why and a person looks
 * at the original. It takes time in proportion to the size, within `limits`.
 */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  try {
    return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown'
    return { ...nothing, unreadable: { reason: 'failed', detail } }
  }
}

const nothing: ReadMail = {
  messageId: null,
  inReplyTo: [],
  references: [],
  from: null,
  sender: null,
  replyTo: [],
  to: [],
  cc: [],
  deliveredTo: [],
  returnPath: null,
  subject: '',
  date: null,
  text: '',
  said: '',
  html: null,
  remotePictures: 0,
  files: [],
  automatic: null,
  bounce: null,
  spamSign: null,
  faults: [],
  unreadable: null,
}

function read(bytes: Buffer): ReadMail {
  const faults = new Set<MailFault>()
  const root = readParts(bytes, faults)
  const content = contentOf(root, faults)
  const mail = { ...nothing, ...headOf(root), ...bodyOf(content) }
  mail.said = saidIn(content.text, mail.subject, mail.from?.name ?? '')
  mail.bounce = bounceIn(root, mail.text)
  mail.automatic = automaticIn({ ...mail, ...signsOf(root), field: (name) => fieldOf(root.fields, name) })
  mail.spamSign = spamSignIn((name) => fieldOf(root.fields, name))
  return { ...mail, faults: [...faults], unreadable: whyUnreadable(root, mail) }
}

function headOf(root: Part) {
  const { fields } = root
  const charset = charsetOf(root)
  const people = (name: string) => addressesIn(fields, name, charset)
  return {
    messageId: idsIn(fieldOf(fields, 'message-id'))[0] ?? null,
    inReplyTo: idsIn(fieldOf(fields, 'in-reply-to')).slice(0, limits.references),
    references: idsIn(fieldOf(fields, 'references')).slice(-limits.references),
    from: people('from')[0] ?? null,
    sender: people('sender')[0] ?? null,
    replyTo: people('reply-to'),
    to: people('to'),
    cc: people('cc'),
    deliveredTo: deliveredTo.flatMap((name) => people(name).map(({ address }) => address)),
    returnPath: returnPathOf(fieldOf(fields, 'return-path') ?? fieldOf(fields, 'x-envelope-from')),
    subject: fieldText(fieldOf(fields, 'subject') ?? '', charset).slice(0, 2000),
    date: dateIn(fieldOf(fields, 'date')),
  }
}

const deliveredTo = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-rcpt-to',
  'x-forwarded-to',
  'resent-to',
]

/** The charset that raw bytes in the headers most likely have: that of the first words. */
function charsetOf(part: Part): string {
  const own = part.contentType.parameters.get('charset')
  if (own) return own
  for (const each of part.parts) {
    const charset = charsetOf(each)
    if (charset !== '') return charset
  }
  return ''
}

function returnPathOf(value: string | null): string | null {
  if (value === null) return null
  return /^\s*<\s*>/.test(value) ? '' : (/[^\s<>]{1,200}@[^\s<>]{1,255}/.exec(value)?.[0] ?? null)
}

/** A date as any program writes it; nonsense and years that no mail is from give none. */
function dateIn(value: string | null): Date | null {
  const date = new Date((value ?? '').slice(0, 100))
  const year = date.getUTCFullYear()
  return year >= 1980 && year < 2200 ? date : null
}

const bodyOf = ({ text, html, files }: Content) => ({
  text: plainText(text),
  html: html?.html ?? null,
  remotePictures: html?.remotePictures ?? 0,
  files,
})

function signsOf(root: Part) {
  const isReport = root.type === 'multipart/report'
  return {
    reportType: isReport ? (root.contentType.parameters.get('report-type')?.toLowerCase() ?? '') : null,
    calendarMethod: calendarMethodIn(root),
  }
}

function calendarMethodIn(part: Part): string | null {
  if (part.type === 'text/calendar') return part.contentType.parameters.get('method')?.toLowerCase() ?? null
  if (isMessage(part.type)) return null
  for (const each of part.parts) {
    const method = calendarMethodIn(each)
    if (method !== null) return method
  }
  return null
}

const usualFields = new Set(
  'from to cc date subject message-id received content-type mime-version return-path sender reply-to delivered-to'.split(
    ' ',
  ),
)

function whyUnreadable(root: Part, mail: ReadMail): ReadMail['unreadable'] {
  const { fields } = root
  const isSilent = mail.text === '' && mail.files.length === 0
  if (isSilent && mail.subject === '' && fields.length === 0)
    return { reason: 'empty', detail: 'no header and no words' }
  if (!fields.some(({ name }) => usualFields.has(name)))
    return { reason: 'not_mail', detail: 'none of the headers that e-mail has' }
  const cipher = cipherOf(root, mail.text)
  if (cipher) return { reason: 'encrypted', detail: cipher }
  if (isSilent && mail.subject === '') return { reason: 'empty', detail: 'no subject, no words, no files' }
  if (mail.from || mail.sender || mail.replyTo.length > 0 || mail.bounce) return null
  return {
    reason: 'no_sender',
    detail: fieldsOf(fields, 'from')[0] === undefined ? 'no From' : 'From holds no address',
  }
}

/** How the words are locked, for someone else's key; null when they are not. */
function cipherOf(part: Part, text: string): string | null {
  if (part.type === 'multipart/encrypted') return part.contentType.parameters.get('protocol') ?? part.type
  if (/^application\/(x-)?pkcs7-mime$/.test(part.type) && text === '')
    return `S/MIME ${part.contentType.parameters.get('smime-type') ?? ''}`.trim()
  return text.startsWith('-----BEGIN PGP MESSAGE-----') ? 'OpenPGP' : null
}
