import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { isLikely, telling } from './rules.ts'

const { people, call, clock } = await startProduct()
const { agent, operations } = people
const day = 86_400_000
const charged =
  'My credit card was charged twice for the same railway ticket, and the telephone line disconnects everybody.'
const retold = 'Again: the credit card is charged two times for one railway ticket!'
const parcel = 'The parcel arrived broken, the courier laughed and left without any signature.'

const create = async (text: string, email?: string, query: object = {}) =>
  (await call(agent, 'createComplaint', { body: { text, ...(email && { customer: { email } }) }, query })).body
const asked = async (text: string, email?: string, who = agent) =>
  (await call(who, 'findDuplicates', { body: { text, ...(email && { customer: { email } }) } })).body
const similar = async (reference: string) => (await call(agent, 'readDuplicates', { params: { reference } })).body

const first = await create(charged, 'ada@example.com')

test('of the same customer the same matter is enough, by any spelling of the address', async () => {
  expect(await asked(retold, 'ADA@example.com')).toMatchObject([
    { reference: first.reference, sameCustomer: true, sameWords: false, owner: { name: 'Agent' }, closedAt: null },
  ])
  expect(await asked(parcel, 'ada@example.com')).toEqual([])
})

test('of somebody else only nearly the same words count', async () => {
  expect(await asked(charged.replace('railway', 'concert'))).toMatchObject([
    { reference: first.reference, sameCustomer: false, sameWords: true },
  ])
  expect(await asked(retold)).toEqual([])
  expect(await asked('x')).toEqual([])
})

test('a program is told when it asks, a complaint is never its own duplicate, and nothing is blocked', async () => {
  const second = await create(retold, 'ada@example.com', { duplicates: 'true' })
  expect(second.duplicates).toEqual([{ reference: first.reference, sameCustomer: true, sameWords: false }])
  expect((await create(parcel, 'bob@example.com')).duplicates).toBeUndefined()
  expect((await similar(first.reference)).map(({ reference }) => reference)).toEqual([second.reference])
})

test('what was merged already, and what was split, is no duplicate to look at', async () => {
  const words = 'Nobody refunds cancelled theatre subscriptions despite several registered letters.'
  const [one, other] = [await create(words), await create(words)]
  expect(await similar(one.reference)).toHaveLength(1)
  await call(agent, 'closeComplaint', {
    params: { reference: other.reference },
    body: { closure: 'merged', into: one.reference },
  })
  expect(await similar(one.reference)).toEqual([])
  await call(agent, 'splitComplaint', { params: { reference: one.reference }, body: { text: words } })
  expect(await similar(one.reference)).toEqual([])
})

test('who sees only their own complaints is told of no others', async () => {
  expect(await asked(charged, 'ada@example.com', operations)).toEqual([])
})

test('it counts for three months with the same customer, and for one with the same words', async () => {
  const words = 'Elevators remain blocked throughout weekends although maintenance promised otherwise.'
  const [email, retoldLater] = ['eve@example.com', 'Elevators blocked at weekends, maintenance promised otherwise!']
  const received = (days: number) => {
    const receivedAt = new Date(clock.now().getTime() - days * day).toISOString()
    return call(agent, 'createComplaint', { body: { text: words, receivedAt, customer: { email } } })
  }
  await received(91)
  await received(31)
  expect(await asked(words)).toEqual([])
  expect(await asked(retoldLater, email)).toHaveLength(1)
})

test('the longest words are looked up, three together', () => {
  expect(telling(['nobody', 'answered', 'registered', 'complaints', 'twice', '2026-03-01', 'registered'])).toEqual([
    ['complaints', 'registered', 'answered'],
  ])
  expect(telling(['only', 'short', 'ones'])).toEqual([])
})

test('copied phrases are enough of anybody, shared words only of the same customer', () => {
  expect(isLikely({ phrases: 0.5, words: 0 }, false)).toBe(true)
  expect(isLikely({ phrases: 0.49, words: 0.9 }, false)).toBe(false)
  expect(isLikely({ phrases: 0, words: 0.2 }, true)).toBe(true)
  expect(isLikely({ phrases: 0, words: 0.19 }, true)).toBe(false)
})
