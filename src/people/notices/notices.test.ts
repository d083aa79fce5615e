import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { listen } from '../../../test/setup/event-stream.ts'
import { type Caller, startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { type Notice, notify } from './notify.ts'
import { forgetNotices } from './store.ts'

const { app, db, clock, people, call, addPerson } = await startProduct()
const { agent, manager } = people
const leave = (notice: Omit<Notice, 'now'>) => inTransaction(db, (tx) => notify(tx, { ...notice, now: clock.now() }))
const unreadOf = async (who: Caller) => (await call(who, 'countNotices')).body.unread
const listOf = async (who: Caller) => (await call(who, 'listNotices')).body.items
const complain = async () => (await call(agent, 'createComplaint', { body: { text: 'The kettle leaks.' } })).body

test('a notice says what it is about and who caused it; everyone has only their own', async () => {
  const complaint = await complain()
  const detail = { by_id: agent.id, message_id: newId() }
  await leave({ personIds: [manager.id, agent.id, null], kind: 'mentioned', complaintId: complaint.id, detail })
  const [notice] = await listOf(manager)
  expect(notice).toMatchObject({
    kind: 'mentioned',
    readAt: null,
    complaint: { id: complaint.id, reference: complaint.reference },
    by: { id: agent.id, name: agent.name },
    detail,
  })
  expect([await unreadOf(manager), await unreadOf(agent)]).toEqual([1, 0])
})

test('what was told of is read by its id, by its complaint, or all until a time', async () => {
  const who = await addPerson('agent')
  const [first, second] = [await complain(), await complain()]
  for (const { id } of [first, second, second])
    await leave({ personIds: [who.id], kind: 'customer_wrote', complaintId: id })
  const id = (await listOf(who)).at(-1)?.id ?? ''
  expect((await call(manager, 'readNotices', { body: { ids: [id] } })).status).toBe(204)
  expect(await unreadOf(who)).toBe(3)
  await call(who, 'readNotices', { body: { ids: [id] } })
  expect(await unreadOf(who)).toBe(2)
  await call(who, 'readNotices', { body: { complaintId: second.id } })
  expect(await unreadOf(who)).toBe(0)
  await leave({ personIds: [who.id], kind: 'overdue', complaintId: first.id })
  await call(who, 'readNotices', { body: { until: new Date(clock.now().getTime() - 1).toISOString() } })
  expect(await unreadOf(who)).toBe(1)
  await call(who, 'readNotices', { body: { until: clock.now().toISOString() } })
  expect(await unreadOf(who)).toBe(0)
})

test('the list goes on from page to page, each notice once', async () => {
  const who = await addPerson('agent')
  for (let index = 0; index < 5; index++) await leave({ personIds: [who.id], kind: 'snooze_ended', complaintId: null })
  const first = (await call(who, 'listNotices', { query: { limit: 3 } })).body
  const rest = (await call(who, 'listNotices', { query: { limit: 3, cursor: first.next ?? '' } })).body
  expect([first.items.length, rest.items.length, rest.next]).toEqual([3, 2, null])
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(5)
})

test('who has left is not told, and what is rolled back is told to nobody', async () => {
  const gone = await addPerson('agent')
  await call(people.administrator, 'deactivatePerson', { params: { id: gone.id }, body: { successorId: agent.id } })
  await leave({ personIds: [gone.id], kind: 'overdue', complaintId: null })
  const undone = inTransaction(db, async (tx) => {
    await notify(tx, { personIds: [people.analyst.id], kind: 'overdue', complaintId: null, now: clock.now() })
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  expect(await unreadOf(people.analyst)).toBe(0)
})

test('their page is told at once, and nobody else’s', async () => {
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  const address = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}/api/v1/live`
  const streams = await Promise.all(
    [people.executive, people.operations].map(({ headers }) => listen(address, headers)),
  )
  const [told, other] = streams as [(typeof streams)[0], (typeof streams)[0]]
  for (const each of streams) await each.until(({ event }) => event === 'hello')
  await leave({ personIds: [people.executive.id], kind: 'reached_you', complaintId: null })
  const { data } = await told.until(({ event }) => event === 'news')
  expect(data).toMatchObject([{ kind: 'notices' }])
  await leave({ personIds: [people.operations.id], kind: 'mentioned', complaintId: null })
  await other.until(({ event }) => event === 'news')
  expect(other.events.filter(({ event }) => event === 'news')).toHaveLength(1)
  for (const each of streams) each.stop()
})

test('old notices are removed, younger ones stay', async () => {
  const who = await addPerson('agent')
  await leave({ personIds: [who.id], kind: 'overdue', complaintId: null })
  await forgetNotices(db, new Date(clock.now().getTime() + 179 * 86_400_000))
  expect(await listOf(who)).toHaveLength(1)
  await forgetNotices(db, new Date(clock.now().getTime() + 181 * 86_400_000))
  expect(await listOf(who)).toEqual([])
})
