import { execFileSync, spawn } from 'node:child_process'
import {
  accessSync,
  constants,
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { afterAll } from 'vitest'

/** A real mail server, Dovecot, with as many mailboxes as are named, all empty at first. */
export type ImapServer = {
  port: number
  tlsPort: number
  password: string
  /** Puts a message into a mailbox, as the mail server does when one arrives: now, or then. */
  arrive: (userName: string, message: Buffer, at?: Date) => Promise<void>
  /** What is in a mailbox, oldest first: subject and flags of each message. */
  look: (userName: string) => Promise<{ subject: string; flags: string[] }[]>
  /** Someone who is signed in, to do whatever else a mail program does. */
  signIn: (userName: string) => Promise<ImapFlow>
  stop: () => void
}

const password = 'a-password-of-tests'

/** Starts Dovecot on free ports; it ends after the last test of the file. Call it at the top of a test file. */
export async function startImapServer(): Promise<ImapServer> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-imap-'))
  chmodSync(folder, 0o755)
  const [port, tlsPort] = await Promise.all([freePort(), freePort()])
  writeFileSync(join(folder, 'dovecot.conf'), settings(folder, { port, tlsPort }))
  const server = spawn(dovecot(), ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const stop = () => {
    server.kill('SIGTERM')
  }
  afterAll(() => {
    stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const signIn = async (userName: string) => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: false,
      logger: false,
      auth: { user: userName, pass: password },
    })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  await untilItAnswers(folder, signIn)
  return { port, tlsPort, password, signIn, stop, ...actions(signIn) }
}

function actions(signIn: ImapServer['signIn']): Pick<ImapServer, 'arrive' | 'look'> {
  const as = async <Result>(userName: string, work: (client: ImapFlow) => Promise<Result>): Promise<Result> => {
    const client = await signIn(userName)
    try {
      return await work(client)
    } finally {
      await client.logout()
    }
  }
  return {
    arrive: (userName, message, at) =>
      as(userName, async (client) => {
        await client.append('INBOX', message, [], at)
      }),
    look: (userName) =>
      as(userName, async (client) => {
        await client.mailboxOpen('INBOX', { readOnly: true })
        const messages =
          client.mailbox && client.mailbox.exists > 0 ? client.fetch('1:*', { envelope: true, flags: true }) : []
        const found = []
        for await (const { envelope, flags } of messages) {
          found.push({ subject: envelope?.subject ?? '', flags: [...(flags ?? [])].sort() })
        }
        return found
      }),
  }
}

function dovecot(): string {
  const found = [
    process.env.AMENDS_DOVECOT,
    '/usr/sbin/dovecot',
    '/usr/local/sbin/dovecot',
    '/opt/homebrew/sbin/dovecot',
  ].find((path) => path && isProgram(path))
  if (!found)
    throw new Error('No Dovecot for the tests. Run them with npm test, which gets one, or set AMENDS_DOVECOT.')
  return found
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Everything in one folder. Run as root it uses the users that come with Dovecot, else it does all as ourselves. */
function settings(folder: string, { port, tlsPort }: { port: number; tlsPort: number }): string {
  const isRoot = userInfo().uid === 0
  const me = isRoot ? { name: 'dovecot', ...idsOf('dovecot') } : { ...userInfo(), name: userInfo().username }
  const mail = join(folder, 'mail')
  mkdirSync(mail)
  chownSync(mail, me.uid, me.gid)
  const { certificate, key } = makeCertificate(folder)
  return `
base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${certificate}
ssl_key = <${key}
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${mail}/%u
mailbox_list_index = no
${isRoot ? '' : `default_internal_user = ${me.name}\ndefault_login_user = ${me.name}\ndefault_internal_group = ${groupOf(me.gid)}`}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${me.uid} gid=${me.gid} home=${mail}/%u
}
service imap-login {
  ${isRoot ? '' : 'chroot ='}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
  }
}
service anvil {
  ${isRoot ? '' : 'chroot ='}
}
`
}

const idsOf = (name: string) => {
  const [, , uid, gid] =
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}
const groupOf = (gid: number): string =>
  readFileSync('/etc/group', 'utf8')
    .split('\n')
    .find((line) => line.split(':')[2] === String(gid))
    ?.split(':')[0] ?? 'nogroup'

/** A certificate that nobody trusts, as on a server that somebody set up by hand. */
function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', certificate, ...subject], {
    stdio: 'ignore',
  })
  return { certificate, key }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

async function untilItAnswers(folder: string, signIn: ImapServer['signIn']): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const client = await signIn('nobody-yet')
      await client.logout()
      return
    } catch (error) {
      if (attempt === 100)
        throw new Error(`Dovecot does not answer:\n${readFileSync(join(folder, 'log'), 'utf8')}`, { cause: error })
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}
