import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import type { Segment } from './contract.ts'

const { people, call } = await startProduct()
const { agent } = people
const create = async (text: string, more: object = {}) =>
  (await call(agent, 'createComplaint', { body: { text, ...more } as never })).body.reference

const long = `${'It began like any other week. '.repeat(30)}Then my parcels were lost, and nobody refunded them. ${'I waited. '.repeat(60)}`
const parcel = await create(long, { title: 'Lost parcel <b>again</b>', customer: { name: 'Иванова Анна' } })
const card = await create('The card was blocked.', { customer: { name: 'Bo Card', email: 'bo@example.com' } })
const chinese = await create('我的信用卡被盗刷了，银行不肯退款。')
await call(agent, 'addMessage', {
  params: { reference: card },
  body: { direction: 'note', channel: 'phone', text: 'Ask the warehouse about it' },
})

const search = async (q: string) => (await call(agent, 'search', { query: { q } })).body
const list = async (q: string) => (await call(agent, 'listComplaints', { query: { q } })).body.items
/** Matches in square brackets. */
const told = (segments: Segment[] | null | undefined) =>
  segments?.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')

test('while a word is typed, what begins with it is found', async () => {
  for (const q of ['p', 'pa', 'parc', 'parcel', 'parcels lo', 'ПОСЫЛ']) {
    const { complaints } = await search(q)
    expect(
      complaints.map(({ reference }) => reference),
      q,
    ).toEqual(q === 'ПОСЫЛ' ? [] : [parcel])
  }
})

test('a number is found by its beginning', async () => {
  for (const q of [card, card.slice(0, 8), card.slice(0, -1).toLowerCase()])
    expect(
      (await search(q)).complaints.map(({ reference }) => reference),
      q,
    ).toEqual([card])
})

test('customers are found in either alphabet, by a beginning, an address or with a slip, and people too', async () => {
  for (const q of ['ivan', 'иванова', 'anna ivanova', 'ivanvoa'])
    expect(
      (await search(q)).customers.map(({ name }) => name),
      q,
    ).toEqual(['Иванова Анна'])
  expect((await search('bo@example.com')).customers).toMatchObject([{ name: 'Bo Card', open: 1, complaints: 1 }])
  expect((await search('manag')).people).toMatchObject([{ name: 'Manager' }])
  expect((await search('owner:me card')).customers).toEqual([])
})

test('nothing typed is nothing found', async () => {
  expect(await search('')).toEqual({ complaints: [], more: false, customers: [], people: [], notes: [] })
})

test.each([
  ['refund', parcel, '[refunded]'],
  ['"parcels were lost"', parcel, '[parcels were lost]'],
  ['"card was blocked"', card, 'The [card was blocked].'],
  ['信用卡', chinese, '我的[信用卡]被盗刷了，银行不肯退款。'],
  ['warehous*', card, 'Ask the [warehouse] about it'],
])('%s is marked where it stands, in its own form', async (q, reference, shown) => {
  const item = (await list(q)).find((each) => each.reference === reference)
  expect(told(item?.found?.words)).toContain(shown)
})

test('the words around a match are cut to a line, and say that something was left out', async () => {
  const [item] = await list('refund')
  const words = item?.found?.words ?? []
  const line = words.map(({ text }) => text).join('')
  expect(line.length).toBeLessThan(260)
  expect(line).toMatch(/^…\S.*…$/)
})

test('markup in a title is words like all others', async () => {
  const [item] = await list('parcel')
  expect(item?.found?.title).toEqual([
    { text: 'Lost ', isMatch: false },
    { text: 'parcel', isMatch: true },
    { text: ' <b>again</b>', isMatch: false },
  ])
})

test('a note in which it was found is said to be one, and a customer’s name is marked', async () => {
  expect((await list('warehouse'))[0]?.found?.where).toBe('note')
  expect(told((await list('Anna'))[0]?.found?.customer)).toBe('Иванова [Анна]')
})

test('the forms to mark on a complaint’s page come from all that was said about it', async () => {
  const forms = async (q: string) =>
    (await call(agent, 'readMatches', { params: { reference: card }, query: { q } })).body.forms.toSorted()
  expect(await forms('cards WAREHOUSES')).toEqual(['Card', 'card', 'warehouse'])
  expect(await forms('is:open -card')).toEqual([])
})
