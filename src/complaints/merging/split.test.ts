import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { verifyEvents } from '../events.ts'

const { db, people, call, clock } = await startProduct()
const { agent, administrator, manager } = people
const cards = (await ensureBranch(db, 'products', ['Cards'])) ?? ''
const routing = (await call(administrator, 'readRoutingRules')).body
const rule = {
  name: 'Cards',
  active: true,
  conditions: { productIds: [cards] },
  toPersonId: manager.id,
  toTeamId: null,
}
await call(administrator, 'replaceRoutingRules', {
  body: { rules: [rule], lastResortId: routing.lastResortId, updateWithinHours: 24 },
})

const receivedAt = '2026-02-20T10:00:00.000Z'
const create = async () =>
  (
    await call(agent, 'createComplaint', {
      body: {
        text: 'The parcel came late. And the card was charged twice.',
        receivedAt,
        channel: 'phone',
        customer: { externalId: 'C-1' },
      },
    })
  ).body
const say = async (reference: string, text: string) =>
  (await call(agent, 'addMessage', { params: { reference }, body: { direction: 'in', channel: 'phone', text } })).body
    .id
const split = (reference: string, body: object = {}) =>
  call(agent, 'splitComplaint', {
    params: { reference },
    body: { text: 'The card was charged twice.', productId: cards, ...body },
  })
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const events = async (reference: string) => (await call(agent, 'readTimeline', { params: { reference } })).body
const undo = (reference: string) => call(agent, 'undoSplit', { params: { reference } })
const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`

test('a second complaint has the chosen words, the same customer and receipt, an owner by the rules, and links both ways', async () => {
  const first = await create()
  const chosen = await say(first.reference, 'Twice, I say!')
  await say(first.reference, 'The parcel is still not here.')
  const { status, body: second } = await split(first.reference, { messageIds: [chosen] })
  expect([status, second.owner.name]).toEqual([201, 'Manager'])
  const [one, other] = [await read(first.reference), await read(second.reference)]
  expect(other).toMatchObject({
    text: 'The card was charged twice.',
    customer: one.customer,
    receivedAt,
    channel: 'phone',
    product: { id: cards },
    related: [{ reference: first.reference, how: 'split_from', undoUntil: expect.any(String) }],
  })
  expect(one.related).toEqual([{ reference: second.reference, how: 'split_off', undoUntil: null }])
  expect((await events(second.reference)).map(({ kind, words }) => [kind, words])).toEqual([
    ['received', 'The card was charged twice.'],
    ['split_from', null],
    ['customer_wrote', 'Twice, I say!'],
  ])
  expect((await events(first.reference)).at(-1)).toMatchObject({ kind: 'split_off' })
  expect((await call(agent, 'listComplaints', { query: { q: 'charged twice' } })).body.items).toHaveLength(2)
})

test('words of another complaint are not taken along, and a closed one is not split', async () => {
  const [first, other] = [await create(), await create()]
  const foreign = await say(other.reference, 'Elsewhere')
  expect(type(await split(first.reference, { messageIds: [foreign] }))).toBe('422 no_such_message')
  expect((await events(first.reference)).map(({ kind }) => kind)).toEqual(['received'])
  await call(agent, 'closeComplaint', {
    params: { reference: first.reference },
    body: { closure: 'solved', customerWords: 'Fine.', channel: 'phone' },
  })
  expect(type(await split(first.reference))).toBe('409 complaint_closed')
})

test('a split that is undone is merged back, and its words are not told twice', async () => {
  const first = await create()
  const second = (await split(first.reference)).body
  expect(type(await undo(first.reference))).toBe('409 not_split')
  const { body } = await undo(second.reference)
  expect(body).toMatchObject({ closure: 'merged', related: [{ reference: first.reference, how: 'merged_into' }] })
  const told = await events(first.reference)
  expect(told.map(({ kind }) => kind)).toEqual(['received', 'split_off', 'merged_in'])
  expect((await read(first.reference)).related).toEqual([])
  expect((await events(second.reference)).map(({ kind }) => kind)).toEqual([
    'received',
    'split_from',
    'closed',
    'split_undone',
  ])
  expect(type(await undo(second.reference))).toBe('409 not_split')
})

test('after a day a split is not undone any more', async () => {
  const second = (await split((await create()).reference)).body
  clock.advance(25 * 3_600_000)
  expect(type(await undo(second.reference))).toBe('409 split_undo_late')
})

test('the chains of events hold', async () => {
  expect((await verifyEvents(db)).breaks).toEqual([])
})
