import { expect, test } from 'vitest'
import { startProduct } from '../../test/setup/product.ts'

const { people, call } = await startProduct()
const { agent, manager } = people
const complain = async () => (await call(agent, 'createComplaint', { body: { text: 'The tap drips.' } })).body.reference
const note = { direction: 'note', channel: 'phone', text: 'A plumber comes at nine.' } as const
const add = (who: typeof agent, reference: string, key: string, body: typeof note = note) =>
  call(who, 'addMessage', { params: { reference }, headers: { 'idempotency-key': key }, body })
const notesOf = async (reference: string) =>
  (await call(agent, 'readTimeline', { params: { reference } })).body.filter(({ kind }) => kind === 'noted')

test('the same words under the same key are stored once, and answered alike', async () => {
  const reference = await complain()
  const [first, second] = [await add(agent, reference, 'one'), await add(agent, reference, 'one')]
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body.id).toBe(first.body.id)
  expect(await notesOf(reference)).toHaveLength(1)
})

test('sent many times at once they are stored once', async () => {
  const reference = await complain()
  const answers = await Promise.all(Array.from({ length: 8 }, () => add(agent, reference, 'at once')))
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  expect(await notesOf(reference)).toHaveLength(1)
})

test('a key that stands for something else is refused, and nothing is stored', async () => {
  const [reference, other] = [await complain(), await complain()]
  await add(agent, reference, 'taken')
  const otherWords = await add(agent, reference, 'taken', {
    ...note,
    text: 'Another plumber.',
  } as unknown as typeof note)
  const otherPlace = await add(agent, other, 'taken')
  const complaint = await call(agent, 'createComplaint', {
    headers: { 'idempotency-key': 'taken' },
    body: { text: 'The tap drips.' },
  })
  for (const { status, text } of [otherWords, otherPlace, complaint]) {
    expect([status, JSON.parse(text).type]).toEqual([422, 'urn:amends:problem:idempotency_key_reused'])
  }
  expect([(await notesOf(reference)).length, (await notesOf(other)).length]).toEqual([1, 0])
})

test('a key is its caller’s own, and words that were refused leave it free', async () => {
  const reference = await complain()
  const future = { ...note, at: '2030-01-01T00:00:00Z' } as unknown as typeof note
  expect((await add(agent, reference, 'mine', future)).status).toBe(400)
  const [own, others] = [await add(agent, reference, 'mine'), await add(manager, reference, 'mine')]
  expect([own.status, others.status]).toEqual([201, 201])
  expect(await notesOf(reference)).toHaveLength(2)
})
