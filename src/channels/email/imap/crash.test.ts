import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/setup/database.ts'
import { startImapServer } from '../../../../test/setup/imap.ts'
import type { ReadingOnce } from '../../../../test/setup/read-mailbox.ts'
import { insertOrganization } from '../../../people/organization.ts'
import { insertPerson } from '../../../people/store.ts'
import { RoutingDesk } from '../../../complaints/routing/desk.ts'
import { settableClock } from '../../../platform/clock.ts'
import { openDiskStore } from '../../../platform/files/index.ts'
import { usualLimits } from '../../../platform/files/settings.ts'
import { connectAsApp, inTransaction } from '../../../platform/database/index.ts'
import { newId } from '../../../platform/ids.ts'
import { productFolder } from '../../../platform/root.ts'
import { written } from '../../../../test/setup/mail-product.ts'
import { findMailbox, insertMailbox } from '../mailboxes/store.ts'
import { handleMails } from '../intake/handle.ts'
import { connectImap } from './connect.ts'
import { takeNew } from './take-new.ts'

// A process that takes in a message is killed between two of its steps: it is stopped there by a lock on the table that the next
// step writes to, or by a mail server that does not answer. Then another process goes on.

const { owner, ownerUrl } = await testDatabase()
const db = await connectAsApp(owner)
const server = await startImapServer()
const folder = mkdtempSync(join(tmpdir(), 'amends-mail-crash-'))
const watcher = new pg.Client({ connectionString: ownerUrl })
const begin = new Date('2026-03-02T09:00:00Z')

