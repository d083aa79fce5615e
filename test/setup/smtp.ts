import { SMTPServer } from 'smtp-server'
import { afterAll, beforeEach } from 'vitest'

/** A message as the mail server got it. */
export type Arrived = { raw: string; from: string; to: string[] }
export type TestSmtp = {
  url: string
  received: Arrived[]
  /** What it says to a recipient, if not "yes". */
  refusal: { code: number; words: string } | null
  /** Takes the text and ends the connection without a word. */
  hangsUp: boolean
}

/** A mail server of our own; it is closed after the last test of the file, and friendly and empty before each. */
export async function startSmtp(): Promise<TestSmtp> {
  const smtp: TestSmtp = { url: '', received: [], refusal: null, hangsUp: false }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      const { refusal } = smtp
      done(refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null)
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        const to = envelope.rcptTo.map(({ address }) => address)
        smtp.received.push({ raw: Buffer.concat(parts).toString('latin1'), from, to })
        // The text is here, the answer never leaves: the sender cannot know.
        if (smtp.hangsUp) for (const connection of server.connections) connection.close()
        else done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  smtp.url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`
  beforeEach(() => {
    smtp.received.length = 0
    smtp.refusal = null
    smtp.hangsUp = false
  })
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return smtp
}
