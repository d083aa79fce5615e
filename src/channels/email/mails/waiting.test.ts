import { expect, test } from 'vitest'
import { startMailProduct } from '../../../../test/setup/mail-product.ts'

const product = await startMailProduct()
const { people, call, deliver } = product
const { agent, analyst } = people
const spam = ['X-Spam-Flag: YES']
let count = 0
const somebody = () => `person.${++count}@example.net`
const decide = (
  id: string,
  body: Parameters<typeof call<'decideMail'>>[2] extends { body?: infer Body } | undefined ? Body : never,
) => call(agent, 'decideMail', { params: { id }, body })
const waiting = async () => (await call(agent, 'listMails')).body.items.map(({ id }) => id)

test('what waits is listed with its sender, subject and reason, and counted', async () => {
  const { id } = await deliver({ from: 'Shop <shop@example.net>', subject: 'Cheap', headers: spam })
  const { body } = await call(agent, 'listMails', { query: { reason: 'spam' } })
  expect(body.items.find((each) => each.id === id)).toMatchObject({
    from: { name: 'Shop', address: 'shop@example.net' },
    subject: 'Cheap',
    reason: 'spam',
  })
  expect((await call(agent, 'countMails')).body.reasons.spam).toBeGreaterThan(0)
})

test('a message that waited becomes a complaint, and its sender is no stranger to the filter any more', async () => {
  const from = somebody()
  const { id } = await deliver({ from, headers: spam, text: 'Where is my parcel?' })
  const { body } = await decide(id, { becomes: 'complaint' })
  const { body: complaint } = await call(agent, 'readComplaint', { params: { reference: body.reference ?? '' } })
  expect(complaint.text).toBe('Where is my parcel?')
  expect(await waiting()).not.toContain(id)
  expect(await deliver({ from, headers: spam, text: 'Still nothing.' })).toMatchObject({ became: 'complaint' })
})

test('a message that waited is added to a complaint', async () => {
  const { reference } = await deliver({ from: somebody() })
  const { id } = await deliver({ from: somebody(), headers: spam, text: 'I am her husband.' })
  expect((await decide(id, { becomes: 'message', reference: reference ?? '' })).body.reference).toBe(reference)
  const { body } = await call(agent, 'readTimeline', { params: { reference: reference ?? '' } })
  expect(body.map(({ words }) => words)).toContain('I am her husband.')
})

test('what needs nothing is set aside, and can be taken back', async () => {
  const { id } = await deliver({ from: somebody(), headers: spam })
  await decide(id, { becomes: 'dismissed' })
  const { body } = await call(agent, 'listMails', { query: { state: 'dismissed' } })
  expect(body.items.find((each) => each.id === id)?.decidedBy?.name).toBe(agent.name)
  await decide(id, { becomes: 'waiting' })
  expect(await waiting()).toContain(id)
})

test('a sender who was called spam is set aside from then on, until one of their messages is taken in', async () => {
  const from = somebody()
  const { id } = await deliver({ from, headers: spam })
  await decide(id, { becomes: 'spam' })
  const next = await deliver({ from, text: 'Please read this.' })
  expect(next).toMatchObject({ state: 'waiting', reason: 'spam' })
  await decide(next.id, { becomes: 'complaint' })
  expect(await deliver({ from, text: 'Thank you.' })).toMatchObject({ became: 'complaint' })
})

test('of two who decide at once the second is told that it was decided', async () => {
  const { id } = await deliver({ from: somebody(), headers: spam })
  const both = await Promise.all([decide(id, { becomes: 'complaint' }), decide(id, { becomes: 'complaint' })])
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409])
  const { body } = await call(agent, 'listComplaintMails', {
    params: { reference: both.find(({ status }) => status === 200)?.body.reference ?? '' },
  })
  expect(body).toHaveLength(1)
})

test('who does not look after customers reads no mail that waits; a message of a complaint is for whoever sees that', async () => {
  const { id } = await deliver({ from: somebody(), headers: spam })
  const taken = await deliver({ from: somebody() })
  expect((await call(analyst, 'readMail', { params: { id } })).status).toBe(404)
  expect((await call(analyst, 'readMail', { params: { id: taken.id } })).status).toBe(200)
  expect((await call(people.operations, 'readMail', { params: { id: taken.id } })).status).toBe(404)
  expect((await call(people.operations, 'downloadMail', { params: { id: taken.id } })).status).toBe(404)
})

test('files of a message can be had, each by its number', async () => {
  const { id } = await deliver({ from: somebody(), headers: spam, files: { 'one.txt': 'first', 'two.txt': 'second' } })
  const { body } = await call(agent, 'readMail', { params: { id } })
  const number = body.files.find(({ name }) => name === 'two.txt')?.number ?? -1
  const file = await call(agent, 'downloadMailFile', { params: { id, number } })
  expect(file.text).toBe('second')
  expect(file.headers['content-security-policy']).toContain('sandbox')
  expect((await call(agent, 'downloadMailFile', { params: { id, number: 7 } })).status).toBe(404)
})
