import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { type Listening, listen, type StreamEvent } from '../../../test/setup/event-stream.ts'
import { type Caller, startProduct } from '../../../test/setup/product.ts'
import { createApiKey } from '../../people/api-keys.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { publish } from '../../platform/live/index.ts'

const { app, db, clock, people, call, addPerson, nobody } = await startProduct()
const open: Listening[] = []
let address = ''
beforeAll(async () => {
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}/api/v1/live`
})
afterEach(() => {
  for (const each of open.splice(0)) each.stop()
})

const hear = async (who: Caller, headers: Record<string, string> = {}) => {
  const listening = await listen(address, { ...who.headers, ...headers })
  open.push(listening)
  await listening.until(({ event }) => event === 'hello')
  return listening
}
type Piece = { kind: string; id?: string; [more: string]: unknown }
const newsIn = ({ event, data }: StreamEvent) => (event === 'news' ? (data as Piece[]) : [])
const heard = (listening: Listening) => listening.events.flatMap(newsIn)
const hears = async (listening: Listening, holds: (news: Piece) => boolean): Promise<Piece | undefined> =>
  newsIn(await listening.until((event) => newsIn(event).some(holds))).find(holds)
/** Comes after everything that was told before it. */
const mark = async (listening: Listening) => {
  const id = newId()
  publish(db, { kind: 'mark', id })
  await hears(listening, (news) => news.id === id)
}
const complain = async (who: Caller) => {
  const { status, body, text } = await call(who, 'createComplaint', { body: { text: 'The kettle leaks.' } })
  expect(status, text).toBe(201)
  return body
}

test('whoever looks at complaints is told of a new one and of every change, with its version and who did it', async () => {
  const manager = await hear(people.manager)
  const { id, reference } = await complain(people.agent)
  expect(await hears(manager, (news) => news.id === id)).toMatchObject({ kind: 'complaint', reference, isNew: true })
  await call(people.agent, 'addMessage', {
    params: { reference },
    body: { direction: 'note', channel: 'phone', text: 'She calls again tomorrow.' },
  })
  const { version } = (await call(people.agent, 'readComplaint', { params: { reference } })).body
  expect(await hears(manager, (news) => news.id === id && news.version === version)).toEqual({
    kind: 'complaint',
    id,
    reference,
    version,
    by: { kind: 'person', id: people.agent.id },
  })
  expect(JSON.stringify(manager.events)).not.toMatch(/kettle|tomorrow/)
})

test('a change that is rolled back is told to nobody', async () => {
  const listening = await hear(people.agent)
  const undone = inTransaction(db, async (tx) => {
    publish(tx, { kind: 'undone' })
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  await mark(listening)
  expect(heard(listening).map(({ kind }) => kind)).toEqual(['mark'])
})

test('somebody in operations is told of complaints they passed on or own, and of no other', async () => {
  const listening = await hear(people.operations)
  const other = await complain(people.agent)
  const own = await complain(people.operations)
  await hears(listening, (news) => news.id === own.id)
  await call(people.agent, 'offerHandover', {
    params: { reference: other.reference },
    body: { toId: people.operations.id },
  })
  await hears(listening, (news) => news.kind === 'mine')
  await mark(listening)
  expect(JSON.stringify(listening.events)).not.toContain(other.id)
  expect(JSON.stringify(listening.events)).not.toContain(other.reference)
})

test('a view that is saved, or deleted, is told without saying which', async () => {
  const listening = await hear(people.manager)
  const { status, text, body } = await call(people.agent, 'saveView', {
    body: { name: 'Mine, overdue', sharedWith: 'nobody', search: { overdue: 'true' } },
  })
  expect(status, text).toBe(201)
  await hears(listening, ({ kind }) => kind === 'views')
  await mark(listening)
  expect(JSON.stringify(heard(listening))).not.toContain(body.id)
})

test('many changes at once are told as one', async () => {
  const listening = await hear(people.agent)
  for (let index = 0; index < 150; index++) publish(db, { kind: 'complaint', id: newId(), reference: 'x', version: 1 })
  await hears(listening, ({ kind }) => kind === 'many')
  expect(heard(listening)).toEqual([{ kind: 'many' }])
})

test('changes of one complaint between two messages are told once, with the last version', async () => {
  const listening = await hear(people.agent)
  const id = newId()
  for (let version = 1; version <= 5; version++)
    publish(db, { kind: 'complaint', id, version, ...(version === 1 && { isNew: true }) })
  await mark(listening)
  expect(heard(listening).filter((news) => news.id === id)).toEqual([
    { kind: 'complaint', id, version: 5, isNew: true },
  ])
})

test('who comes back is told whether something was missed', async () => {
  const first = await hear(people.agent)
  await mark(first)
  const last = first.events.at(-1)?.id ?? ''
  first.stop()
  const nothingMissed = await hear(people.agent, { 'last-event-id': last })
  expect(nothingMissed.events[0]?.data).toEqual({ missed: false, to: people.agent.id })
  await mark(nothingMissed)
  const missed = await hear(people.agent, { 'last-event-id': last })
  expect(missed.events[0]?.data).toMatchObject({ missed: true })
  const otherServer = await hear(people.agent, { 'last-event-id': 'another.1' })
  expect(otherServer.events[0]?.data).toMatchObject({ missed: true })
})

const reasonOf = async (listening: Listening) => {
  const { data } = await listening.until(({ event }) => event === 'end')
  await listening.ended
  return (data as { reason: string }).reason
}

test('signing out ends the stream of that session at once, and of no other', async () => {
  const leaver = await addPerson('agent')
  const [leaving, staying] = [await hear(leaver), await hear(people.agent)]
  await call(leaver, 'signOut')
  expect(await reasonOf(leaving)).toBe('not_allowed')
  await mark(staying)
})

test('deactivation and a new role end the streams of that person', async () => {
  const [leaver, promoted] = [await addPerson('agent'), await addPerson('manager')]
  const streams = [await hear(leaver), await hear(promoted)] as const
  await call(people.administrator, 'deactivatePerson', {
    params: { id: leaver.id },
    body: { successorId: people.agent.id },
  })
  expect(await reasonOf(streams[0])).toBe('not_allowed')
  await call(people.administrator, 'changePerson', { params: { id: promoted.id }, body: { role: 'operations' } })
  expect(await reasonOf(streams[1])).toBe('not_allowed')
})

test('a program listens with its key, until the key is revoked', async () => {
  const { id, key } = await createApiKey(db, { name: 'wallboard', role: 'analyst' }, clock.now())
  const program = await hear({ headers: { authorization: `Bearer ${key}` } })
  const created = await complain(people.agent)
  await hears(program, (news) => news.id === created.id)
  await call(people.administrator, 'revokeKey', { params: { id } })
  expect(await reasonOf(program)).toBe('not_allowed')
})

test('of too many streams of one person the oldest ends', async () => {
  const person = await addPerson('agent')
  const streams: Listening[] = []
  for (let index = 0; index < 9; index++) streams.push(await hear(person))
  expect(await reasonOf(streams[0] as Listening)).toBe('replaced')
  await mark(streams[1] as Listening)
})

test('a stranger hears nothing, and a stream is given only to who asks for one', async () => {
  const stranger = await listen(address, {})
  expect(stranger.status).toBe(401)
  const { status, text } = await call(people.agent, 'listenLive')
  expect([status, JSON.parse(text).type]).toEqual([400, 'urn:amends:problem:event_stream_only'])
})

test('no proxy keeps or gathers the stream', async () => {
  const { headers } = await hear(people.agent)
  expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store, no-transform')
  expect(headers.get('x-accel-buffering')).toBe('no')
})

const present = (who: Caller, reference: string, visit: string, writing = false) =>
  call(who, 'showPresence', { params: { reference }, body: { visit, writing } })

test('those on a complaint see each other at once, and who writes; others are told nothing', async () => {
  const { id, reference } = await complain(people.agent)
  const [agent, manager, elsewhere] = [await hear(people.agent), await hear(people.manager), await hear(people.analyst)]
  const visits = [newId(), newId()] as const
  expect((await present(people.agent, reference, visits[0])).body.others).toEqual([])
  const { others } = (await present(people.manager, reference, visits[1])).body
  expect(others).toEqual([{ id: people.agent.id, name: 'Agent', writing: false }])
  const about = (news: Piece) => news.kind === 'presence' && news.id === id
  const both = (writing: boolean) => [
    { id: people.agent.id, name: 'Agent', writing: false },
    { id: people.manager.id, name: 'Manager', writing },
  ]
  const told = (writing: boolean) => (news: Piece) =>
    about(news) && JSON.stringify(news.people) === JSON.stringify(both(writing))
  await hears(agent, told(false))
  await present(people.manager, reference, visits[1], true)
  await hears(agent, told(true))
  await hears(manager, told(true))
  await call(people.manager, 'endPresence', { params: { reference }, query: { visit: visits[1] } })
  await hears(agent, (news) => about(news) && (news.people as unknown[]).length === 1)
  await mark(elsewhere)
  expect(heard(elsewhere).some(about)).toBe(false)
})

test('nobody is present on a complaint they may not see, and no program is present anywhere', async () => {
  const { reference } = await complain(people.agent)
  expect((await present(people.operations, reference, newId())).status).toBe(404)
  const { key } = await createApiKey(db, { name: 'bot', role: 'agent' }, clock.now())
  expect((await present({ headers: { authorization: `Bearer ${key}` } }, reference, newId())).status).toBe(403)
  expect((await present(nobody, reference, newId())).status).toBe(401)
})

test('stopping the server ends every stream, and the server with them', async () => {
  const streams = [await hear(people.agent), await hear(people.manager)] as const
  await app.stop()
  expect(await Promise.all(streams.map(reasonOf))).toEqual(['stopping', 'stopping'])
  expect(app.http.server.listening).toBe(false)
})
