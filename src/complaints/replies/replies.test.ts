import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Answer, column, startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

const { db, clock, people, call } = await startProduct()
const { agent } = people

const complain = async (email: string | null = 'kim@example.com') =>
  (
    await call(agent, 'createComplaint', {
      body: { text: 'The parcel never came.', language: 'en', customer: { name: 'Kim', email } },
    })
  ).body
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const reply = (
  reference: string,
  body: Parameters<typeof call<'sendReply'>>[2] extends infer I ? NonNullable<I> : never,
) => call(agent, 'sendReply', { params: { reference }, ...body })
/** The kind of refusal, of an operation that answers nothing else. */
const refusalOf = ({ status, text }: Answer<'takeBackReply'>) => [status, text && JSON.parse(text).type]
const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000)
const lettersOf = async (id: string) =>
  (
    await sql<{ body: string; next_attempt_at: Date; cancelled_at: Date | null }>`
      select body, next_attempt_at, cancelled_at from letters where complaint_id = ${id} and kind = 'reply'`.execute(db)
  ).rows

test('an answer goes by letter in ten seconds, ends the waiting, and says when the customer hears from us next', async () => {
  const { id, reference } = await complain()
  expect((await read(reference)).customerWaitsSince).toBe(clock.now().toISOString())
  clock.advance(3_600_000)
  const { status, body } = await reply(reference, { body: { text: 'We look for it.' } })
  expect([status, body.undoUntil]).toEqual([201, inSeconds(10).toISOString()])
  const [letter] = await lettersOf(id)
  expect(letter?.body).toContain('We look for it.')
  expect(letter?.next_attempt_at).toEqual(inSeconds(10))
  const complaint = await read(reference)
  expect(complaint.customerWaitsSince).toBeNull()
  expect(complaint.nextUpdateDue).toBe(inSeconds(72 * 3600).toISOString())
})

test('an answer that is taken back before it leaves was never said', async () => {
  const { id, reference, nextUpdateDue } = await complain()
  const before = await read(reference)
  const due = inSeconds(86_400).toISOString()
  const text = 'I will call you tomorrow.'
  const { body } = await reply(reference, { body: { text, commitments: [{ text: 'Call', dueAt: due }] } })
  expect(await read(reference)).toMatchObject({ commitments: [{ text: 'Call', dueAt: due }], nextUpdateDue: due })
  const params = { reference, id: body.id }
  expect((await call(agent, 'takeBackReply', { params })).status).toBe(204)
  expect(await read(reference)).toMatchObject({
    commitments: [],
    nextUpdateDue,
    customerWaitsSince: before.customerWaitsSince,
  })
  expect((await lettersOf(id))[0]?.cancelled_at).toEqual(clock.now())
  expect(await column(db, `select taken_back_at from messages where id = '${body.id}'`)).toEqual([clock.now()])
  expect(refusalOf(await call(agent, 'takeBackReply', { params }))).toEqual([409, 'urn:amends:problem:reply_has_left'])
  const unknown = await call(agent, 'takeBackReply', { params: { reference, id: newId() } })
  expect(refusalOf(unknown)).toEqual([404, 'urn:amends:problem:reply_not_found'])
})

test('an answer whose letter is leaving cannot be taken back, and stays as it is', async () => {
  const { id, reference } = await complain()
  const { body } = await reply(reference, { body: { text: 'We look for it.' } })
  await sql`update letters set sending_since = ${clock.now()} where complaint_id = ${id} and kind = 'reply'`.execute(db)
  const taken = await call(agent, 'takeBackReply', { params: { reference, id: body.id } })
  expect(refusalOf(taken)).toEqual([409, 'urn:amends:problem:reply_has_left'])
  expect(await column(db, `select taken_back_at from messages where id = '${body.id}'`)).toEqual([null])
})

test('without an e-mail address nothing is stored, and it is said what to do', async () => {
  const { id, reference } = await complain(null)
  const refused = await reply(reference, { body: { text: 'We look for it.' } })
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:amends:problem:no_email_known'])
  expect(await column(db, `select id from messages where complaint_id = '${id}'`)).toEqual([])
  expect((await read(reference)).hasEmail).toBe(false)
})

test('the same key gives the same answer and one letter', async () => {
  const { id, reference } = await complain()
  const key = { 'idempotency-key': `reply ${reference}` }
  const [one, two] = [
    await reply(reference, { headers: key, body: { text: 'Hello.' } }),
    await reply(reference, { headers: key, body: { text: 'Hello.' } }),
  ]
  expect(two.body.id).toBe(one.body.id)
  expect(await lettersOf(id)).toHaveLength(1)
  await reply(reference, { body: { text: 'Hello.' } })
  expect(await lettersOf(id)).toHaveLength(2)
})

test('a next update that has passed is refused with its field', async () => {
  const { reference } = await complain()
  const nextUpdateDue = inSeconds(-60).toISOString()
  const refused = await reply(reference, { body: { text: 'Hello.', nextUpdateDue } })
  expect(refused.body.errors).toMatchObject([{ field: 'nextUpdateDue' }])
})

test('the database lets only words of ours be taken back', async () => {
  const { id, reference } = await complain()
  const body = { direction: 'in', channel: 'phone', text: 'Hello?' } as const
  const said = (await call(agent, 'addMessage', { params: { reference }, body })).body.id
  const taken = inTransaction(db, (tx) =>
    sql`update messages set taken_back_at = now() where complaint_id = ${id} and id = ${said}`.execute(tx),
  )
  await expect(taken).rejects.toThrow(/only_ours_is_taken_back/)
})
