import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { calendarPresets } from '../../calendar/presets/calendars.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { returnDefinitions } from './definition.ts'
import { halfYearOf, isCounted, lastDaysIn } from './rules.ts'

const england = calendarPresets.find(({ key }) => key === 'england')?.calendar
if (!england) throw new Error('no calendar of England')
const lastDay = lastDaysIn(england)
const table = returnDefinitions.find(({ key, version }) => key === 'uk_disp' && version === 1)
const measure = (key: string) => {
  const found = table?.kind === 'table' ? table.measures.find((each) => each.key === key) : undefined
  if (found?.counts !== 'closed') throw new Error(`no measure ${key}`)
  return found
}

test('every definition says its source, when it was checked, and something in both languages', () => {
  expect(returnDefinitions.map(({ key, version }) => `${key} ${version}`)).toEqual([
    'uk_disp 2',
    'uk_disp 1',
    'us_cfpb_case_file 1',
  ])
  for (const { source, verifiedOn, name } of returnDefinitions) {
    expect(source).toMatch(/\./)
    expect(verifiedOn <= new Date().toISOString().slice(0, 10)).toBe(true)
    expect(name.en).not.toBe(name.ru)
  }
})

test('three business days after Friday 19 December 2025 end on the 24th, eight weeks on 13 February', () => {
  const closed = (closedOn: string) => ({ receivedOn: '2025-12-19', closedOn, outcome: 'solved', n: 1 })
  const in_ = (key: string, day: string) => isCounted(measure(key), closed(day), lastDay)
  expect([in_('closed_quick', '2025-12-24'), in_('closed_quick', '2025-12-25')]).toEqual([true, false])
  expect([in_('closed_in_time', '2025-12-24'), in_('closed_in_time', '2025-12-25')]).toEqual([false, true])
  expect([in_('closed_in_time', '2026-02-13'), in_('closed_in_time', '2026-02-14')]).toEqual([true, false])
  expect([in_('closed_late', '2026-02-13'), in_('closed_late', '2026-02-14')]).toEqual([false, true])
  // Received on Christmas Eve before two bank holidays.
  const eve = (closedOn: string) => ({ ...closed(closedOn), receivedOn: '2025-12-24' })
  expect(isCounted(measure('closed_quick'), eve('2025-12-31'), lastDay)).toBe(true)
  expect(isCounted(measure('closed_quick'), eve('2026-01-02'), lastDay)).toBe(false)
  expect(isCounted(measure('upheld'), { ...closed('2026-01-05'), outcome: 'not_upheld' }, lastDay)).toBe(false)
})

test('a half-year is January to June or July to December', () => {
  expect(halfYearOf('2026-06-30')).toEqual({ from: '2026-01-01', to: '2026-06-30' })
  expect(halfYearOf('2026-07-01')).toEqual({ from: '2026-07-01', to: '2026-12-31' })
})

const { db, people, call, clock } = await startProduct()
const { agent, analyst, manager, operations } = people
const [cards, loans] = [
  (await ensureBranch(db, 'products', ['Cards', 'Debit'])) ?? '',
  (await ensureBranch(db, 'products', ['Loans'])) ?? '',
]
const top = (await column<string>(db, `select id from products where name = 'Cards'`))[0] ?? ''
const complain = async (receivedAt: string, productId: string, text = 'A fee that nobody told me of.') =>
  (await call(agent, 'createComplaint', { body: { text, receivedAt, productId } })).body.reference
const half = { from: '2026-01-01', to: '2026-06-30' }
const which = { key: 'uk_disp', version: 1 }

test('a return counts by the regulator’s groups, says what is in none, and never fills in what is unknown', async () => {
  clock.set(new Date('2026-03-02T09:00:00Z'))
  await complain('2025-12-10T10:00:00Z', cards)
  const quick = await complain('2026-02-25T10:00:00Z', cards)
  await complain('2026-02-26T10:00:00Z', loans)
  await call(agent, 'closeComplaint', {
    params: { reference: quick },
    body: { closure: 'withdrawn', customerWords: 'Never mind, I was wrong.' },
  } as never)
  const products = [{ ours: top, theirs: 'banking' }]
  const mapped = await call(analyst, 'saveReturnMapping', {
    params: which,
    body: { products: [...products, { ours: loans, theirs: 'no_such_group' }], causes: [], fields: [] },
  })
  expect(mapped.body.products).toEqual(products)
  const { status, body } = await call(manager, 'readReturn', { params: which, query: half })
  expect(status).toBe(200)
  const names = body.definition.measures.map(({ key }) => key)
  const banking = body.table?.rows.find(({ group }) => group === 'banking')?.values ?? []
  const of = (key: string) => banking[names.indexOf(key)]
  expect([of('outstanding_start'), of('opened'), of('redress_upheld')]).toEqual([1, 1, null])
  expect(body.table?.unmappedProducts).toEqual([{ id: loans, name: 'Loans', complaints: 1 }])
  expect(body.table?.uncoded).toBe(2)
  expect([body.complaints, body.isOver, body.isValid, body.duties]).toEqual([2, false, true, []])
})

test('a return of half-years takes no other period, and nobody who may not see all complaints', async () => {
  const odd = await call(manager, 'readReturn', { params: which, query: { from: '2026-01-02', to: '2026-06-30' } })
  expect([odd.status, odd.body.type]).toEqual([400, 'urn:amends:problem:return_half_year'])
  expect((await call(operations, 'listReturns')).status).toBe(403)
  expect(
    (await call(manager, 'saveReturnMapping', { params: which, body: { products: [], causes: [], fields: [] } }))
      .status,
  ).toBe(403)
  const none = await call(manager, 'readReturn', { params: { key: 'nowhere', version: 1 }, query: half })
  expect(none.status).toBe(404)
})

test('a case file has a row for each complaint in the regulator’s words, without the customer’s', async () => {
  const params = { key: 'us_cfpb_case_file', version: 1 }
  await complain('2026-02-27T10:00:00Z', cards, '=SUM(A1) is what they answered me.')
  const { status, text } = await call(manager, 'makeReturn', { params, query: { ...half, format: 'csv' } })
  expect(status).toBe(200)
  const [head, ...rows] = text.replace('\uFEFF', '').trim().split('\r\n')
  expect(head?.startsWith('Date received,Product,Sub-product')).toBe(true)
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatch(/^2026-02-25,Cards,Debit,/)
  expect(text).not.toContain('SUM')
  const { text: json } = await call(manager, 'makeReturn', { params, query: { ...half, format: 'json' } })
  expect(JSON.parse(json)).toHaveLength(3)
  const made = (await call(analyst, 'listMadeReturns')).body.items
  expect(made.map(({ definition, complaints, madeBy }) => [definition, complaints, madeBy?.id])).toEqual([
    ['us_cfpb_case_file', 3, manager.id],
    ['us_cfpb_case_file', 3, manager.id],
  ])
  const { rows: kept } = await sql`select 1 from made_returns where content is not null`.execute(db)
  expect(kept).toHaveLength(0)
})
