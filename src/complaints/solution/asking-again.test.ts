import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { startSession } from '../../people/sessions.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { formatDate } from '../../platform/texts/index.ts'
import { verifyEvents } from '../events.ts'
import { RoutingDesk } from '../routing/desk.ts'
import { askAgain } from './asking-again.ts'
import { customerSaysNotSolved, customerSaysSolved, customerWantsDecider } from './customer-says.ts'

const { db, people, call, clock } = await startProduct()
const { agent, manager } = people
const desk = new RoutingDesk(db, clock)

let customers = 0
const complain = async (language = 'en') => {
  const customer = { email: `kim${++customers}@example.com` }
  return (await call(agent, 'createComplaint', { body: { text: 'The parcel is late', language, customer } })).body
}
const params = (reference: string) => ({ params: { reference } })
const read = async (reference: string) => (await call(agent, 'readComplaint', params(reference))).body
const state = async (reference: string) => (await call(agent, 'readSolution', params(reference))).body
const propose = (reference: string) =>
  call(agent, 'proposeSolution', { ...params(reference), body: { words: 'It comes on Friday.' } })
const says = (id: string) => ({ complaintId: id, channel: 'web_form', now: clock.now() })

const letters = async (id: string) =>
  (
    await sql<{ kind: string; reminder: number | null; body: string }>`
      select kind, reminder, body from letters where complaint_id = ${id} order by occasion`.execute(db)
  ).rows
const reminders = async (id: string) =>
  (await letters(id)).flatMap(({ reminder }) => (reminder === null ? [] : [reminder]))

/** Every letter that waits goes out, as the sender would do it. */
const send = () =>
  sql`update letters set sent_at = ${clock.now()} where sent_at is null and cancelled_at is null and failure is null`.execute(
    db,
  )
/** Five days go by with the letters sent, then we look at what is due. */
async function fiveDays(): Promise<void> {
  await send()
  clock.advance(5 * 86_400_000)
  for (const person of Object.values(people))
    person.headers = { cookie: `amends_session=${await startSession(db, person.id, clock.now())}` }
  await askAgain({ db, clock })
}

test('silence is asked about as often as was stated, then closes with no answer, and is not called solved', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  const closes = new Date(clock.now().getTime() + 15 * 86_400_000)
  expect((await state(reference)).solutions[0]?.closesAt).toBe(closes.toISOString())
  await fiveDays()
  expect(await reminders(id)).toEqual([1])
  expect((await letters(id)).at(-1)?.body).toMatch(/It comes on Friday\.[^]*17 Mar 2026/)
  expect((await state(reference)).solutions[0]).toMatchObject({ remindersSent: 0, answer: null })
  await fiveDays()
  expect(await reminders(id)).toEqual([1, 2])
  expect((await read(reference)).closedAt).toBeNull()
  await fiveDays()
  expect(await read(reference)).toMatchObject({ closure: 'no_answer', closedAt: closes.toISOString() })
  expect((await state(reference)).solutions[0]).toMatchObject({ answer: 'no_answer', remindersSent: 2 })
  expect((await letters(id)).at(-1)).toMatchObject({
    kind: 'no_answer',
    body: expect.stringContaining('we do not count it as solved'),
  })
})

test('who answers after that is taken up again, and a yes then counts', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  for (let turn = 0; turn < 3; turn++) await fiveDays()
  expect((await read(reference)).closure).toBe('no_answer')
  clock.advance(86_400_000)
  expect((await inTransaction(db, (tx) => customerSaysSolved(tx, says(id)))).what).toBe('closed')
  expect((await read(reference)).closure).toBe('solved')
})

test('an answer stops the reminders, also one that has not left yet', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  await fiveDays()
  await inTransaction(db, (tx) => customerSaysNotSolved(tx, desk, says(id)))
  await fiveDays()
  const { rows } = await sql<{ cancelled: boolean }>`
    select cancelled_at is not null as cancelled from letters where complaint_id = ${id} and kind = 'reminder'`.execute(
    db,
  )
  expect(rows).toEqual([{ cancelled: true }])
  await fiveDays()
  expect((await read(reference)).closedAt).toBeNull()
})

test('reminders are counted anew for each solution', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  await fiveDays()
  await fiveDays()
  await propose(reference)
  await fiveDays()
  expect(await reminders(id)).toEqual([1, 2, 1])
  expect((await read(reference)).closedAt).toBeNull()
})

test('a reminder that has not left is waited for, and is not followed by another', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  await fiveDays()
  clock.advance(5 * 86_400_000)
  await askAgain({ db, clock })
  expect(await reminders(id)).toEqual([1])
})

test('silence means nothing where the question came back: the owner is told to find another way', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  await send()
  await sql`update letters set bounced_at = ${clock.now()}, bounce = 'no such mailbox' where complaint_id = ${id}`.execute(
    db,
  )
  await fiveDays()
  expect(await reminders(id)).toEqual([])
  expect((await state(reference)).solutions[0]).toMatchObject({ nextStepAt: null, answer: null })
  const told = (await call(agent, 'listNotices')).body.items.filter(
    (notice) => notice.complaint?.reference === reference,
  )
  expect(told.map(({ kind }) => kind)).toContain('not_reached')
})

test('a customer without an address is not closed by silence', async () => {
  const { reference } = (await call(agent, 'createComplaint', { body: { text: 'By telephone' } })).body
  const proposed = await call(agent, 'proposeSolution', {
    ...params(reference),
    body: { words: 'We refund it.', channel: 'phone' },
  })
  expect(proposed.body.solutions).toMatchObject([{ letter: false, nextStepAt: null, closesAt: null }])
  for (let turn = 0; turn < 4; turn++) await fiveDays()
  expect(await read(reference)).toMatchObject({ closedAt: null, nextUpdateDue: expect.any(String) })
})

test('what reached management does not close by silence before management has done what it owes', async () => {
  const { id, reference } = await complain()
  await inTransaction(db, (tx) => customerWantsDecider(tx, desk, says(id)))
  await call(manager, 'proposeSolution', { ...params(reference), body: { words: 'We refund it.' } })
  for (let turn = 0; turn < 4; turn++) await fiveDays()
  expect((await read(reference)).closedAt).toBeNull()
})

test('two processes that look at once send one reminder', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  await send()
  clock.advance(5 * 86_400_000)
  await Promise.all([askAgain({ db, clock }), askAgain({ db, clock }), askAgain({ db, clock })])
  expect(await reminders(id)).toEqual([1])
})

test('a reminder speaks the customer’s language, its day too', async () => {
  const { id, reference } = await complain('ru')
  await propose(reference)
  const closes = new Date(clock.now().getTime() + 15 * 86_400_000)
  await fiveDays()
  const day = formatDate('ru', closes, 'UTC')
  expect((await letters(id)).at(-1)?.body).toContain(day)
})

test('after all of this every chain is whole', async () => {
  expect((await verifyEvents(db)).breaks).toEqual([])
})
