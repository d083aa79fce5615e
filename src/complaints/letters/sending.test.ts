import { sql } from 'kysely'
import { type SMTPServerOptions, SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/setup/database.ts'
import { insertOrganization } from '../../people/organization.ts'
import { insertPerson } from '../../people/store.ts'
import { settableClock } from '../../platform/clock.ts'
import { connectAsApp, type Database, inTransaction } from '../../platform/database/index.ts'
import { type Mailer, smtpMailer } from '../../platform/mailer.ts'
import { NewComplaint } from '../shapes.ts'
import { createComplaint } from '../create.ts'
import { RoutingDesk } from '../routing/desk.ts'
import { sendLetters } from './sending.ts'

const clock = settableClock(new Date('2026-03-02T09:00Z'))
const received: string[] = []
let refuse: string | null = null
let hangUp = false
let db: Database
let desk: RoutingDesk
let mailer: Mailer

const options: SMTPServerOptions = {
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, done) => done(refuse ? Object.assign(new Error(refuse), { responseCode: 450 }) : null),
  onData(stream, _session, done) {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
    })
    stream.on('end', () => {
      received.push(text)
      // The text is here, the answer never leaves: the sender cannot know.
      if (hangUp) for (const connection of server.connections) connection.close()
      else done()
    })
  },
}
const server = new SMTPServer(options)

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const port = (server.server.address() as { port: number }).port
  mailer = smtpMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Care <care@example.com>' })
  const database = await testDatabase()
  db = await connectAsApp(database.owner)
  desk = new RoutingDesk(db, clock)
  await inTransaction(db, async (tx) => {
    const id = await insertPerson(
      tx,
      { name: 'Ann', email: 'ann@example.com', role: 'agent', language: 'en', passwordHash: null },
      clock.now(),
    )
    await insertOrganization(tx, { name: 'Test', language: 'en', demonstration: false, lastResortId: id })
  })
})
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await db.destroy()
})
beforeEach(() => {
  received.length = 0
  refuse = null
  hangUp = false
})

const complain = () =>
  createComplaint(db, desk, {
    complaint: NewComplaint.parse({ text: 'My parcel is late', language: 'en', customer: { email: 'bo@example.com' } }),
    actor: { kind: 'customer', id: null },
    now: clock.now(),
  })
const send = () => sendLetters({ db, clock, mailer, publicUrl: () => 'https://care.example.com' })
async function letterOf(id: string) {
  const { rows } = await sql<{ sent_at: Date | null; failure: string | null; attempts: number }>`
    select sent_at, failure, attempts from letters where complaint_id = ${id}`.execute(db)
  return rows[0]
}

test('the acknowledgement queued with the complaint is sent once, however many senders look', async () => {
  const { id, reference } = await complain()
  await Promise.all([send(), send(), send()])
  await send()
  expect(received).toHaveLength(1)
  expect(received[0]).toContain(reference)
  expect(received[0]).toContain(`Message-ID: <${id}.acknowledgement.2@amends>`)
  expect((await letterOf(id))?.sent_at).toEqual(clock.now())
})

test('a refused letter waits and is tried again, then goes out', async () => {
  refuse = 'mailbox busy'
  const { id } = await complain()
  await send()
  await send()
  expect(await letterOf(id)).toMatchObject({ sent_at: null, failure: null, attempts: 1 })
  refuse = null
  clock.advance(60_000)
  await send()
  expect(received).toHaveLength(1)
  expect(await letterOf(id)).toMatchObject({ attempts: 2, failure: null, sent_at: clock.now() })
})

test('a letter whose fate is unknown is never sent again and is shown', async () => {
  hangUp = true
  const { id } = await complain()
  await send()
  hangUp = false
  clock.advance(86_400_000)
  await send()
  expect(received).toHaveLength(1)
  expect((await letterOf(id))?.failure).toMatch(/^unsure/)
  const { rows } = await sql<{
    kind: string
  }>`select kind from complaint_events where complaint_id = ${id} order by seq`.execute(db)
  expect(rows.map((row) => row.kind)).toEqual(['received', 'letter_queued', 'letter_failed'])
})

test('a server that is not there leaves the letter waiting', async () => {
  const { id } = await complain()
  const nowhere = smtpMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'care@example.com' })
  await sendLetters({ db, clock, mailer: nowhere, publicUrl: () => 'https://care.example.com' })
  expect(await letterOf(id)).toMatchObject({ sent_at: null, failure: null, attempts: 1 })
})

test('a letter left by a process that ended is not sent again', async () => {
  const { id, reference } = await complain()
  await sql`update letters set sending_since = ${clock.now()} where complaint_id = ${id}`.execute(db)
  clock.advance(16 * 60_000)
  await send()
  expect(received.filter((text) => text.includes(reference))).toEqual([])
  expect((await letterOf(id))?.failure).toMatch(/^unsure/)
})
