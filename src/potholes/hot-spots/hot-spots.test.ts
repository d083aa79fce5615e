import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { startProduct } from '../../../test/setup/product.ts'
import { ensureBranch, storeJourney } from '../../journeys/store.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { HotSpotsQuery } from './contract.ts'

type Asked = z.input<typeof HotSpotsQuery>

const { db, people, call } = await startProduct()
const { manager, analyst, operations } = people
const branch = async (...path: string[]) => (await ensureBranch(db, 'products', path)) ?? ''
const issueBranch = async (...path: string[]) => (await ensureBranch(db, 'issues', path)) ?? ''

/** Complaints and thousands of orders of a quarter. */
const shop = {
  Delivery: [120, 60],
  Billing: [45, 45],
  Returns: [60, 12],
  App: [30, 50],
  'In store': [12, 20],
  Warranty: [9, 1.5],
  Loyalty: [1, 0.2],
  'Third party': [8, 0.8],
} as const
const ids = new Map<string, string>()
for (const name of Object.keys(shop)) ids.set(name, await branch(name))
const idOf = (name: string) => ids.get(name) ?? ''
const late = await issueBranch('Late')
const lost = await issueBranch('Lost')

const words = (text: string) => ({ en: text, ru: text })
await inTransaction(db, (tx) => storeJourney(tx, { name: words('Buy'), steps: [{ code: 'pay', name: words('Pay') }] }))

beforeEach(async () => {
  await sql`delete from exposures`.execute(db)
  await sql`delete from complaint_counts`.execute(db)
})

const count = (n: number, row: { month?: string; product?: string; issue?: string; channel?: string }) =>
  sql`insert into complaint_counts (month, product_id, issue_id, channel, language, n)
    values (${row.month ?? '2026-01-01'}, ${row.product ?? null}, ${row.issue ?? null}, ${row.channel ?? 'email'}, 'en', ${n})`.execute(
    db,
  )

const months = ['2026-01-01', '2026-02-01', '2026-03-01']
const expose = async (
  given: {
    dimension: 'all' | 'product' | 'issue' | 'step'
    valueId: string | null
    units: number
    unitName?: string
  }[],
  of = months,
) => {
  const body = of.flatMap((month) => given.map((each) => ({ unitName: 'orders', ...each, month })))
  expect((await call(analyst, 'storeExposures', { body })).status).toBe(204)
}

const quarter = { from: '2026-01-01', to: '2026-03-31' }
const read = async (query: Partial<Asked> = {}) => {
  const asked: Asked = { ...quarter, dimension: 'product', ...query }
  const { status, body } = await call(manager, 'readHotSpots', { query: asked })
  expect(status).toBe(200)
  return body
}

async function openShop(): Promise<void> {
  for (const [name, [complaints, thousands]] of Object.entries(shop)) {
    await count(complaints, { product: idOf(name) })
    await expose([{ dimension: 'product', valueId: idOf(name), units: (thousands * 1000) / 3 }])
  }
}

test('products are ranked by the rate they surely have, not by how many complaints there are', async () => {
  await openShop()
  const { rated, unrated, pooled, prior, basis, unitName } = await read()
  expect(rated.map(({ name }) => name).slice(0, 4)).toEqual(['Third party', 'Returns', 'Warranty', 'Delivery'])
  expect(unrated).toEqual([])
  expect(pooled).toMatchObject({ perThousand: expect.closeTo(1.503958, 5), count: 285 })
  expect(prior).toMatchObject({ a: expect.closeTo(1.306972, 3), b: expect.closeTo(0.397334, 4), isAlike: false })
  expect({ basis, unitName }).toEqual({ basis: 'own', unitName: 'orders' })
})

test('a place says what it reads now, what to expect with no fix, and how many complaints are too many', async () => {
  await openShop()
  const { rated } = await read()
  expect(rated[0]).toMatchObject({
    name: 'Third party',
    count: 8,
    units: expect.closeTo(800, 6),
    raw: { perThousand: expect.closeTo(10, 6), low: expect.closeTo(4.317, 3), high: expect.closeTo(19.704, 3) },
    expected: { perThousand: expect.closeTo(7.7731, 3), atLeast: expect.closeTo(4.1073, 3) },
    excess: { cases: expect.closeTo(5, 1) },
    tooFew: false,
  })
  expect(rated.find(({ name }) => name === 'Loyalty')?.tooFew).toBe(true)
  expect(rated.find(({ name }) => name === 'Returns')?.excess?.cases).toBeCloseTo(41.3, 1)
})

test('a place that was exposed and had no complaint takes part', async () => {
  await openShop()
  const quiet = await branch('Gift cards')
  await expose([{ dimension: 'product', valueId: quiet, units: 9000 }])
  const { rated, prior } = await read()
  expect(prior?.places).toBe(9)
  expect(rated.find(({ id }) => id === quiet)).toMatchObject({ count: 0, tooFew: true, raw: { perThousand: 0 } })
})

