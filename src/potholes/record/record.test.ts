import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { remindOwners } from './remind.ts'
import { lockPothole, noteProgress, reopenPothole } from './store.ts'

const { db, people, call, clock, addPerson } = await startProduct()
const { manager, executive, agent, analyst, operations } = people
const given = {
  name: 'Resort fee at the desk',
  statement: 'The price on the page leaves out the fee that is asked for on arrival.',
  ownerId: manager.id,
  dueOn: '2026-06-01',
}
const open = async (more: Partial<typeof given> = {}) => {
  const { status, body } = await call(manager, 'openPothole', { body: { ...given, ...more } })
  expect(status).toBe(201)
  return body
}
const system = { kind: 'system', id: null } as const
const come = async (id: string, ...steps: ('understood' | 'agreed' | 'live' | 'proven' | 'told')[]) => {
  for (const what of steps) {
    const at = { what, at: clock.now(), now: clock.now(), actor: system }
    await inTransaction(db, async (tx) => noteProgress(tx, await lockPothole(tx, id), at))
  }
  return (await call(manager, 'readPothole', { params: { id } })).body
}

test('a pothole has a manager as its owner, and nobody who could not decide', async () => {
  expect((await open()).owner).toEqual({ id: manager.id, name: manager.name })
  const { status, body } = await call(manager, 'openPothole', { body: { ...given, ownerId: agent.id } })
  expect([status, body.errors?.[0]?.field]).toEqual([422, 'ownerId'])
  expect((await call(agent, 'openPothole', { body: given })).status).toBe(403)
  expect((await call(operations, 'listPotholes', {})).status).toBe(403)
})

test('a day by which it is repaired is one that somebody can mean', async () => {
  const body = { name: 'Fee', statement: 'A fee nobody is told of.', ownerId: manager.id, dueOn: '0001-01-01' }
  expect((await call(manager, 'openPothole', { body })).status).toBe(400)
})

test('its state follows from what was done', async () => {
  const { id, state } = await open()
  expect(state).toBe('open')
  expect((await come(id, 'understood')).state).toBe('understood')
  expect((await come(id, 'agreed', 'live')).state).toBe('live')
  expect((await come(id, 'told')).state).toBe('live')
  expect((await come(id, 'proven')).state).toBe('told')
})

test('it closes as repaired only when it is proven and the affected were told', async () => {
  const { id } = await open()
  const close = () => call(manager, 'closePothole', { params: { id }, body: { closing: 'repaired' } })
  expect((await close()).body.type).toContain('pothole_not_proven')
  await come(id, 'proven')
  expect((await close()).body.type).toContain('pothole_not_told')
  await come(id, 'told')
  const { status, body } = await close()
  expect([status, body.state, body.closedBy?.id]).toEqual([200, 'repaired', manager.id])
  expect((await close()).body.type).toContain('pothole_closed')
})

test('that it will not be repaired is signed by management with a reason', async () => {
  const { id } = await open()
  const refuse = (who: typeof manager, reason: string) =>
    call(who, 'closePothole', { params: { id }, body: { closing: 'not_repaired', reason } })
  expect((await refuse(analyst, 'The supplier ends the service in May.')).status).toBe(403)
  expect((await refuse(executive, 'no')).body.errors?.[0]?.field).toBe('reason')
  const { body } = await refuse(executive, 'The supplier ends the service in May.')
  expect([body.state, body.closingReason]).toEqual(['not_repaired', 'The supplier ends the service in May.'])
  await call(manager, 'reopenPothole', { params: { id }, body: { reason: 'It goes on.' } })
  const { body: events } = await call(manager, 'readPotholeEvents', { params: { id } })
  expect(events.find(({ kind }) => kind === 'not_repaired')?.detail).toEqual({
    reason: 'The supplier ends the service in May.',
  })
  expect((await refuse(executive, 'The supplier ends the service in May.')).status).toBe(200)
})

test('what came back is open again, and proves itself anew', async () => {
  const { id } = await open()
  await come(id, 'agreed', 'live', 'proven', 'told')
  await call(manager, 'closePothole', { params: { id }, body: { closing: 'repaired' } })
  await inTransaction(db, (tx) => reopenPothole(tx, id, { why: 'came_back', actor: system, now: clock.now() }))
  const { body } = await call(manager, 'readPothole', { params: { id } })
  expect([body.state, body.provenAt, body.toldAt, body.closing]).toEqual(['live', null, null, null])
  const again = await call(manager, 'reopenPothole', { params: { id }, body: { reason: 'again' } })
  expect(again.body.type).toContain('pothole_open')
})

test('a change that is based on an older version is refused, and nothing is lost', async () => {
  const { id, version } = await open()
  const change = (name: string) =>
    call(manager, 'changePothole', { params: { id }, body: { name }, ifMatch: version } as never)
  expect((await change('Fee on arrival')).body.name).toBe('Fee on arrival')
  expect((await change('Another')).status).toBe(412)
})