beforeAll(async () => {
  await watcher.connect()
  await inTransaction(db, async (tx) => {
    const person = { name: 'Ann', email: 'ann@example.com', role: 'agent', language: 'en', passwordHash: null } as const
    const lastResortId = await insertPerson(tx, person, begin)
    await insertOrganization(tx, { name: 'Parcels & Co', language: 'en', demonstration: false, lastResortId })
  })
})
afterAll(async () => {
  await watcher.end()
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

/** A mailbox with one message in it that has a file, and how it is read by a process of its own. */
async function mailboxWithMessage() {
  const userName = `box-${newId().slice(-8)}`
  const imap = {
    host: '127.0.0.1',
    port: server.port,
    security: 'plain' as const,
    folder: 'INBOX',
    userName,
    signIn: 'password' as const,
    tokenAddress: null,
    clientId: null,
    sealedSecret: Buffer.from('sealed'),
  }
  const address = `${userName}@example.com`
  const mailboxId = await insertMailbox(db, { name: userName, address, begins: 'now', imap, doorHash: null }, begin)
  const mail = { from: `${userName}@example.org`, subject: userName, files: { 'list.txt': 'one, two' } }
  await server.arrive(userName, written(mail))
  const read = (port = server.port) => {
    const now = begin.toISOString()
    const reading: ReadingOnce = { owner, folder, mailboxId, port, userName, password: server.password, now }
    const program = join(productFolder, 'test', 'setup', 'read-mailbox.ts')
    return spawn(
      process.execPath,
      ['--experimental-transform-types', '--no-warnings', program, JSON.stringify(reading)],
      {
        cwd: productFolder,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
  }
  return { userName, mailboxId, read }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close')
  child.kill('SIGKILL')
  await ended
}

/** Takes the mailbox up where the process that ended left it, once others may. */
async function goOn(mailboxId: string, userName: string): Promise<void> {
  const clock = settableClock(new Date(begin.getTime() + 10 * 60_000))
  const files = await openDiskStore(folder)
  const services = { db, clock, files, limits: usualLimits, desk: new RoutingDesk(db, clock), ownAddress: null }
  const place = { host: '127.0.0.1', port: server.port, security: 'plain' as const, folder: 'INBOX', userName }
  const client = await connectImap({ ...place, secrets: { password: server.password }, oauth2: null })
  await takeNew(services, client, await findMailbox(db, mailboxId))
  client.close()
  await handleMails(services)
}

/** What a message came to, with everything that could be there twice. */
async function findOutcome(userName: string, mailboxId: string) {
  const { rows } = await watcher.query<Record<string, unknown>>(
    `select
      (select count(*)::int from mails where mailbox_id = $1) as mails,
      (select string_agg(state, ' ') from mails where mailbox_id = $1) as states,
      (select count(*)::int from complaints where title = $2) as complaints,
      (select count(*)::int from complaint_mails cm join mails m on m.id = cm.id where m.mailbox_id = $1) as belonging,
      (select count(*)::int from attachments a join complaints c on c.id = a.complaint_id where c.title = $2) as attachments,
      (select count(*)::int from letters l join complaints c on c.id = l.complaint_id where c.title = $2) as letters,
      (select count(*)::int from mails where mailbox_id = $1 and seen_at is null) as unseen`,
    [mailboxId, userName],
  )
  return { ...rows[0], server: await server.look(userName) }
}

const whole = (userName: string) => ({
  mails: 1,
  states: 'taken',
  complaints: 1,
  belonging: 1,
  attachments: 1,
  letters: 1,
  unseen: 0,
  server: [{ subject: userName, flags: ['\\Seen'] }],
})

test.each([
  ['before the first byte is kept', 'incoming_files'],
  ['when its bytes are kept and its row is not', 'mails'],
  ['before its complaint is stored', 'complaints'],
  ['when its complaint is stored and its file is not attached', 'attachments'],
  ['when all is done but the note that it is', 'complaint_mails'],
])(
  'a process killed %s neither loses nor doubles the message',
  async (_when, table) => {
    const { userName, mailboxId, read } = await mailboxWithMessage()
    const lock = new pg.Client({ connectionString: ownerUrl })
    await lock.connect()
    await lock.query('begin')
    await lock.query(`lock table ${table} in share mode`)
    const child = read()
    await expect.poll(() => waitersFor(table), { timeout: 180_000, interval: 50 }).toBeGreaterThan(0)
    await kill(child)
    await lock.query('rollback')
    await lock.end()
    await goOn(mailboxId, userName)
    expect(await findOutcome(userName, mailboxId)).toEqual(whole(userName))
  },
  240_000,
)

test('a process killed before it could mark the message as seen marks it later and takes it in once', async () => {
  const { userName, mailboxId, read } = await mailboxWithMessage()
  const proxy = await stopAtStore()
  const child = read(proxy.port)
  await proxy.stopped
  const before = await findOutcome(userName, mailboxId)
  expect(before).toMatchObject({ mails: 1, unseen: 1, server: [{ subject: userName, flags: [] }] })
  await kill(child)
  proxy.close()
  await goOn(mailboxId, userName)
  expect(await findOutcome(userName, mailboxId)).toEqual(whole(userName))
}, 240_000)

test('a mail server that is gone in the middle of everything loses nothing', async () => {
  const { userName, mailboxId, read } = await mailboxWithMessage()
  const proxy = await stopAtStore()
  const child = read(proxy.port)
  await proxy.stopped
  const ended = once(child, 'close')
  proxy.close()
  await ended
  await goOn(mailboxId, userName)
  expect(await findOutcome(userName, mailboxId)).toEqual(whole(userName))
}, 240_000)

async function waitersFor(table: string): Promise<number> {
  const { rows } = await watcher.query<{ count: number }>(
    `select count(*)::int as count from pg_locks l join pg_class c on c.oid = l.relation
     where not l.granted and c.relname = $1 and l.database = (select oid from pg_database where datname = current_database())`,
    [table],
  )
  return rows[0]?.count ?? 0
}

/** Passes everything on to the mail server but the order to mark a message; whoever gave that waits. */
async function stopAtStore(): Promise<{ port: number; stopped: Promise<void>; close: () => void }> {
  const { promise: stopped, resolve } = Promise.withResolvers<void>()
  const ends: { destroy: () => void }[] = []
  const proxy: Server = createServer((client) => {
    const upstream = createConnection(server.port, '127.0.0.1')
    ends.push(client, upstream)
    for (const end of [client, upstream]) end.on('error', () => {})
    upstream.pipe(client)
    client.on('data', (said: Buffer) => {
      if (said.includes(' STORE ')) resolve()
      else upstream.write(said)
    })
    client.on('close', () => upstream.destroy())
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', () => done()))
  const { port } = proxy.address() as { port: number }
  const close = () => {
    for (const end of ends) end.destroy()
    proxy.close()
  }
  return { port, stopped, close }
}
