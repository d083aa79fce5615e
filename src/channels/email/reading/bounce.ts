import { idsIn } from './addresses.ts'
import { type Field, fieldOf, fieldText, readHeader } from './headers.ts'
import type { Bounce, BouncedRecipient } from './mail.ts'
import { isMessage, type Part } from './parts.ts'

const deliveryStatus = new Set(['message/delivery-status', 'message/global-delivery-status'])

/** What a report says of the mail it is about; null when a message is no such report. @param text  its words */
export function bounceIn(root: Part, text: string): Bounce | null {
  const parts = ownParts(root)
  const about = aboutIn(parts, root, text)
  const feedback = parts.find(({ type }) => type === 'message/feedback-report')
  if (feedback) return { kind: 'unwanted', recipients: complainers(feedback), ...about }
  const status = parts.filter(({ type }) => deliveryStatus.has(type))
  const recipients =
    status.length > 0 ? status.flatMap(({ content }) => statusOf(content)) : recipientsInWords(root, text)
  if (recipients.length === 0 && status.length === 0) return null
  return { kind: kindOf(recipients), recipients: recipients.map(({ recipient }) => recipient), ...about }
}

/** The parts of the report itself, not those of the messages it encloses. */
function ownParts(part: Part): Part[] {
  return isMessage(part.type) ? [part] : [part, ...part.parts.flatMap(ownParts)]
}

type Reported = { recipient: BouncedRecipient; action: string }
const kindOf = (reported: Reported[]): Bounce['kind'] => {
  const actions = reported.map(({ action }) => action)
  if (actions.length === 0 || actions.includes('failed')) return 'failed'
  return actions.includes('delayed') ? 'delayed' : 'delivered'
}

/** One recipient for each block of a delivery report (RFC 3464). */
function statusOf(content: Buffer): Reported[] {
  const blocks = content
    .toString('utf8', 0, 200_000)
    .replace(/\r/g, '')
    .split(/\n{2,}/)
  return blocks.slice(0, 200).flatMap((block) => {
    const { fields } = readHeader(Buffer.from(block), new Set())
    const recipient = fieldOf(fields, 'original-recipient') ?? fieldOf(fields, 'final-recipient')
    const address = recipient && addressIn(recipient)
    return address ? [reportedOf(address, fields)] : []
  })
}

/** `rfc822; ann@example.com` */
const addressIn = (value: string): string | null => /[^\s<>;]{1,200}@[^\s<>;]{1,255}/.exec(value)?.[0] ?? null

function reportedOf(address: string, fields: Field[]): Reported {
  const action = (fieldOf(fields, 'action') ?? 'failed').toLowerCase().match(/[a-z]+/)?.[0] ?? 'failed'
  const diagnostic = fieldOf(fields, 'diagnostic-code')
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fieldOf(fields, 'status') ?? diagnostic ?? '')?.[0] ?? null
  return {
    action,
    recipient: {
      address,
      isPermanent: action === 'failed' && !isPassing(status),
      status,
      diagnostic: diagnostic === null ? null : fieldText(diagnostic, 'utf-8').slice(0, 1000),
    },
  }
}

/** A full mailbox, and what the other server itself calls passing, may be empty or well tomorrow. */
const isPassing = (status: string | null): boolean =>
  status !== null && (status.startsWith('4') || status.endsWith('.2.2'))

const postOffice = /^(mailer-daemon|postmaster|mail-daemon)@|<(mailer-daemon|postmaster)@/i
const failing =
  /(fail|undeliver|returned mail|returned to sender|could not be delivered|не доставлен|недоставлен|не удалось доставить)/i

/** Reports of servers that keep to no standard: their sender, a header, and addresses on lines of their own. */
function recipientsInWords(root: Part, text: string): Reported[] {
  const named = fieldOf(root.fields, 'x-failed-recipients')
  const isPostOffice = postOffice.test(fieldOf(root.fields, 'from') ?? '')
  const isReport = isPostOffice && failing.test(`${fieldOf(root.fields, 'subject') ?? ''} ${text.slice(0, 2000)}`)
  if (named === null && !isReport) return []
  const own = text.slice(0, 8000)
  const onLines = Array.from(
    own.matchAll(/^[ \t]{0,20}<?([^\s<>@:]{1,64}@[^\s<>@:]{1,255})>?:?(?:[ \t]|$)/gm),
    ([, each]) => each as string,
  )
  const addresses = new Set(named === null ? onLines : named.split(/[\s,]+/).filter((each) => each.includes('@')))
  const diagnostic =
    own
      .split('\n')
      .find((line) => /\b[45]\d\d[ -]|\b[45]\.\d\.\d{1,3}\b/.test(line.slice(0, 1000)))
      ?.trim() ?? null
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic ?? '')?.[0] ?? null
  return [...addresses].slice(0, 50).map((address) => ({
    action: 'failed',
    recipient: {
      address,
      isPermanent: !isPassing(status) && !/\b4\d\d[ -]/.test(diagnostic ?? ''),
      status,
      diagnostic: diagnostic?.slice(0, 1000) ?? null,
    },
  }))
}

/** Those who called a letter unwanted (RFC 5965). */
function complainers(feedback: Part): BouncedRecipient[] {
  const { fields } = readHeader(feedback.content, new Set())
  const address = addressIn(fieldOf(fields, 'original-rcpt-to') ?? fieldOf(fields, 'removal-recipient') ?? '')
  const diagnostic = fieldOf(fields, 'feedback-type')
  return address ? [{ address, isPermanent: true, status: null, diagnostic }] : []
}

/** Which mail it is about: the one it encloses, else the headers it quotes, else what it answers to. */
function aboutIn(parts: Part[], root: Part, text: string): Pick<Bounce, 'messageId' | 'subject'> {
  const enclosed = parts.find(({ type }) => isMessage(type))?.parts[0]?.fields
  const quoted = parts.find(({ type }) => type === 'text/rfc822-headers')?.content
  const fields = enclosed ?? readHeader(quoted ?? Buffer.from(originalIn(text)), new Set()).fields
  const subject = fieldOf(fields, 'subject')
  const messageId = idsIn(fieldOf(fields, 'message-id'))[0] ?? idsIn(fieldOf(root.fields, 'in-reply-to'))[0] ?? null
  return { messageId, subject: subject === null ? null : fieldText(subject, 'utf-8') }
}

/** The headers of the original below the words of a report. */
function originalIn(text: string): string {
  const at = text.search(/^(received|return-path|dkim-signature|message-id|mime-version):/im)
  return at < 0 ? '' : text.slice(at, at + 20_000)
}
