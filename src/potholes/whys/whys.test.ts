import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { startProduct } from '../../../test/setup/product.ts'
import { newId } from '../../platform/ids.ts'
import { type WhyGiven, whysContract } from './contract.ts'

const { db, people, call, clock, addPerson } = await startProduct()
const { manager, agent, analyst, operations } = people
const anna = await addPerson('agent', { name: 'Anna Petrova' })
const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const
let [potholeId, ids] = ['', {} as Record<(typeof names)[number], string>]

beforeEach(async () => {
  const given = {
    name: 'Late parcels',
    statement: 'Parcels promised for the next day come two days later.',
    ownerId: manager.id,
    dueOn: '2026-06-01',
  }
  potholeId = (await call(manager, 'openPothole', { body: given })).body.id
  ids = Object.fromEntries(names.map((name) => [name, newId()])) as typeof ids
})

type Name = keyof typeof ids
const why = (name: Name, parent: Name | null, text: string, rest: Partial<WhyGiven> = {}): WhyGiven => ({
  id: ids[name],
  parentId: parent && ids[parent],
  text,
  endsAt: null,
  isNoPerson: false,
  ...rest,
})
const whys = () => [
  why('a', null, 'They are sorted twice'),
  why('b', 'a', 'The first label cannot be read'),
  why('c', 'b', 'The contract of the printers pays for labels, not for readable ones', { endsAt: 'partner' }),
  why('d', null, 'The page promises a day that no route can keep', { endsAt: 'promise' }),
]
const save = (list: WhyGiven[], ifMatch?: number, who = manager) =>
  call(who, 'saveWhys', { params: { id: potholeId }, body: { whys: list }, ...(ifMatch !== undefined && { ifMatch }) })
const read = async () => (await call(manager, 'readWhys', { params: { id: potholeId } })).body
const understand = (isUnderstood = true) =>
  call(manager, 'sayUnderstood', { params: { id: potholeId }, body: { isUnderstood } })
const stateOf = async () => (await call(manager, 'readPothole', { params: { id: potholeId } })).body.state
const typeOf = ({ type }: { type?: string }) => type?.split(':').at(-1)

test('whys are kept in branches, with who wrote each', async () => {
  expect((await read()).standing).toEqual({ branches: 0, open: [], atPerson: [], isFinished: false })
  await save(whys())
  const { whys: kept, standing, version } = await read()
  expect(kept.map(({ text }) => text)).toEqual(whys().map(({ text }) => text))
  expect(kept.map(({ parentId }) => parentId)).toEqual([null, ids.a, ids.b, null])
  expect(kept[0]?.writtenBy).toEqual({ id: manager.id, name: manager.name })
  expect([standing.branches, standing.isFinished, version]).toEqual([2, true, 1])
})

test('who words a why anew is its writer, who moves it is not', async () => {
  await save(whys())
  const [a, b, c, d] = whys() as [WhyGiven, WhyGiven, WhyGiven, WhyGiven]
  await save([d, { ...a, text: 'They go through two depots' }, b, { ...c, parentId: ids.a }], undefined, agent)
  const byText = Object.fromEntries((await read()).whys.map((each) => [each.text, each.writtenBy.name]))
  expect(byText['They go through two depots']).toBe(agent.name)
  expect(byText[c.text]).toBe(manager.name)
})

test('an edit that is based on older whys is refused and nothing of it is stored', async () => {
  await save(whys(), 0)
  const { status, body } = await save([], 0)
  expect([status, typeOf(body)]).toEqual([412, 'stale'])
  expect((await read()).whys).toHaveLength(4)
  expect((await save(whys().slice(3), 1)).body.version).toBe(2)
})

test('the same whys again are no change', async () => {
  const { version } = (await save(whys())).body
  expect((await save(whys())).body.version).toBe(version)
})

test('what is no tree is refused, and the answer says where', async () => {
  const { status, body } = await save([why('a', null, 'One', { endsAt: 'rule' }), why('b', 'a', 'Two')])
  expect([status, body.errors]).toMatchObject([422, [{ field: 'whys.0.endsAt' }]])
  const chain = Array.from({ length: 11 }, () => newId())
  const deep = chain.map((id, at) => ({ ...why('a', null, 'Deeper'), id, parentId: chain[at - 1] ?? null }))
  expect((await save(deep)).body.errors).toMatchObject([{ field: 'whys.10.parentId' }])
  expect((await save(deep.slice(0, 10))).status).toBe(200)
})

test('the database itself takes no why below an end, and none that is not one deeper', async () => {
  await save(whys())
  const insert = (depth: number, parent: string) =>
    db.transaction().execute((tx) =>
      sql`insert into whys (pothole_id, id, parent_id, depth, place, text, written_at, written_by)
        values (${potholeId}, ${newId()}, ${parent}, ${depth}, 9, 'x', ${clock.now()}, ${manager.id})`.execute(tx),
    )
  await expect(insert(4, ids.c)).rejects.toThrow('nothing_below_an_end')
  await expect(insert(2, ids.b)).rejects.toThrow('one_deeper_than_its_parent')
  await insert(3, ids.b)
})

