import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { drainEnded } from './kept.ts'

const { clock, db, people, call } = await startProduct()
const { agent, manager, operations } = people
const day = 86_400_000
const start = clock.now().getTime()

const complain = async (receivedAt: number) =>
  (
    await call(agent, 'createComplaint', {
      body: { text: 'The lift stands still.', channel: 'phone', receivedAt: new Date(receivedAt).toISOString() },
    })
  ).body.reference
const close = (reference: string, closing: Parameters<typeof call<'closeComplaint'>>[2]) =>
  call(agent, 'closeComplaint', { params: { reference }, ...closing })
const solved = { body: { closure: 'solved', customerWords: 'It runs again.', channel: 'phone' } } as const
const report = async (query = {}) => (await call(manager, 'timeToSolution', { query })).body

test('the customer’s word ends the time; who still waits and who is merged are told apart', async () => {
  const references: string[] = []
  for (const days of [1, 2, 3, 4, 5, 6]) references.push(await complain(start - days * day))
  const [one = '', two = '', three = '', four = ''] = references
  for (const reference of [one, two, three]) expect((await close(reference, solved)).status).toBe(200)
  const into = { body: { closure: 'merged', into: four, evenIfOtherCustomer: true } } as const
  const extra = await complain(start - 9 * day)
  expect((await close(extra, into)).status).toBe(200)
  const found = await report()
  expect(found).toMatchObject({
    complaints: 6,
    solved: 3,
    otherwise: 0,
    open: 3,
    merged: 1,
    oldest: 6,
    solvedOnly: null,
  })
  expect(found.median).toMatchObject({ days: 3 })
  for (const { receivedFrom, receivedTo, complaints } of found.waiting) {
    const query = { state: 'open', to: receivedTo, ...(receivedFrom && { from: receivedFrom }) } as const
    expect((await call(manager, 'countComplaints', { query })).body.count).toBe(complaints)
  }
  expect(found.curve.map(({ days, notSolved }) => [days, Number(notSolved.toFixed(4))])).toEqual([
    [1, 0.8333],
    [2, 0.6667],
  ])
})

test('a part that is asked for is counted alone', async () => {
  const yesterday = new Date(start - day).toISOString().slice(0, 10)
  expect(await report({ from: yesterday, to: yesterday })).toMatchObject({ complaints: 1, solved: 1, curve: [] })
  expect(await report({ channel: 'email' })).toMatchObject({ complaints: 0, median: null, oldest: null })
})

test('who sees only what they passed on is not told how long the others wait', async () => {
  expect((await call(operations, 'timeToSolution', { query: {} })).status).toBe(403)
})

test('what is kept of those that ended is what is counted one by one, whatever happened to them', async () => {
  // A condition that all meet is not kept, so each complaint is counted.
  const oneByOne = async () => report({ from: '2000-01-01' })
  const agree = async () => {
    expect(await report()).toEqual(await oneByOne())
    await drainEnded(db)
    expect(await report()).toEqual(await oneByOne())
  }
  await agree()
  const before = await report()
  const [again, into] = [await complain(start - 70 * day), await complain(start - 40 * day)]
  expect((await close(again, solved)).status).toBe(200)
  expect((await report()).solved).toBe(before.solved + 1)
  await agree()
  expect(
    (await call(agent, 'reopenComplaint', { params: { reference: again }, query: { reason: 'It stopped.' } })).status,
  ).toBe(200)
  expect((await report()).solved).toBe(before.solved)
  await agree()
  const merging = { body: { closure: 'merged', into, evenIfOtherCustomer: true } } as const
  expect((await close(again, merging)).status).toBe(200)
  expect((await report()).merged).toBe(before.merged + 1)
  expect((await call(agent, 'undoMerge', { params: { reference: again } })).status).toBe(200)
  expect((await report()).merged).toBe(before.merged)
  await agree()
})

test('days that are counted back from now begin within a month, of which only that part counts', async () => {
  for (const days of [39, 41, 69, 71]) {
    const reference = await complain(start - days * day)
    expect((await close(reference, solved)).status).toBe(200)
  }
  const all = await report()
  const within = async (receivedWithin: number) => (await report({ receivedWithin })).solved
  expect([await within(40), await within(70), await within(72)]).toEqual([all.solved - 3, all.solved - 1, all.solved])
})
