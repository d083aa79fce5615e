import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'

const { people, call, clock } = await startProduct()
const { agent, administrator, executive, operations } = people

const create = async () => (await call(agent, 'createComplaint', { body: { text: 'Something' } })).body.reference
const tag = (reference: string, body: object, who = agent, ifMatch?: number) =>
  call(who, 'tagComplaint', { params: { reference }, body, ...(ifMatch !== undefined && { ifMatch }) })
const history = async (reference: string) => (await call(agent, 'readTimeline', { params: { reference } })).body
const tags = async () => (await call(agent, 'listTags', { query: { counted: 'true' } })).body
const named = async (name: string) => (await tags()).find((each) => each.name === name)
const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`

test('a new word makes a tag, and another case of it is the same', async () => {
  const reference = await create()
  const first = await tag(reference, { add: ['Lost  parcel', 'VIP'] })
  expect(first.body.tags.map(({ name, colour }) => [name, colour])).toEqual([
    ['Lost parcel', 'gray'],
    ['VIP', 'gray'],
  ])
  const other = await create()
  expect((await tag(other, { add: ['lost PARCEL'] })).body.tags).toMatchObject([{ name: 'Lost parcel' }])
  expect(await named('Lost parcel')).toMatchObject({ complaints: { count: 2, more: false } })
})

test('each tag put on or taken off is an event that names it; what changes nothing is none', async () => {
  const reference = await create()
  await tag(reference, { add: ['VIP'] })
  await tag(reference, { add: ['vip'], remove: ['never used'] })
  const { body } = await tag(reference, { remove: ['vip'] })
  expect(body).toMatchObject({ tags: [], version: 3 })
  const events = await history(reference)
  expect(events.map(({ kind }) => kind)).toEqual(['received', 'tagged', 'untagged'])
  expect(Object.values(events[1]?.names ?? {})).toEqual(['VIP'])
})

test('an edit of tags that is based on an older version is refused, and nothing changes', async () => {
  const reference = await create()
  await tag(reference, { add: ['VIP'] })
  expect(type(await tag(reference, { remove: ['VIP'] }, agent, 1))).toBe('412 stale')
  expect((await call(agent, 'readComplaint', { params: { reference } })).body.tags).toHaveLength(1)
  expect((await tag(reference, { remove: ['VIP'] }, agent, 2)).status).toBe(200)
})

test('a retired tag stays where it is and is put on nothing new', async () => {
  const reference = await create()
  await tag(reference, { add: ['summer'] })
  const id = (await named('summer'))?.id ?? ''
  expect((await call(administrator, 'changeTag', { params: { id }, body: { retired: true } })).body.retired).toBe(true)
  const other = await create()
  expect(type(await tag(other, { add: ['VIP', 'Summer'] }))).toBe('409 tag_retired')
  expect(await history(other)).toHaveLength(1)
  expect((await call(agent, 'readComplaint', { params: { reference } })).body.tags).toMatchObject([{ name: 'summer' }])
  await call(administrator, 'changeTag', { params: { id }, body: { retired: false } })
  expect((await tag(other, { add: ['summer'] })).status).toBe(200)
})

test('of two tags one is made: complaints, and whoever types the old name, get the other', async () => {
  const [one, both, later] = [await create(), await create(), await create()]
  await tag(one, { add: ['late'] })
  await tag(both, { add: ['late', 'delay'] })
  const [from, into] = [(await named('late'))?.id ?? '', (await named('delay'))?.id ?? '']
  expect(type(await call(administrator, 'mergeTag', { params: { id: from }, body: { intoId: from } }))).toBe(
    '400 tag_merge_into_itself',
  )
  await call(administrator, 'mergeTag', { params: { id: from }, body: { intoId: into } })
  expect(await named('late')).toBeUndefined()
  expect(await named('delay')).toMatchObject({ complaints: { count: 2 } })
  expect((await tag(later, { add: ['Late'] })).body.tags).toMatchObject([{ name: 'delay' }])
  const [, tagged] = await history(one)
  expect(Object.values(tagged?.names ?? {})).toEqual(['late'])
  expect(type(await call(administrator, 'mergeTag', { params: { id: from }, body: { intoId: into } }))).toBe(
    '404 tag_not_found',
  )
})

test('two tags have two names, and no separator in them', async () => {
  const added = await call(agent, 'addTag', { body: { name: 'price', colour: 'red' } })
  expect(added.body).toMatchObject({ name: 'price', colour: 'red', retired: false, complaints: null })
  expect(type(await call(agent, 'addTag', { body: { name: 'PRICE' } }))).toBe('409 tag_known')
  const { id } = added.body
  await call(agent, 'addTag', { body: { name: 'value' } })
  expect(type(await call(administrator, 'changeTag', { params: { id }, body: { name: 'Value' } }))).toBe(
    '409 tag_known',
  )
  expect((await call(agent, 'addTag', { body: { name: 'a, b' } })).body.errors).toMatchObject([{ field: 'name' }])
  expect((await call(administrator, 'changeTag', { params: { id }, body: { name: 'Price' } })).body.name).toBe('Price')
})

test('those who code complaints tag them; only stewards change what tags there are', async () => {
  const reference = await create()
  expect((await tag(reference, { add: ['VIP'] }, operations)).status).toBe(403)
  expect((await tag(reference, { add: ['VIP'] }, executive)).status).toBe(403)
  expect((await call(agent, 'changeTag', { params: { id: clock.now().toISOString() } })).status).toBe(403)
})
