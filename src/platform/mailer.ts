import { createTransport } from 'nodemailer'

export type Mail = { to: string; subject: string; text: string; messageId: string }

/**
 * How a hand-over to the mail server ended. `refused` and `unreached`: the letter certainly did not leave, so it may be
 * tried again. `unsure`: the connection broke after its text was announced; trying again could send it twice.
 */
export type Delivery = { outcome: 'sent' } | { outcome: 'refused' | 'unreached' | 'unsure'; reason: string }

export type Mailer = { send(mail: Mail): Promise<Delivery> }

/** A mailer that hands letters to an SMTP server, each over a connection of its own. */
export function smtpMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  return {
    async send(mail) {
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
      const transport = createTransport({ url: smtpUrl, logger, debug: true } as never, { from })
      try {
        await transport.sendMail({ ...mail, headers: { 'Auto-Submitted': 'auto-generated' } })
        return { outcome: 'sent' }
      } catch (error) {
        const { responseCode, message } = error as Error & { responseCode?: number }
        const outcome = responseCode !== undefined ? 'refused' : isAnnounced ? 'unsure' : 'unreached'
        return { outcome, reason: message }
      } finally {
        transport.close()
      }
    },
  }
}
