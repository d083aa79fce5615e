import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { imported, importInto } from './import-for-tests.ts'
import { applyMapping } from './mapping/apply.ts'
import { guessMapping } from './mapping/guess.ts'
import type { Mapping } from './mapping/mapping.ts'

const product = await startProduct()
const { people, call, db } = product
const words = (en: string, ru = en) => ({ en, ru })
const options = [{ code: 'refund', label: words('Refund', 'Возврат'), retired: false }]
const add = (body: object) => call(people.administrator, 'addField', { body: body as never })
await add({ key: 'sum', kind: 'number', label: words('Disputed sum', 'Сумма спора') })
await add({ key: 'wish', kind: 'one_of', label: words('Wish'), options })
const { store } = await importInto(product)

async function storeOne(changes: Parameters<typeof imported>[0]) {
  const complaint = imported(changes)
  await store([complaint])
  const { rows } = await sql<{ id: string }>`
    select complaint_id as id from external_ids where external_id = ${complaint.externalId}`.execute(db)
  return (await call(people.agent, 'readComplaint', { params: { reference: rows[0]?.id ?? '' } })).body
}

test('columns named like a field, by its key or what it is called, are read into its kind; all others stay as they are', async () => {
  const { fields } = await storeOne({ fields: { 'Сумма спора': '1 200,50', wish: 'ВОЗВРАТ', Branch: 'North' } })
  expect(fields).toEqual({ sum: 1200.5, wish: 'refund', Branch: 'North' })
})

test('what cannot be read into a field’s kind stays as the source has it, and is not found by the field', async () => {
  const { fields } = await storeOne({ fields: { sum: 'about 100' } })
  expect(fields).toEqual({ sum: 'about 100' })
  const found = await call(people.agent, 'countComplaints', { query: { field: 'sum!=none' } })
  expect(found.body.count).toBe(1)
})

test('words of the source become tags, each once', async () => {
  const { tags } = await storeOne({ tags: ['late', 'VIP'] })
  expect(tags.map(({ name }) => name)).toEqual(['late', 'VIP'])
  await storeOne({ tags: ['Late'] })
  const known = (await call(people.agent, 'listTags', { query: { counted: 'true' } })).body
  expect(known.find(({ name }) => name === 'late')).toMatchObject({ complaints: { count: 2 } })
})

const mapping = (tags: Mapping['columns']['tags']): Mapping => ({
  name: 'test',
  version: 1,
  columns: { receivedAt: { ifEmpty: 'import time' }, text: { from: 'Text' }, tags },
  rest: 'fields',
})
const tagsIn = (cell: string, split?: string) => {
  const rule = { from: 'Tags', ...(split && { split }) }
  return applyMapping(mapping(rule), { Text: 'x', Tags: cell }, new Date()).complaint?.tags
}

test('a column of tags is split where the mapping says, else at commas, semicolons and bars', () => {
  expect(tagsIn('late; VIP,  new  client | late')).toEqual(['late', 'VIP', 'new client'])
  expect(tagsIn('late / VIP, gold', ' / ')).toEqual(['late', 'VIP gold'])
  expect(tagsIn('')).toEqual([])
  expect(tagsIn('x'.repeat(80))).toEqual(['x'.repeat(60)])
})

test('a heading says that a column holds tags', () => {
  const sample = [
    { Text: 'The lift stood still for three hours.', Метки: 'лифт; срочно' },
    { Text: 'The card was declined in the shop.', Метки: 'карта' },
  ]
  expect(guessMapping(['Text', 'Метки'], sample, 2026).mapping.columns.tags).toEqual({ from: 'Метки' })
})
