import { expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'

const { db, people, call, clock, addPerson } = await startProduct()
const { agent, administrator, manager } = people
const hour = 3_600_000
let made = 0

const create = async (body: object = {}) => {
  clock.advance(1000)
  return (await call(agent, 'createComplaint', { body: { text: `Words ${++made}`, ...body } as never })).body
}
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const merge = (reference: string, into: string, more: object = {}) => {
  clock.advance(1000)
  return call(agent, 'closeComplaint', { params: { reference }, body: { closure: 'merged', into, ...more } })
}
const undo = (reference: string) => call(agent, 'undoMerge', { params: { reference } })
const say = (reference: string, text: string, direction: 'in' | 'out' = 'in') => {
  clock.advance(1000)
  return call(agent, 'addMessage', { params: { reference }, body: { direction, channel: 'phone', text } })
}
const events = async (reference: string) => (await call(agent, 'readTimeline', { params: { reference } })).body
const kinds = async (reference: string) => (await events(reference)).filter(({ of }) => !of).map(({ kind }) => kind)
const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`

test('both know of a merge, and the conversation of the one is shown with the other, in order, not copied', async () => {
  const [gone, kept] = [await create(), await create()]
  await say(gone.reference, 'Are you there?')
  await say(gone.reference, 'We are.', 'out')
  await say(kept.reference, 'Hello')
  const { body } = await merge(gone.reference, kept.reference)
  expect(body.related).toMatchObject([{ reference: kept.reference, how: 'merged_into', undoUntil: expect.any(String) }])
  expect((await read(kept.reference)).related).toEqual([
    { reference: gone.reference, how: 'merged_in', undoUntil: null },
  ])
  const told = await events(kept.reference)
  expect(told.map(({ kind, of }) => [kind, of ?? null])).toEqual([
    ['received', gone.reference],
    ['received', null],
    ['customer_wrote', gone.reference],
    ['answered', gone.reference],
    ['customer_wrote', null],
    ['merged_in', null],
  ])
  expect(told[2]).toMatchObject({ words: 'Are you there?' })
  expect(Object.values(told.at(-1)?.names ?? {})).toEqual([gone.reference])
  expect(await column(db, `select count(*) from messages where complaint_id = '${kept.id}'`)).toEqual([1])
})

test('what the customer says later to the merged one goes to where it goes on', async () => {
  const [gone, middle, kept] = [await create(), await create(), await create()]
  await merge(gone.reference, middle.reference)
  await merge(middle.reference, kept.reference)
  await say(gone.reference, 'Still waiting')
  expect((await events(kept.reference)).at(-1)).toMatchObject({ kind: 'customer_wrote', words: 'Still waiting' })
  expect((await events(kept.reference)).at(-1)?.detail.said_to_id).toBe(gone.id)
  expect(await kinds(gone.reference)).toEqual(['received', 'closed'])
})

test('a merge into one that was merged itself follows to its end, and never comes back round', async () => {
  const [first, second, third, fourth] = [await create(), await create(), await create(), await create()]
  await merge(first.reference, second.reference)
  await merge(second.reference, third.reference)
  expect((await merge(fourth.reference, first.reference)).body.related[0]?.reference).toBe(third.reference)
  for (const into of [first, second, fourth]) {
    expect(type(await merge(third.reference, into.reference))).toBe('409 merge_cycle')
  }
  expect((await read(third.reference)).closedAt).toBeNull()
  expect((await events(third.reference)).filter(({ kind }) => kind === 'received')).toHaveLength(4)
})

test('different customers are merged only when that is meant; anonymous ones are nobody else', async () => {
  const of = (email: string) => ({ customer: { email } })
  const [ada, bob, nobody] = [await create(of('ada@example.com')), await create(of('bob@example.com')), await create()]
  expect(type(await merge(ada.reference, bob.reference))).toBe('409 merge_other_customer')
  expect((await read(ada.reference)).closedAt).toBeNull()
  expect((await merge(ada.reference, bob.reference, { evenIfOtherCustomer: true })).status).toBe(200)
  expect((await merge(nobody.reference, bob.reference)).status).toBe(200)
})

test('undone within the day it is open again exactly as it was, and both say so', async () => {
  const [gone, kept] = [await create(), await create()]
  await call(agent, 'offerHandover', {
    params: { reference: gone.reference },
    body: { toId: manager.id, note: 'Yours?' },
  })
  const before = await read(gone.reference)
  await merge(gone.reference, kept.reference)
  clock.advance(23 * hour)
  const { body } = await undo(gone.reference)
  expect(body).toMatchObject({
    owner: before.owner,
    nextUpdateDue: before.nextUpdateDue,
    closedAt: null,
    closure: null,
    related: [],
  })
  expect(body.openHandover).toMatchObject({ to: { id: manager.id }, note: 'Yours?' })
  expect((await kinds(gone.reference)).slice(-2)).toEqual(['merge_undone', 'handover_offered'])
  expect(await kinds(kept.reference)).toEqual(['received', 'merged_in', 'merged_out'])
  expect((await events(kept.reference)).filter(({ of }) => of)).toEqual([])
  expect(type(await undo(gone.reference))).toBe('409 not_merged')
})

test('where the owner has left, the one that is open again goes by the rules', async () => {
  const leaver = await addPerson('agent', { name: 'Leaver' })
  const [gone, kept] = [await create(), await create()]
  const offered = await call(agent, 'offerHandover', {
    params: { reference: gone.reference },
    body: { toId: leaver.id },
  })
  await call(leaver, 'answerHandover', {
    params: { reference: gone.reference, id: offered.body.id },
    body: { answer: 'accepted' },
  })
  await merge(gone.reference, kept.reference)
  await call(administrator, 'deactivatePerson', { params: { id: leaver.id }, body: { successorId: manager.id } })
  expect((await undo(gone.reference)).body.owner.name).toBe('Agent')
})

test('after a day a merge is not undone but the complaint reopened, and the other one is told', async () => {
  const [gone, kept] = [await create(), await create()]
  await merge(gone.reference, kept.reference)
  clock.advance(25 * hour)
  expect(type(await undo(gone.reference))).toBe('409 merge_undo_late')
  await call(agent, 'reopenComplaint', { params: { reference: gone.reference }, query: { reason: 'Not the same' } })
  expect((await kinds(kept.reference)).at(-1)).toBe('merged_out')
  expect((await read(kept.reference)).related).toEqual([])
})
