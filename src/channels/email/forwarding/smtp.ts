import { readFileSync } from 'node:fs'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { log } from '../../../platform/log.ts'
import { mostMailBytes } from '../intake/keep.ts'
import { type ForwardServices, mailboxFor, receiveForwarded } from './receive.ts'

export type SmtpInSettings = {
  port: number
  host: string
  /** Files of a certificate and its key; without them the conversation is not encrypted. */
  tls: { certificate: string; key: string } | null
}

const refuse = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

/**
 * Takes mail that another mail server hands to us, for the addresses that are set up as forwarded and for no others: nothing is
 * sent on. "250" is said once a message is on disk.
 * @returns the port it listens at
 */
export async function listenForMail(
  services: ForwardServices,
  { port, host, tls }: SmtpInSettings,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = new SMTPServer({
    name: 'amends',
    banner: 'Amends',
    logger: false,
    authOptional: true,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(tls && { cert: readFileSync(tls.certificate), key: readFileSync(tls.key) }),
    size: mostMailBytes,
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 2000,
    onRcptTo: ({ address }, _session, done) => void answer(done, () => checkReceiver(services, address)),
    onData: (stream, session, done) => void answer(done, () => receive(services, stream, session)),
  })
  server.on('error', (error) => log.warn('a conversation with another mail server broke off', { error }))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Answers the other side when the work is done: well, or with what was thrown. */
async function answer(done: (error?: Error | null) => void, work: () => Promise<void>): Promise<void> {
  let refusal: Error | null = null
  try {
    await work()
  } catch (error) {
    refusal = asAnswer(error)
  }
  done(refusal)
}

async function checkReceiver({ db }: ForwardServices, address: string): Promise<void> {
  if (await mailboxFor(db, address)) return
  throw refuse(550, `No mail for <${address}> here: it is not set up under Settings, Mailboxes`)
}

async function receive(
  services: ForwardServices,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const receivers = session.envelope.rcptTo.map(({ address }) => address.toLowerCase())
  const bytes = await bytesOf(stream)
  if (stream.sizeExceeded) throw refuse(552, `Larger than ${mostMailBytes} bytes`)
  const mailboxId = receivers[0] ? await mailboxFor(services.db, receivers[0]) : null
  if (!mailboxId) throw refuse(550, 'No such mailbox here')
  await receiveForwarded(services, { mailboxId, bytes, forwardedTo: receivers })
}

/** The bytes of a message; those over the limit are read and forgotten, as the protocol wants. */
async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** What is not said to be for good, the other side tries again. */
function asAnswer(error: unknown): Error {
  if (typeof (error as { responseCode?: number }).responseCode === 'number') return error as Error
  log.error('a forwarded message could not be kept', { error })
  return refuse(451, 'Could not be stored. Try again later')
}