test('it is understood when somebody says so, and that only when every branch has come to its end', async () => {
  expect(typeOf((await understand()).body)).toBe('whys_none')
  await save([...whys(), why('e', null, 'Nobody measures it')])
  expect(typeOf((await understand()).body)).toBe('whys_open')
  await save(whys())
  expect(await stateOf()).toBe('open')
  expect((await understand()).body.understoodAt).toBe(clock.now().toISOString())
  expect(await stateOf()).toBe('understood')
  expect(
    (await call(agent, 'sayUnderstood', { params: { id: potholeId }, body: { isUnderstood: false } })).status,
  ).toBe(403)
  expect((await understand(false)).body.understoodAt).toBeNull()
  expect(await stateOf()).toBe('open')
})

test('with a branch that is asked further, it is not understood any more', async () => {
  await save(whys())
  await understand()
  expect(
    (await save([...whys(), why('e', null, 'Nobody measures it', { endsAt: 'measurement' })])).body.understoodAt,
  ).not.toBeNull()
  expect((await save([...whys(), why('e', null, 'Nobody measures it')])).body.understoodAt).toBeNull()
  expect(await stateOf()).toBe('open')
})

test('a branch that ends at a person warns and is not finished, until somebody who read the warning says no person is meant', async () => {
  const blaming = why('a', null, 'Petrova forgot the second scan', { endsAt: 'process' })
  // Said before the warning could be read, it counts for nothing.
  const warned = (await save([{ ...blaming, isNoPerson: true }])).body
  expect(warned.whys[0]?.personFound).toEqual([{ kind: 'name', words: 'Petrova' }])
  expect(warned.standing).toMatchObject({ atPerson: [ids.a], open: [], isFinished: false })
  expect(typeOf((await understand()).body)).toBe('whys_at_person')
  expect((await save([{ ...blaming, isNoPerson: true }])).body.standing.isFinished).toBe(true)
  expect((await save([{ ...blaming, isNoPerson: true, text: 'Anna forgot it' }])).body.standing.isFinished).toBe(false)
})

test('evidence stays with its why, also when that is removed and comes back', async () => {
  await save(whys())
  const { body: complaint } = await call(agent, 'createComplaint', {
    body: { text: 'It came on Friday, not on Wednesday' },
  })
  const add = (whyId: string, body: z.input<typeof whysContract.addWhyEvidence.body>) =>
    call(anna, 'addWhyEvidence', { params: { id: potholeId, whyId }, body })
  await add(ids.b, { kind: 'complaint', reference: complaint.reference })
  await add(ids.b, { kind: 'complaint', reference: complaint.id })
  const { status } = await add(ids.b, {
    kind: 'note',
    text: '31 of 50 labels unreadable',
    url: 'https://wiki.example/labels',
  })
  expect(status).toBe(201)
  const evidence = async () => (await read()).whys.find(({ id }) => id === ids.b)?.evidence
  expect(await evidence()).toMatchObject([
    {
      kind: 'complaint',
      complaint: { reference: complaint.reference, excerpt: 'It came on Friday, not on Wednesday' },
    },
    {
      kind: 'note',
      text: '31 of 50 labels unreadable',
      url: 'https://wiki.example/labels',
      by: { name: 'Anna Petrova' },
    },
  ])
  await save(whys().slice(3))
  expect((await add(ids.b, { kind: 'note', text: 'Too late' })).status).toBe(404)
  await save(whys())
  expect(await evidence()).toHaveLength(2)
  const params = { id: potholeId, whyId: ids.b, evidenceId: complaint.id }
  expect((await call(anna, 'removeWhyEvidence', { params })).body.version).toBeGreaterThan(4)
  expect((await evidence())?.map(({ kind }) => kind)).toEqual(['note'])
  expect((await call(anna, 'removeWhyEvidence', { params })).status).toBe(404)
})

test('who took part is kept: people who work here, and others by name, each once', async () => {
  const params = { id: potholeId }
  const participants = [{ personId: anna.id }, { name: 'Driver of the partner' }, { personId: anna.id }]
  const { body } = await call(agent, 'saveWhyParticipants', { params, body: { participants }, ifMatch: 0 })
  expect(body.participants).toEqual([
    { person: { id: anna.id, name: 'Anna Petrova' }, name: null },
    { person: null, name: 'Driver of the partner' },
  ])
  const strange = await call(agent, 'saveWhyParticipants', { params, body: { participants: [{ personId: newId() }] } })
  expect([strange.status, strange.body.errors?.[0]?.field]).toEqual([422, 'participants.0.personId'])
  expect((await read()).participants).toHaveLength(2)
})

test('a closed pothole is asked no further, and who may not read potholes reads no whys', async () => {
  await save(whys())
  const body = { closing: 'not_repaired', reason: 'The service ends in May.' } as const
  await call(manager, 'closePothole', { params: { id: potholeId }, body })
  expect(typeOf((await save([])).body)).toBe('pothole_closed')
  expect((await call(operations, 'readWhys', { params: { id: potholeId } })).status).toBe(403)
  expect((await call(analyst, 'readWhys', { params: { id: newId() } })).status).toBe(404)
})
