import { sql } from 'kysely'
import { type Database, onlyRow } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import type { Mail, Mailer } from '../../platform/mailer.ts'
import { secretOf } from '../../platform/secret.ts'
import { text } from '../../platform/texts/index.ts'
import { linkPath, linkTokenOf, replyTag } from '../links.ts'
import { enclosuresOf } from './enclosures.ts'
import { letterHtml } from './letter-page.tsx'
import { stopNewsPath } from './news.ts'
import {
  addressIn,
  automaticOf,
  domainOf,
  type LetterKey,
  type LetterLanguage,
  linkMark,
  messageIdOf,
  tagged,
} from './rules.ts'
import { type LetterSettings, readSettings } from './settings.ts'

export type LeavingLetter = LetterKey & {
  complaint_id: string
  to_address: string
  language: string
  subject: string
  body: string
  author_id: string | null
  message_id: string | null
}
export type Composing = { db: Database; files: FileStore; mailer: Pick<Mailer, 'from'>; publicUrl: string }
type Context = { reference: string; customerId: string | null; mailIds: string[]; letters: string[] }
/** How many earlier messages a letter names: mail programs need the last ones to keep a conversation together. */
const mostReferences = 12

/**
 * A letter as it goes out: as plain text and HTML with the customer's link in it, and headers that keep the conversation together,
 * bring answers to the right complaint and tell machines when no person wrote it.
 */
export async function composeMail(
  { db, files, mailer: { from }, publicUrl }: Composing,
  letter: LeavingLetter,
): Promise<Mail> {
  const context = await contextOf(db, letter)
  const domain = domainOf(addressIn(from))
  const { reference, customerId } = context
  const link = `${publicUrl}${linkPath(await linkTokenOf(db, letter.complaint_id))}`
  const stopLink = letter.kind === 'told' && customerId ? `${publicUrl}${await stopNewsPath(db, customerId)}` : null
  const language: LetterLanguage = letter.language === 'ru' ? 'ru' : 'en'
  const { enclosed, left } = await enclosuresOf(db, files, {
    complaintId: letter.complaint_id,
    messageId: letter.message_id,
  })
  const body =
    left.length > 0
      ? `${letter.body}\n${text(language, 'letter.files_left', { files: left.join(', ') })}\n`
      : letter.body
  const plain = body.replaceAll(linkMark, link)
  const { subject, replyTo, returnTo } = addressing(letter.subject, {
    settings: await readSettings(db),
    tag: replyTag(await secretOf(db, 'links'), reference),
    own: addressIn(from),
  })
  const references = threadOf(letter, context, domain)
  return {
    to: letter.to_address,
    subject,
    text: stopLink ? `${plain}\n${text(language, 'letter.stop_news')}: ${stopLink}\n` : plain,
    html: letterHtml({ language, subject: letter.subject, body, link, stopLink }),
    messageId: messageIdOf(letter.complaint_id, letter, domain),
    replyTo,
    returnTo,
    ...(references.length > 0 && { references, inReplyTo: references.at(-1) }),
    headers: headersOf(letter, stopLink),
    ...(enclosed.length > 0 && { attachments: enclosed }),
  }
}

/** What was written before on this complaint: mails of the customer and letters that left, oldest first. */
async function contextOf(db: Database, letter: LeavingLetter): Promise<Context> {
  const id = letter.complaint_id
  return onlyRow(
    await sql<Context>`
      select c.reference, c.customer_id as "customerId",
        array(select m.message_id from complaint_mails cm join mails m on m.id = cm.id
          where cm.complaint_id = c.id and cm.became in ('complaint', 'message') and m.message_id is not null
          order by cm.at, cm.id) as "mailIds",
        array(select l.kind || '.' || l.occasion from letters l where l.complaint_id = c.id and l.sent_at is not null
          order by l.sent_at, l.occasion) as letters
      from complaints c where c.id = ${id}`.execute(db),
  )
}

/** Earlier messages, the one that is answered last: the customer's latest mail, else our latest letter. */
function threadOf(letter: LeavingLetter, { mailIds, letters }: Context, domain: string): string[] {
  const ours = letters.map((key) => {
    const [kind, occasion] = key.split('.')
    return messageIdOf(letter.complaint_id, { kind: kind as LetterKey['kind'], occasion: Number(occasion) }, domain)
  })
  const theirs = mailIds.map((id) => (id.startsWith('<') ? id : `<${id}>`))
  return [...ours, ...theirs].slice(-mostReferences)
}

type Addressing = { settings: LetterSettings; tag: string; own: string }

/** Where answers and returned letters go: to an address with the tag, or the tag is in the subject. */
function addressing(subject: string, { settings: { replyAddress, tagIn }, tag, own }: Addressing) {
  const answers = replyAddress ?? own
  if (tagIn === 'subject') return { subject: `${subject} [${tag}]`, replyTo: answers }
  const replyTo = tagged(answers, tag)
  // A letter returned to another domain than it is from would look forged (SPF).
  return { subject, replyTo, ...(domainOf(answers) === domainOf(own) && { returnTo: replyTo }) }
}

function headersOf(letter: LeavingLetter, stopLink: string | null): Record<string, string> {
  const automatic = automaticOf(letter.kind, letter.author_id !== null)
  return {
    // The second is for mail programs that do not know the first.
    ...(automatic && { 'Auto-Submitted': automatic, 'X-Auto-Response-Suppress': 'All' }),
    ...(stopLink && { 'List-Unsubscribe': `<${stopLink}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  }
}