test('the list has what is due first, then what is closed, page by page, each once', async () => {
  const late = await open({ name: 'Zoned', dueOn: '2027-01-01' })
  const soon = await open({ name: 'Soonest', dueOn: '2026-03-03' })
  const met: string[] = []
  let cursor: string | undefined
  do {
    const { body } = await call(agent, 'listPotholes', { query: { limit: 2, cursor } as never })
    met.push(...body.items.map(({ id }) => id))
    cursor = body.next ?? undefined
  } while (cursor)
  expect(new Set(met).size).toBe(met.length)
  expect(met[0]).toBe(soon.id)
  const closed = (await call(agent, 'listPotholes', { query: { state: 'closed' } as never })).body.items
  expect(closed.length).toBeGreaterThan(1)
  expect(met.indexOf(late.id)).toBeLessThan(Math.min(...closed.map(({ id }) => met.indexOf(id))))
  expect(
    (await call(agent, 'listPotholes', { query: { state: 'open', q: 'soonest' } as never })).body.items,
  ).toHaveLength(1)
})

test('the statement names nobody who works here, unless the word is no name', async () => {
  const ann = await addPerson('agent', { name: 'Price Wren' })
  const named = { ...given, statement: `${ann.name.split(' ')[1]} forgets the fee.` }
  const refused = await call(manager, 'openPothole', { body: named })
  expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([422, 'statement'])
  expect(refused.body.detail).toContain('Wren')
  expect((await call(manager, 'openPothole', { body: { ...named, nobodyNamed: true } })).status).toBe(201)
  const { id } = await open()
  const change = await call(manager, 'changePothole', { params: { id }, body: { statement: 'Wren forgets.' } })
  expect(change.body.type).toContain('person_named')
})

test('its owner is told when it becomes theirs, when its date comes near, when that has passed, and when it comes back', async () => {
  const other = await addPerson('manager')
  const told = async () =>
    (await call(other, 'listNotices', { query: { limit: 50 } as never })).body.items.map(({ kind }) => kind)
  const { id } = await open({ dueOn: '2026-03-06' })
  expect(await told()).toEqual([])
  await call(manager, 'changePothole', { params: { id }, body: { ownerId: other.id } })
  expect(await told()).toEqual(['pothole_yours'])
  await remindOwners(db, clock.now())
  await remindOwners(db, clock.now())
  expect(await told()).toEqual(['pothole_soon', 'pothole_yours'])
  await remindOwners(db, new Date('2026-03-07T09:00:00Z'))
  expect((await told())[0]).toBe('pothole_late')
  await come(id, 'agreed', 'live', 'proven')
  await inTransaction(db, (tx) => reopenPothole(tx, id, { why: 'came_back', actor: system, now: clock.now() }))
  expect((await told())[0]).toBe('pothole_came_back')
})

test('whoever leaves hands their potholes to one who can decide, who is told', async () => {
  const leaver = await addPerson('manager')
  const { id } = await open({ ownerId: leaver.id })
  await call(people.administrator, 'deactivatePerson', { params: { id: leaver.id }, body: { successorId: agent.id } })
  const { owner } = (await call(manager, 'readPothole', { params: { id } })).body
  const heirs = (await call(people.administrator, 'listPeople', { query: { limit: 200 } as never })).body.items.filter(
    (each) => each.id === owner.id,
  )
  expect(['manager', 'executive']).toContain(heirs[0]?.role)
  const [event] = (await call(manager, 'readPotholeEvents', { params: { id } })).body
  expect(event).toMatchObject({ kind: 'handed_on', names: { [owner.id]: owner.name, [leaver.id]: leaver.name } })
})

test('who decides nothing any more answers for no pothole', async () => {
  const demoted = await addPerson('manager')
  const { id } = await open({ ownerId: demoted.id })
  await call(people.administrator, 'changePerson', { params: { id: demoted.id }, body: { role: 'agent' } })
  expect((await call(manager, 'readPothole', { params: { id } })).body.owner.id).not.toBe(demoted.id)
})

test('counts say how many there are in each state, and what waits for me', async () => {
  const mine = await addPerson('manager')
  const before = (await call(mine, 'countPotholes', {})).body
  await open({ ownerId: mine.id, dueOn: '2026-01-01' })
  const { id } = await open({ ownerId: mine.id })
  await come(id, 'understood')
  const { states, ...after } = (await call(mine, 'countPotholes', {})).body
  expect(after).toEqual({ open: before.open + 2, mine: 2, late: before.late + 1, waiting: 0 })
  expect([states.open - before.states.open, states.understood - before.states.understood]).toEqual([1, 1])
})
