import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startImapServer } from '../../../../test/setup/imap.ts'
import { column } from '../../../../test/setup/product.ts'
import { newId } from '../../../platform/ids.ts'
import { startMailProduct, written } from '../../../../test/setup/mail-product.ts'
import { insertMailbox, type NewMailbox } from '../mailboxes/store.ts'
import type { Beginning } from './beginning.ts'
import { connectImap } from './connect.ts'
import { takeNew } from './take-new.ts'

const product = await startMailProduct()
const { db, services } = product
const server = await startImapServer()

/** A mailbox at the mail server that we are connected to since now, and a way to take what is new in it. */
async function connectNew(begins: Beginning = 'now') {
  const userName = `box-${newId().slice(-8)}`
  const place = { host: '127.0.0.1', port: server.port, security: 'plain' as const, folder: 'INBOX', userName }
  const imap = {
    ...place,
    signIn: 'password' as const,
    tokenAddress: null,
    clientId: null,
    sealedSecret: Buffer.from('x'),
  }
  const given: NewMailbox = { name: userName, address: `${userName}@example.com`, begins, imap, doorHash: null }
  const createdAt = new Date()
  const connect = async () => insertMailbox(db, given, createdAt)
  const take = async (id: string) => {
    const client = await connectImap({ ...place, secrets: { password: server.password }, oauth2: null })
    try {
      return await takeNew(services, client, { id, begins, createdAt })
    } finally {
      client.close()
    }
  }
  const arrive = (subject: string, at?: Date) =>
    server.arrive(userName, written({ from: `${userName}@example.org`, subject }), at)
  return { userName, connect, take, arrive }
}
const longAgo = new Date(Date.now() - 3 * 86_400_000)
const subjectsFrom = (id: string) => {
  return column<string>(db, `select subject from mails where mailbox_id = '${id}' order by arrived_at, id`)
}

test('what comes is kept once, in order, and marked as seen at the mail server', async () => {
  const { connect, take, arrive, userName } = await connectNew()
  const id = await connect()
  expect(await take(id)).toBe(0)
  await arrive('One')
  await arrive('Two')
  expect(await take(id)).toBe(2)
  expect(await take(id)).toBe(0)
  await product.settle()
  expect(await subjectsFrom(id)).toEqual(['One', 'Two'])
  expect(await server.look(userName)).toEqual([
    { subject: 'One', flags: ['\\Seen'] },
    { subject: 'Two', flags: ['\\Seen'] },
  ])
})

test.each([
  ['now', ['New']],
  ['unread', ['Unread', 'New']],
  ['all', ['Read', 'Unread', 'New']],
] as const)('of mail that was there before, a mailbox that begins with "%s" takes %j', async (begins, expected) => {
  const { connect, take, arrive, userName } = await connectNew(begins)
  await arrive('Read', longAgo)
  const somebody = await server.signIn(userName)
  await somebody.mailboxOpen('INBOX')
  await somebody.messageFlagsAdd('1', ['\\Seen'])
  await somebody.logout()
  await arrive('Unread', longAgo)
  const id = await connect()
  await take(id)
  await arrive('New')
  await take(id)
  await product.settle()
  expect(await subjectsFrom(id)).toEqual(expected)
})

test('mail that was there before us becomes complaints that are not acknowledged', async () => {
  const { connect, take, arrive } = await connectNew('all')
  await arrive('Old', longAgo)
  const id = await connect()
  await take(id)
  await product.settle()
  const letters = await column<string>(
    db,
    `select l.kind from letters l join complaint_mails cm on cm.complaint_id = l.complaint_id join mails m on m.id = cm.id where m.mailbox_id = '${id}'`,
  )
  expect(await subjectsFrom(id)).toEqual(['Old'])
  expect(letters).toEqual([])
})

test('a message that somebody read elsewhere before we did is taken all the same', async () => {
  const { connect, take, arrive, userName } = await connectNew()
  const id = await connect()
  await take(id)
  await arrive('Read on a telephone')
  const somebody = await server.signIn(userName)
  await somebody.mailboxOpen('INBOX')
  await somebody.messageFlagsAdd('1', ['\\Seen'])
  await somebody.logout()
  expect(await take(id)).toBe(1)
})

test('when the folder is made anew and its numbers mean something else, nothing is lost and nothing is doubled', async () => {
  const { connect, take, arrive } = await connectNew('all')
  const id = await connect()
  await arrive('Before')
  await take(id)
  await product.settle()
  await sql`update mailboxes set uid_validity = 1 where id = ${id}`.execute(db)
  await sql`update mails set uid_validity = 1 where mailbox_id = ${id}`.execute(product.owned)
  await arrive('After')
  expect(await take(id)).toBe(2)
  await product.settle()
  const states = await column<string>(
    db,
    `select subject || ' ' || state from mails where mailbox_id = '${id}' order by id`,
  )
  expect(states.filter((each) => each.endsWith('taken')).sort()).toEqual(['After taken', 'Before taken'])
  const complaints = await column<string>(
    db,
    `select c.title from complaints c join complaint_mails cm on cm.complaint_id = c.id join mails m on m.id = cm.id where m.mailbox_id = '${id}' order by 1`,
  )
  expect(complaints).toEqual(['After', 'Before'])
})
