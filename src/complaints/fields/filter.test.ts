import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { readFieldFilters } from './written.ts'

const { people, call } = await startProduct()
const { administrator, agent } = people
const words = (en: string) => ({ en, ru: en })
const options = ['refund', 'exchange'].map((code) => ({ code, label: words(code), retired: false }))
for (const [key, kind] of [
  ['wish', 'several_of'],
  ['amount', 'number'],
  ['bought', 'date'],
  ['order', 'text'],
] as const) {
  const own = kind === 'several_of' ? { options } : {}
  await call(administrator, 'addField', { body: { key, kind, label: words(key), ...own } })
}

const given: Record<string, { fields: object; tags: string[] }> = {
  a: { fields: { wish: ['refund'], amount: 9.5, bought: '2026-01-31', order: 'AB 17' }, tags: ['vip'] },
  b: { fields: { wish: ['refund', 'exchange'], amount: 100, bought: '2026-02-01' }, tags: ['vip', 'late'] },
  c: { fields: { amount: 20 }, tags: [] },
}
for (const [title, { fields, tags }] of Object.entries(given)) {
  const { reference } = (await call(agent, 'createComplaint', { body: { text: 'Something', title, fields } as never }))
    .body
  await call(agent, 'tagComplaint', { params: { reference }, body: { add: tags } })
}
const list = (query: object) => call(agent, 'listComplaints', { query })
const found = async (query: object) =>
  (await list(query)).body.items
    .map(({ title }) => title)
    .toSorted((one, other) => String(one).localeCompare(String(other)))
    .join('')

test('the filter by fields is read like the query of an address', () => {
  expect(readFieldFilters('wish=refund&wish=a%26b&wish!=none&amount>=1&amount<=2')).toEqual([
    { key: 'wish', any: ['refund', 'a&b'], none: ['none'], from: null, to: null },
    { key: 'amount', any: [], none: [], from: '1', to: '2' },
  ])
})

test.each([
  ['wish=refund', 'ab'],
  ['wish=exchange', 'b'],
  ['wish=refund&wish=exchange', 'ab'],
  ['wish!=exchange', 'ac'],
  ['wish=none', 'c'],
  ['wish!=none', 'ab'],
  ['wish=none&wish=exchange', 'bc'],
  ['order=ab  17', 'a'],
  ['amount>=10', 'bc'],
  ['amount<=20&amount>=9.5', 'ac'],
  ['bought<=2026-01-31', 'a'],
  ['bought>=2026-02-01', 'b'],
  ['wish=refund&amount>=50', 'b'],
])('field filter %s finds %s, and counts as many', async (field, titles) => {
  expect(await found({ field })).toBe(titles)
  expect((await call(agent, 'countComplaints', { query: { field } })).body.count).toBe(titles.length)
})

test('a filter by a field that is not there, or a number that is none, is refused by name', async () => {
  for (const [field, name] of [
    ['wihs=refund', 'field.wihs'],
    ['amount>=many', 'field.amount'],
  ] as const) {
    const answer = await list({ field })
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, name])
  }
})

test('tags: any of them, none of those, no tag at all', async () => {
  const tags = (await call(agent, 'listTags')).body
  const id = (name: string) => tags.find((tag) => tag.name === name)?.id ?? ''
  expect(await found({ tag: id('vip') })).toBe('ab')
  expect(await found({ tag: `${id('vip')},-${id('late')}` })).toBe('a')
  expect(await found({ tag: `none,${id('late')}` })).toBe('bc')
  expect(await found({ tag: `-${id('vip')}` })).toBe('c')
})

test('a list tells tags always, and fields when asked', async () => {
  const [b] = (await list({ field: 'wish=exchange', withFields: 'true' })).body.items
  expect(b).toMatchObject({ tags: [{ name: 'late' }, { name: 'vip' }], fields: given.b?.fields })
  expect((await list({ field: 'wish=exchange' })).body.items[0]).not.toHaveProperty('fields')
})
