import { createTransport } from 'nodemailer'
import type { DkimKey } from './dkim.ts'

export type Mail = {
  to: string
  /** Who it is from, `Care <care@example.com>`; the mailer's own sender when not given. */
  from?: string
  /** Where it is returned to when it cannot be delivered. */
  returnTo?: string
  replyTo?: string
  subject: string
  text: string
  html?: string
  messageId: string
  inReplyTo?: string
  references?: string[]
  headers?: Record<string, string>
  attachments?: { filename: string; contentType: string; content: Buffer }[]
}

/**
 * How a hand-over to the mail server ended. `rejected`: it said for good that it takes this letter to nobody by that address.
 * `refused` and `unreached`: the letter certainly did not leave, and may be tried again. `unsure`: the connection broke after its
 * text was announced; trying again could send it twice.
 */
export type Delivery =
  | { outcome: 'sent' }
  | { outcome: 'rejected' | 'refused' | 'unreached' | 'unsure'; reason: string }

export type Mailer = {
  send(mail: Mail): Promise<Delivery>
  /** Who letters are from, as they say it: `Care <care@example.com>`. */
  from: string
  /** Whether letters leave this machine, or are kept to be looked at. */
  delivery: 'server' | 'mailbox'
}

type SmtpSettings = { smtpUrl: string; from: string; dkim?: DkimKey | null }
type Failure = Error & { responseCode?: number; command?: string; response?: string }

/** Seconds: a server that says nothing for so long is not there; one that is slow with a large letter has more. */
const patience = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 300_000 }

/** A mailer that hands letters to an SMTP server, each over a connection of its own, signed when there is a key. */
export function smtpMailer({ smtpUrl, from, dkim = null }: SmtpSettings): Mailer {
  return {
    from,
    delivery: 'server',
    async send({ returnTo, ...mail }) {
      let isAnnounced = false
      // The one place where the conversation can be followed: an error alone does not say how far it had come.
      const listen = (entry: { tnx?: string }, said?: string) => {
        if (entry.tnx === 'client' && said === 'DATA') isAnnounced = true
      }
      const logger = {
        level: () => {},
        trace: listen,
        debug: listen,
        info: listen,
        warn: listen,
        error: listen,
        fatal: listen,
      }
      const transport = createTransport({ ...patience, url: smtpUrl, logger, debug: true } as never, { from })
      const envelope = returnTo && { envelope: { from: returnTo, to: mail.to } }
      try {
        await transport.sendMail({ ...mail, ...envelope, ...(dkim && { dkim }) })
        return { outcome: 'sent' }
      } catch (error) {
        const failure = error as Failure
        return { outcome: outcomeOf(failure, isAnnounced), reason: failure.response ?? failure.message }
      } finally {
        transport.close()
      }
    },
  }
}

function outcomeOf(
  { responseCode, command }: Failure,
  isAnnounced: boolean,
): 'rejected' | 'refused' | 'unreached' | 'unsure' {
  if (responseCode === undefined) return isAnnounced ? 'unsure' : 'unreached'
  // A refusal for good of our name, password or sender is about our settings: once they are right the letter goes.
  const isAboutLetter = command === 'RCPT TO' || command === 'DATA'
  return responseCode >= 500 && isAboutLetter ? 'rejected' : 'refused'
}

/** A letter as the bytes that would go over the wire. */
export async function bytesOf(mail: Mail, from: string): Promise<Buffer> {
  const { returnTo: _returnTo, ...rest } = mail
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' }, { from })
  const { message } = await transport.sendMail(rest)
  return message as Buffer
}
