import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Person, startProduct } from '../../../test/setup/product.ts'
import { createApiKey } from '../../people/api-keys.ts'
import { newId } from '../../platform/ids.ts'
import { mayShare } from './rules.ts'

const { db, owned, people, call, clock, addPerson } = await startProduct()
const { agent, manager, administrator } = people
const [night, day] = [newId(), newId()]
await sql`insert into teams (id, name) values (${night}, 'Night'), (${day}, 'Day')`.execute(owned)
const owl = await addPerson('agent', { name: 'Owl', teamId: night })
const bat = await addPerson('agent', { name: 'Bat', teamId: night })
const lark = await addPerson('agent', { name: 'Lark', teamId: day })

type Given = { name?: string; search?: Record<string, string>; [other: string]: unknown }
const save = async (who: Person, given: Given = {}) =>
  call(who, 'saveView', { body: { name: 'Fees', search: { channel: 'phone,email' }, ...given } as never })
const names = async (who: Person) => (await call(who, 'listViews')).body.map(({ name }) => name)
const problem = ({ status, body }: { status: number; body: { type?: string } }) =>
  `${status} ${body.type?.split(':').at(-1) ?? ''}`

test('a view keeps filters, order and columns as they were given, for its owner alone', async () => {
  const layout = { columns: [{ key: 'words' }, { key: 'owner', width: 160 }] }
  const given = { search: { channel: 'phone', due: 'overdue,today', sort: 'due' }, layout }
  const { status, body } = await save(owl, { name: 'Mine', ...given })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    ...given,
    sharedWith: 'nobody',
    team: null,
    mayChange: true,
    version: 1,
    owner: { name: 'Owl' },
  })
  expect((await call(owl, 'listViews')).body).toEqual([body])
  expect(await names(bat)).toEqual([])
  expect(await names(administrator)).toEqual([])
})

test('a view shared with a team is seen by the team, one for everyone by all', async () => {
  await save(owl, { name: 'Of the night', sharedWith: 'team' })
  expect((await save(manager, { name: 'For all', sharedWith: 'everyone' })).status).toBe(201)
  expect(await names(bat)).toEqual(['For all', 'Of the night'])
  expect(await names(lark)).toEqual(['For all'])
  expect((await call(lark, 'listViews')).body[0]).toMatchObject({ mayChange: false, owner: { name: 'Manager' } })
})

test('agents share with their own team only, and who has no team is told so', async () => {
  expect(problem(await save(owl, { sharedWith: 'everyone' }))).toBe('403 view_sharing_not_allowed')
  expect(problem(await save(owl, { sharedWith: 'team', teamId: day }))).toBe('403 view_sharing_not_allowed')
  expect(problem(await save(agent, { sharedWith: 'team' }))).toBe('422 view_team_needed')
  expect(problem(await save(manager, { sharedWith: 'team', teamId: newId() }))).toBe('422 team_not_found')
})

test.each([
  ['agent', 'nobody', null, true],
  ['agent', 'team', night, true],
  ['agent', 'team', day, false],
  ['agent', 'everyone', null, false],
  ['operations', 'everyone', null, false],
  ['manager', 'team', day, true],
  ['analyst', 'everyone', null, true],
  ['administrator', 'team', null, false],
] as const)('whether somebody who is %s may share with %s of %s: %s', (role, sharedWith, teamId, may) => {
  expect(mayShare({ id: 'x', role, teamId: night }, sharedWith, teamId)).toBe(may)
})

test('a shared view is changed by its owner or an administrator, and by nobody else', async () => {
  const { body: view } = await save(owl, { name: 'Shared', sharedWith: 'team' })
  const rename = (who: Person, name: string) =>
    call(who, 'changeView', { params: { id: view.id }, body: { name } as never })
  expect(problem(await rename(bat, 'Bat’s'))).toBe('403 view_not_yours')
  expect(problem(await rename(lark, 'Lark’s'))).toBe('404 view_not_found')
  expect((await rename(administrator, 'Tidied')).body).toMatchObject({
    name: 'Tidied',
    version: 2,
    owner: { name: 'Owl' },
  })
  expect((await rename(owl, 'Mine again')).body.search).toEqual({ channel: 'phone,email' })
})

test('a change based on an older version is refused and overwrites nothing', async () => {
  const { body: view } = await save(owl, { name: 'Versioned' })
  const change = (ifMatch: number, name: string) =>
    call(owl, 'changeView', { params: { id: view.id }, ifMatch, body: { name } as never })
  const first = await change(1, 'First')
  expect([first.status, first.headers.etag]).toEqual([200, '"2"'])
  const second = await change(1, 'Second')
  expect([problem(second), second.body.version]).toEqual(['412 stale', 2])
  expect((await call(owl, 'listViews')).body.find(({ id }) => id === view.id)?.name).toBe('First')
  const gone = await call(owl, 'deleteView', { params: { id: view.id }, ifMatch: 1 })
  expect(problem(gone)).toBe('412 stale')
})

test('a deleted view is gone until it is restored', async () => {
  const { body: view } = await save(lark, { name: 'Passing' })
  expect((await call(lark, 'deleteView', { params: { id: view.id } })).status).toBe(204)
  expect(await names(lark)).not.toContain('Passing')
  expect((await call(lark, 'changeView', { params: { id: view.id }, body: { name: 'x' } as never })).status).toBe(404)
  expect((await call(owl, 'restoreView', { params: { id: view.id } })).status).toBe(404)
  expect((await call(lark, 'restoreView', { params: { id: view.id } })).body.name).toBe('Passing')
  expect(await names(lark)).toContain('Passing')
})

test.each([
  ['search.channel', { channel: 'pigeon' }],
  ['search.chanel', { chanel: 'phone' }],
  ['search.sort', { sort: 'sideways' }],
])('a view of a filter that the list would refuse is refused by name: %s', async (field, search) => {
  const { status, body } = await save(owl, { search })
  expect([status, body.errors?.map((each) => each.field)]).toEqual([400, [field]])
})

test('how I like my lists is kept part by part', async () => {
  const change = (body: object) => call(owl, 'changeListSettings', { body: body as never })
  const columns = [{ key: 'words' }, { key: 'due', width: 90 }]
  await change({ density: 'dense' })
  await change({ defaultView: 'overdue' })
  await change({ layout: { view: 'all', layout: { columns } } })
  await change({ layout: { view: 'mine', layout: { columns } } })
  const { body } = await change({ layout: { view: 'mine', layout: null } })
  expect(body).toEqual({ density: 'dense', defaultView: 'overdue', layouts: { all: { columns } } })
  expect((await call(owl, 'readListSettings')).body).toEqual(body)
  expect((await call(bat, 'readListSettings')).body).toEqual({ density: 'comfortable', defaultView: null, layouts: {} })
  expect((await change({ defaultView: null })).body.defaultView).toBeNull()
})

test('a program sees what is shared with everyone and keeps nothing', async () => {
  const { key } = await createApiKey(db, { name: 'desk', role: 'agent' }, clock.now())
  const program = { headers: { authorization: `Bearer ${key}` } } as unknown as Person
  expect(await names(program)).toEqual(['For all'])
  expect(problem(await save(program))).toBe('403 person_needed')
})
