import { expect, test } from 'vitest'
import { startImapServer } from '../../../../test/setup/imap.ts'
import { column, startProduct } from '../../../../test/setup/product.ts'
import { newId } from '../../../platform/ids.ts'
import { written } from '../../../../test/setup/mail-product.ts'

const product = await startProduct()
const { db, people, call, send } = product
const server = await startImapServer()
const administrator = people.administrator
const accessible = { host: '127.0.0.1', port: server.port, security: 'plain' as const, folder: 'INBOX' }
const newUser = () => `box-${newId().slice(-8)}`
const imapOf = (userName: string, change = {}) => ({ ...accessible, userName, password: server.password, ...change })
const problemOf = async (imap: ReturnType<typeof imapOf>) => {
  const { status, body } = await call(administrator, 'testMailbox', { body: { imap } })
  return { status, key: body.type?.split(':').at(-1), field: body.errors?.[0]?.field, detail: body.detail ?? '' }
}
const connect = async (userName: string, address: string) => {
  const { body } = await call(administrator, 'addMailbox', { body: { name: address, address, imap: imapOf(userName) } })
  return body.mailbox
}
const mailboxOf = async (id: string) => {
  const { body } = await call(administrator, 'listMailboxes')
  return body.find((each) => each.id === id)
}
const titles = () => column<string>(db, 'select title from complaints order by title')

test('a mailbox that works is tested without changing anything in it', async () => {
  const userName = newUser()
  await server.arrive(userName, written({}))
  const { status, body } = await call(administrator, 'testMailbox', { body: { imap: imapOf(userName) } })
  expect([status, body]).toEqual([200, { messages: 1, unread: 1, folders: ['INBOX'], tells: true }])
  expect(await server.look(userName)).toEqual([{ subject: 'My parcel', flags: [] }])
})

test.each([
  ['a wrong password', { password: 'wrong' }, 'mailbox_password_refused', 'imap.password'],
  ['a port where nobody is', { port: 1 }, 'mailbox_port_refused', 'imap.port'],
  ['encryption from the beginning where there is none', { security: 'tls' }, 'mailbox_not_tls', 'imap.security'],
  ['a certificate of somebody else', { security: 'starttls' }, 'mailbox_certificate', 'imap.host'],
  ['a name that no server has', { host: 'imap.invalid' }, 'mailbox_host_unknown', 'imap.host'],
  ['a folder that is not there', { folder: 'Complaints' }, 'mailbox_folder_missing', 'imap.folder'],
] as const)('%s is refused with the field and the remedy', async (_what, change, key, field) => {
  const problem = await problemOf(imapOf(newUser(), change))
  expect(problem).toMatchObject({ status: 422, key, field })
  expect(problem.detail.length).toBeGreaterThan(40)
})

test('a mailbox that cannot be read is not stored', async () => {
  const imap = imapOf(newUser(), { password: 'wrong' })
  const { status } = await call(administrator, 'addMailbox', {
    body: { name: 'Wrong', address: 'wrong@example.com', imap },
  })
  const { body } = await call(administrator, 'listMailboxes')
  expect(status).toBe(422)
  expect(body.map(({ address }) => address)).not.toContain('wrong@example.com')
})

test('what comes into a connected mailbox becomes a complaint by itself; what comes while it is paused waits there', async () => {
  const userName = newUser()
  const { id } = await connect(userName, 'care@example.com')
  await expect.poll(async () => (await mailboxOf(id))?.state).toBe('reading')
  await server.arrive(userName, written({ from: 'one@example.org', subject: 'It came by itself' }))
  await expect.poll(titles).toContain('It came by itself')
  await call(administrator, 'changeMailbox', { params: { id }, body: { paused: true } })
  expect((await mailboxOf(id))?.state).toBe('paused')
  await server.arrive(userName, written({ from: 'two@example.org', subject: 'It came in the pause' }))
  await call(administrator, 'changeMailbox', { params: { id }, body: { paused: false } })
  await expect.poll(titles).toContain('It came in the pause')
  expect((await mailboxOf(id))?.mails).toBe(2)
})

test('a password that was left out stays, and goes to no other server', async () => {
  const { id } = await connect(newUser(), 'kept@example.com')
  const { password: _, ...imap } = imapOf(newUser())
  const kept = await call(administrator, 'changeMailbox', { params: { id }, body: { name: 'Kept', imap } })
  const elsewhere = { ...imap, host: 'localhost' }
  const refused = await call(administrator, 'changeMailbox', { params: { id }, body: { imap: elsewhere } })
  expect([kept.status, kept.body.name]).toEqual([200, 'Kept'])
  expect([refused.status, refused.body.type]).toEqual([422, 'urn:amends:problem:mailbox_secret_elsewhere'])
})

test('no answer of the API and no row of the database holds a password', async () => {
  const { id } = await connect(newUser(), 'sealed@example.com')
  const { text } = await call(administrator, 'listMailboxes')
  const rows = await column<string>(
    db,
    `select mailboxes::text || encode(sealed_secret, 'escape') from mailboxes where id = '${id}'`,
  )
  expect(text + rows.join('')).not.toContain(server.password)
})

test('two mailboxes cannot have one address, and a removed one gives its address free', async () => {
  const { id } = await connect(newUser(), 'same@example.com')
  const body = { name: 'Same', address: 'SAME@example.com', imap: imapOf(newUser()) }
  expect((await call(administrator, 'addMailbox', { body })).status).toBe(409)
  expect((await call(administrator, 'removeMailbox', { params: { id } })).status).toBe(204)
  expect((await call(administrator, 'addMailbox', { body })).status).toBe(201)
})

test('a program hands over messages through the door of a forwarded address, once each', async () => {
  const { body } = await call(administrator, 'addMailbox', {
    body: { name: 'Forwarded', address: 'forwarded@example.com', imap: null },
  })
  const url = `/api/v1/incoming-mail/${body.door}`
  const payload = written({ from: 'three@example.org', subject: 'It was handed over' })
  const headers = { 'content-type': 'message/rfc822' }
  const handed = await send({ method: 'POST', url, payload, headers })
  const again = await send({ method: 'POST', url, payload, headers })
  await expect.poll(titles).toContain('It was handed over')
  await expect.poll(() => column(db, "select count(*)::int from mails where state = 'stored'")).toEqual([0])
  expect([handed.status, again.status]).toEqual([202, 202])
  expect((await titles()).filter((each) => each === 'It was handed over')).toHaveLength(1)
})

test('a door that was never given out takes nothing', async () => {
  const before = await column(db, 'select count(*) from mails')
  const headers = { 'content-type': 'message/rfc822' }
  const { status } = await send({ method: 'POST', url: '/api/v1/incoming-mail/guessed', payload: written({}), headers })
  expect(status).toBe(404)
  expect(await column(db, 'select count(*) from mails')).toEqual(before)
})
