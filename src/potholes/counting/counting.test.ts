import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { drainCounts } from '../../complaints/counts.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { countNewRules, ensureRule } from './count.ts'
import { RuleFilters } from './contract.ts'
import { ruleNames } from './names.ts'
import { countedUntil, dayCounts } from './read.ts'

const { db, people, call, clock } = await startProduct()
const { agent, administrator } = people
const parcels = (await ensureBranch(db, 'products', ['Parcels'])) ?? ''
const abroad = (await ensureBranch(db, 'products', ['Parcels', 'Abroad'])) ?? ''
const cards = (await ensureBranch(db, 'products', ['Cards'])) ?? ''

const complain = async (receivedAt: string, productId: string, text: string) => {
  const body = { channel: 'phone', receivedAt, productId, text } as never
  const { status, body: made } = await call(agent, 'createComplaint', { body })
  expect(status).toBe(201)
  return made.reference
}
const count = async (ruleId: string) => dayCounts(db, ruleId, { from: '2026-01-01', until: '2026-04-01' })
const ruleOf = (filters: RuleFilters) => inTransaction(db, (tx) => ensureRule(tx, filters))
const watch = async () => {
  await drainCounts(db)
  expect((await call(administrator, 'watchNow', { body: {} })).status).toBe(200)
}

test('a rule counts the past of what it names with everything below it, and goes on counting what comes and changes', async () => {
  await complain('2026-02-01T10:00:00Z', parcels, 'The parcel came late.')
  const moved = await complain('2026-02-01T11:00:00Z', abroad, 'The customs fee was a surprise.')
  await complain('2026-02-03T10:00:00Z', cards, 'The card was late.')
  await watch()
  const [rule, words] = [await ruleOf({ product: parcels }), await ruleOf({ q: 'late' })]
  expect(await count(rule)).toBeNull()
  expect(await countNewRules(db, clock.now())).toBe(2)
  expect(await count(rule)).toEqual([{ day: '2026-02-01', n: 2 }])
  expect((await count(words))?.map(({ day }) => day)).toEqual(['2026-02-01', '2026-02-03'])

  await complain('2026-02-05T10:00:00Z', abroad, 'Late again.')
  await call(agent, 'classifyComplaint', { params: { reference: moved }, body: { productId: cards } } as never)
  expect(await countedUntil(db, clock.now())).toBe('2026-03-02')
  await drainCounts(db)
  expect(await countedUntil(db, clock.now())).toBe('2026-02-01')
  await watch()
  expect(await count(rule)).toEqual([
    { day: '2026-02-01', n: 1 },
    { day: '2026-02-05', n: 1 },
  ])
  expect((await count(words))?.at(-1)).toEqual({ day: '2026-02-05', n: 1 })
})

test('the same filters are one rule, whatever their order', async () => {
  const one = await ruleOf({ product: cards, channel: 'phone' })
  expect(await ruleOf({ channel: 'phone', product: cards })).toBe(one)
  const { rows } = await sql`select 1 from counted_rules where id = ${one}`.execute(db)
  expect(rows).toHaveLength(1)
})

test('a rule is said by the names of what it holds, in each language', async () => {
  const names = await ruleNames(db, {
    q: 'late',
    product: `${parcels},-${abroad}`,
    channel: 'phone',
    causeLocus: 'none',
  })
  expect(names).toEqual([
    { filter: 'q', label: { en: 'Words', ru: 'Слова' }, value: { en: '“late”', ru: '“late”' } },
    {
      filter: 'product',
      label: { en: 'Product', ru: 'Продукт' },
      value: { en: 'Parcels, not Abroad', ru: 'Parcels, не Abroad' },
    },
    {
      filter: 'causeLocus',
      label: { en: 'Cause', ru: 'Причина' },
      value: { en: 'Place not stated', ru: 'Место не указано' },
    },
    { filter: 'channel', label: { en: 'Channel', ru: 'Канал' }, value: { en: 'Telephone', ru: 'Телефон' } },
  ])
  const [itself, spoken] = await ruleNames(db, { product: parcels, itself: 'product', language: 'ru' })
  expect([itself?.value.en, spoken?.value.en]).toEqual(['Parcels, not divided further', 'Russian'])
})

test('a rule that names nothing, or what is no value of a filter, is refused by its field', () => {
  expect(RuleFilters.safeParse({}).success).toBe(false)
  expect(RuleFilters.safeParse({ product: 'parcels' }).error?.issues[0]?.path).toEqual(['product'])
  expect(RuleFilters.safeParse({ state: 'open' }).success).toBe(false)
})

test('a rule with a field that there is not is refused where it is given, and one that was kept keeps no other from counting', async () => {
  const body = {
    name: 'Fees nobody knew of',
    statement: 'Customers pay fees that nobody told them of.',
    ownerId: people.manager.id,
    dueOn: '2026-06-01',
    rule: { field: 'no_such_field=yes' },
  }
  expect(await call(administrator, 'openPothole', { body } as never)).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'field.no_such_field' }] },
  })
  const broken = newId()
  await sql`
    insert into counted_rules (id, filters) values (${broken}, ${JSON.stringify({ field: 'no_such_field=yes' })})`.execute(
    db,
  )
  const rule = await ruleOf({ product: cards, language: 'en' })
  await countNewRules(db, clock.now())
  expect(await count(broken)).toEqual([])
  const before = (await count(rule))?.length
  await complain('2026-02-07T10:00:00Z', cards, 'The card was charged twice.')
  await watch()
  expect((await count(rule))?.length).toBe((before ?? 0) + 1)
})