test('without exposure places are ranked by count, and nothing is called a rate', async () => {
  await count(7, { product: idOf('Billing') })
  await count(9, { product: idOf('Delivery') })
  const { rated, unrated, pooled, basis, unknownBecause } = await read()
  expect(rated).toEqual([])
  expect(unrated.map(({ name, count: n }) => [name, n])).toEqual([
    ['Delivery', 9],
    ['Billing', 7],
  ])
  expect(unrated[0]).toMatchObject({ raw: null, expected: null, excess: null, unratedBecause: 'no_exposure' })
  expect({ pooled, basis, unknownBecause }).toEqual({ pooled: null, basis: 'unknown', unknownBecause: 'none_stored' })
})

test('exposure of some months only gives no rate, and the page is told which months there are', async () => {
  await count(9, { product: idOf('Delivery') })
  await expose([{ dimension: 'product', valueId: idOf('Delivery'), units: 100 }], ['2026-01-01', '2026-02-01'])
  expect(await read()).toMatchObject({
    rated: [],
    unknownBecause: 'months_missing',
    stored: { first: '2026-01-01', last: '2026-02-01' },
  })
  expect(await read({ to: '2026-02-15' })).toMatchObject({ rated: [], unknownBecause: 'not_whole_months' })
})

test('a place counted in another unit than the others is not compared with them', async () => {
  await openShop()
  await expose([{ dimension: 'product', valueId: idOf('App'), units: 5000, unitName: 'visits' }])
  const { rated, unrated } = await read()
  expect(rated).toHaveLength(7)
  expect(unrated).toMatchObject([{ name: 'App', unratedBecause: 'other_unit', unitName: 'visits' }])
})

test('a product without exposure of its own has that of its parts, when every part has one', async () => {
  const [debit, credit] = [await branch('Cards', 'Debit'), await branch('Cards', 'Credit')]
  await count(20, { product: debit })
  await expose([{ dimension: 'product', valueId: debit, units: 1000 }])
  expect((await read()).rated).toEqual([])
  await expose([{ dimension: 'product', valueId: credit, units: 500 }])
  expect((await read()).rated).toMatchObject([{ name: 'Cards', count: 20, units: 4500 }])
})

test('issues without exposure of their own are counted on every order of the company', async () => {
  await count(30, { issue: late })
  await count(6, { issue: lost })
  await expose([{ dimension: 'all', valueId: null, units: 2000 }])
  const { basis, rated, pooled } = await read({ dimension: 'issue' })
  expect(basis).toBe('company')
  // There were 6,000 orders, not as many again for each issue; an issue has 36 / 2 of them on average.
  expect(pooled).toMatchObject({ count: 36, units: 6000, perThousand: 3 })
  expect(rated.map(({ name, units }) => [name, units])).toEqual([
    ['Late', 6000],
    ['Lost', 6000],
  ])
})

test('within a product, issues are counted on its orders', async () => {
  await count(30, { issue: late, product: idOf('Delivery') })
  await expose([
    { dimension: 'all', valueId: null, units: 2000 },
    { dimension: 'product', valueId: idOf('Delivery'), units: 700 },
  ])
  const { basis, rated } = await read({ dimension: 'issue', product: idOf('Delivery') })
  expect(basis).toBe('product')
  expect(rated[0]).toMatchObject({ name: 'Late', count: 30, units: 2100 })
})

test('filters narrow what is counted, and what states no place is counted apart', async () => {
  await openShop()
  await count(5, { product: idOf('Delivery'), channel: 'phone' })
  await count(3, { channel: 'phone' })
  const { rated, notStated, total } = await read({ channel: 'phone' })
  expect(rated.find(({ name }) => name === 'Delivery')?.count).toBe(5)
  expect({ notStated, total }).toEqual({ notStated: 3, total: 8 })
})

test('places that differ no more than chance are all expected at the rate of all', async () => {
  for (const name of ['Delivery', 'Billing', 'Returns']) {
    await count(30, { product: idOf(name) })
    await expose([{ dimension: 'product', valueId: idOf(name), units: 1000 }])
  }
  const { prior, rated } = await read()
  expect(prior).toMatchObject({ isAlike: true, a: null, b: null })
  expect(rated.map(({ excess }) => excess?.cases)).toEqual([0, 0, 0].map((value) => expect.closeTo(value, 9)))
})

test('a period that ends before it begins is refused, and so is who only passes complaints on', async () => {
  const query = { from: '2026-03-01', to: '2026-01-01', dimension: 'product' } as const
  expect((await call(manager, 'readHotSpots', { query })).status).toBe(400)
  expect((await call(operations, 'readHotSpots', { query: { ...quarter, dimension: 'product' } })).status).toBe(403)
})
