import type { NewComplaint } from '../../../complaints/shapes.ts'
import { findOrganization } from '../../../people/organization.ts'
import type { Database } from '../../../platform/database/index.ts'
import { text } from '../../../platform/texts/index.ts'
import type { ReadMail } from '../reading/mail.ts'
import { wordsOf } from './decide.ts'

/** What stands for the words of a message that has none, in the company's language. */
export async function noWords(db: Database): Promise<string> {
  return text((await findOrganization(db))?.language ?? 'en', 'mail.no_words')
}

const since = new Date('1970-01-01')
/** `Re:`, `Fwd:` and their kin in English, Russian and German, however often. */
const answerMark = /^\s*(?:(?:re|fwd?|aw|wg|отв|ответ|пересл|на)(?:\[\d{1,3}\])?\s*:\s*)+/i

/** The complaint that a message is. The answer goes where its sender wants answers. */
export function newComplaintOf(
  mail: ReadMail,
  { arrivedAt, ifNone, now }: { arrivedAt: Date; ifNone: string; now: Date },
): NewComplaint {
  const sender = mail.replyTo.find(isReachable) ?? mail.from
  const name = (sender?.name || mail.from?.name || '').trim().slice(0, 200)
  const email = sender && isReachable(sender) ? sender.address.toLowerCase() : null
  const title = mail.subject.replace(answerMark, '').trim().slice(0, 300).toWellFormed()
  const isDated = arrivedAt >= since && arrivedAt <= now
  return {
    text: wordsOf(mail, ifNone),
    title: title || null,
    channel: 'email',
    source: 'mail',
    receivedAt: isDated ? arrivedAt.toISOString() : null,
    customer: name || email ? { name: name || null, email } : null,
  }
}

const isReachable = ({ address }: { address: string }): boolean =>
  address.length <= 254 && /^[^\s@<>]+@[^\s@<>]+$/.test(address)
