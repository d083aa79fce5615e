import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { lockComplaint } from '../events.ts'
import { cancelLetter, queueLetter } from './queue.ts'
import { sendLetters } from './sending.ts'

const smtp = await startSmtp()
const { db, clock, files, call, people } = await startProduct()
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
const publicUrl = () => 'https://care.example.com'
const send = (by = mailer) => sendLetters({ db, clock, mailer: by, files, publicUrl })

/** A complaint of a customer with an address, whose acknowledgement waits. */
async function complain(email = 'bo@example.org') {
  const body = { text: 'My parcel is late', language: 'en', customer: { email } }
  return (await call(people.agent, 'createComplaint', { body })).body
}
const letterOf = async (reference: string) =>
  (await call(people.agent, 'listLetters', { params: { reference } })).body[0]
const kindsOf = async (reference: string) =>
  (await call(people.agent, 'readTimeline', { params: { reference } })).body.map(({ kind }) => kind)
const noticesOf = async (reference: string) => {
  const { items } = (await call(people.agent, 'listNotices', {})).body
  return items.filter(({ complaint }) => complaint?.reference === reference).map(({ kind }) => kind)
}

test('the acknowledgement queued with the complaint is sent once, however many senders look', async () => {
  const { id, reference } = await complain()
  await Promise.all([send(), send(), send()])
  await send()
  expect(smtp.received.map(({ to }) => to)).toEqual([['bo@example.org']])
  expect(smtp.received[0]?.raw).toContain(`<${id}.acknowledgement.2@example.com>`)
  expect(await letterOf(reference)).toMatchObject({ state: 'sent', sentAt: clock.now().toISOString(), attempts: 1 })
  expect(await kindsOf(reference)).toEqual(['received', 'letter_queued', 'letter_sent'])
})

test('a letter refused for now waits with what the server said, is tried again later and later, then goes out', async () => {
  smtp.refusal = { code: 450, words: 'Mailbox busy' }
  const { reference } = await complain()
  const waits: number[] = []
  for (let attempt = 1; attempt <= 3; attempt++) {
    const before = clock.now().getTime()
    await send()
    await send()
    const letter = await letterOf(reference)
    expect(letter).toMatchObject({ state: 'waiting', attempts: attempt, reason: '450 Mailbox busy' })
    const next = Date.parse(letter?.nextAttemptAt ?? '')
    waits.push((next - before) / 60_000)
    clock.advance(next - before)
  }
  expect(waits).toEqual([1, 5, 15])
  smtp.refusal = null
  await send()
  expect(smtp.received).toHaveLength(1)
  expect(await letterOf(reference)).toMatchObject({ state: 'sent', attempts: 4, reason: null, nextAttemptAt: null })
})

test('a letter refused until the last attempt has failed, and its owner is told', async () => {
  smtp.refusal = { code: 450, words: 'Mailbox busy' }
  const { reference } = await complain()
  for (let attempt = 1; attempt <= 8; attempt++) {
    await send()
    clock.advance(86_400_000)
  }
  expect(await letterOf(reference)).toMatchObject({ state: 'failed', attempts: 8, isUnsure: false })
  await send()
  expect(await letterOf(reference)).toMatchObject({ attempts: 8 })
  expect(await noticesOf(reference)).toEqual(['letter_failed'])
})

test('a letter refused for good is not tried again', async () => {
  smtp.refusal = { code: 550, words: 'No such person here' }
  const { reference } = await complain()
  await send()
  clock.advance(86_400_000)
  await send()
  expect(await letterOf(reference)).toMatchObject({ state: 'failed', attempts: 1, reason: '550 No such person here' })
})

test('a letter whose fate is unknown is never sent again by itself and is shown', async () => {
  smtp.hangsUp = true
  const { reference } = await complain()
  await send()
  smtp.hangsUp = false
  clock.advance(86_400_000)
  await send()
  expect(smtp.received).toHaveLength(1)
  expect(await letterOf(reference)).toMatchObject({ state: 'failed', isUnsure: true })
  expect(await kindsOf(reference)).toEqual(['received', 'letter_queued', 'letter_failed'])
})

test('while the mail server is away one letter finds out, and the others keep their attempts', async () => {
  const made = [await complain(), await complain()]
  await send(smtpMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'care@example.com' }))
  const letters = await Promise.all(made.map(({ reference }) => letterOf(reference)))
  expect(letters.map((letter) => letter?.state)).toEqual(['waiting', 'waiting'])
  expect(letters.map((letter) => letter?.attempts).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([0, 1])
  clock.advance(60_000)
  await send()
  expect(smtp.received).toHaveLength(2)
})

test('a letter left by a process that ended is not sent again', async () => {
  const { id, reference } = await complain()
  await sql`update letters set sending_since = ${clock.now()} where complaint_id = ${id}`.execute(db)
  expect(await letterOf(reference)).toMatchObject({ state: 'sending' })
  clock.advance(16 * 60_000)
  await send()
  expect(smtp.received).toEqual([])
  expect(await letterOf(reference)).toMatchObject({ state: 'failed', isUnsure: true })
})

test('a letter taken back before it leaves never leaves, and one that may not leave yet waits', async () => {
  const { id, reference } = await complain()
  await send()
  const now = clock.now()
  const key = await inTransaction(db, async (tx) =>
    queueLetter(tx, await lockComplaint(tx, id), {
      kind: 'reply',
      values: { words: 'It is on its way.' },
      notBefore: new Date(now.getTime() + 10_000),
      actor: { kind: 'person', id: people.agent.id },
      now,
    }),
  )
  smtp.received.length = 0
  await send()
  expect(smtp.received).toEqual([])
  const takeBack = () => inTransaction(db, (tx) => cancelLetter(tx, id, key as NonNullable<typeof key>, now))
  expect([await takeBack(), await takeBack()]).toEqual([true, false])
  clock.advance(10_000)
  await send()
  expect(smtp.received).toEqual([])
  expect(await letterOf(reference)).toMatchObject({ kind: 'reply', state: 'taken_back' })
})
