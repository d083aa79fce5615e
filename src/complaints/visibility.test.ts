import { expect, test } from 'vitest'
import { type Person, startProduct } from '../../test/setup/product.ts'
import { createApiKey } from '../people/api-keys.ts'
import { newId } from '../platform/ids.ts'

// Who works in operations sees what they passed on and what they own. This file looks for every other way in.
const { db, people, call, addPerson, clock } = await startProduct()
const { agent, manager, operations, administrator } = people
const colleague = await addPerson('operations', { name: 'Colleague' })
const customer = { name: 'Bo', email: 'bo@example.com' }

const create = async (who: Person, text: string) =>
  (await call(who, 'createComplaint', { body: { text, customer } })).body
const own = await create(operations, 'Passed on by operations')
const foreign = await create(agent, 'Foreign secret words')
const ofColleague = await create(colleague, 'Passed on by a colleague')
const customerId =
  (await call(agent, 'readComplaint', { params: { reference: foreign.reference } })).body.customer?.id ?? ''

const type = (answer: { status: number; body: { type?: string } | null }) =>
  `${answer.status} ${answer.body?.type?.split(':').at(-1)}`
const hidden = '404 complaint_not_found'

test('people of operations read what they passed on, although somebody else owns it', async () => {
  const params = { reference: own.reference }
  expect((await call(operations, 'readComplaint', { params })).body).toMatchObject({
    text: 'Passed on by operations',
    owner: { id: agent.id },
  })
  expect((await call(operations, 'readTimeline', { params })).body).toHaveLength(2)
  expect(
    (
      await call(operations, 'addMessage', {
        params,
        body: { direction: 'note', channel: 'phone', text: 'They called again' },
      })
    ).status,
  ).toBe(201)
})

test('they read what they own, until they own it no more', async () => {
  const mine = await create(agent, 'For operations to own')
  const params = { reference: mine.reference }
  const { body } = await call(agent, 'offerHandover', { params, body: { toId: operations.id } })
  expect(type(await call(operations, 'readComplaint', { params }))).toBe(hidden)
  const accepted = await call(operations, 'answerHandover', {
    params: { ...params, id: body.id },
    body: { answer: 'accepted' },
  })
  expect(accepted.body).toMatchObject({ text: 'For operations to own', owner: { id: operations.id } })
  await call(operations, 'escalateComplaint', { params, body: { managerId: manager.id, why: 'Cannot decide this' } })
  expect(type(await call(operations, 'readComplaint', { params }))).toBe(hidden)
})

test.each([foreign, ofColleague])(
  'no operation on a foreign complaint does anything, by number or id',
  async (complaint) => {
    for (const reference of [complaint.reference, complaint.id, complaint.reference.toLowerCase()]) {
      const params = { reference }
      const message = { direction: 'note' as const, channel: 'phone' as const, text: 'x' }
      const answers = [
        await call(operations, 'readComplaint', { params }),
        await call(operations, 'readTimeline', { params }),
        await call(operations, 'addMessage', { params, body: message }),
        await call(operations, 'offerHandover', { params, body: { toId: operations.id } }),
        await call(operations, 'answerHandover', { params: { ...params, id: newId() }, body: { answer: 'accepted' } }),
        await call(operations, 'escalateComplaint', { params, body: { managerId: manager.id, why: 'x' } }),
      ]
      expect(answers.map(type)).toEqual(Array(answers.length).fill(hidden))
      const forbidden = [
        await call(operations, 'closeComplaint', { params, body: { closure: 'merged', into: own.reference } }),
        await call(operations, 'reopenComplaint', { params, query: { reason: 'x' } }),
        await call(operations, 'classifyComplaint', { params, body: {} }),
        await call(operations, 'signNoPothole', { params, body: { reason: 'No reason at all' } }),
        await call(operations, 'readCodings', { params }),
      ]
      expect(forbidden.map(type)).toEqual(Array(forbidden.length).fill('403 role_not_allowed'))
    }
    expect((await call(agent, 'readTimeline', { params: { reference: complaint.reference } })).body).toHaveLength(2)
  },
)

test('a foreign complaint and one that does not exist look the same', async () => {
  const ask = (reference: string) => call(operations, 'readComplaint', { params: { reference } })
  expect((await ask(foreign.reference)).text).toBe((await ask('AM-00000-00000')).text)
  expect((await ask(foreign.id)).text).toBe((await ask(newId())).text)
})

test('no list, count or search tells of a foreign complaint', async () => {
  const visible = [own.reference]
  const queries = [
    {},
    { q: 'secret' },
    { q: 'words' },
    { q: foreign.reference },
    { q: foreign.reference.replaceAll('-', '') },
    { q: 'passed' },
    { q: '-nothing' },
    { owner: agent.id },
    { owner: 'me' as const },
    { customer: customerId },
    { state: 'open' as const },
    { sort: 'due' as const },
  ]
  for (const query of queries) {
    const { body } = await call(operations, 'listComplaints', { query })
    const found = body.items.map((item) => item.reference)
    expect(
      found.filter((reference) => !visible.includes(reference)),
      JSON.stringify(query),
    ).toEqual([])
    const { sort: _sort, ...filters } = query as { sort?: string }
    const counted = await call(operations, 'countComplaints', { query: filters })
    expect(counted.body.count, JSON.stringify(query)).toBe(found.length)
  }
  expect((await call(operations, 'listComplaints', { query: { q: 'passed' } })).body.items).toHaveLength(1)
})

test('a cursor of somebody else’s list opens nothing', async () => {
  const { body } = await call(agent, 'listComplaints', { query: { limit: 1 } })
  expect(body.next).not.toBeNull()
  const page = await call(operations, 'listComplaints', { query: { cursor: body.next ?? '' } })
  expect(page.body.items.every((item) => item.reference === own.reference)).toBe(true)
})

test('the customer’s page and the causes are not theirs', async () => {
  expect(type(await call(operations, 'readCustomer', { params: { id: customerId } }))).toBe('403 role_not_allowed')
  expect(type(await call(operations, 'reportCauses', { query: { from: '2026-01-01', to: '2026-12-31' } }))).toBe(
    '403 role_not_allowed',
  )
})

test('an offered handover shows its beginning to whom it is offered, and declining shows no more', async () => {
  const params = { reference: foreign.reference }
  const { body } = await call(agent, 'offerHandover', { params, body: { toId: operations.id } })
  expect((await call(operations, 'waitingHandovers')).body).toMatchObject([
    { reference: foreign.reference, excerpt: 'Foreign secret words' },
  ])
  expect((await call(colleague, 'waitingHandovers')).body).toEqual([])
  const byColleague = await call(colleague, 'answerHandover', {
    params: { ...params, id: body.id },
    body: { answer: 'declined', reason: 'x' },
  })
  expect(type(byColleague)).toBe(hidden)
  const declined = await call(operations, 'answerHandover', {
    params: { ...params, id: body.id },
    body: { answer: 'declined', reason: 'Not my step' },
  })
  expect([declined.status, declined.body]).toEqual([200, null])
  expect(type(await call(operations, 'readComplaint', { params }))).toBe(hidden)
})

test('passing on what is known already does not make it theirs', async () => {
  const known = { text: 'From the old desk', externalId: '99', source: 'desk' }
  const first = (await call(agent, 'createComplaint', { body: known })).body
  const again = await call(operations, 'createComplaint', { body: known })
  expect(again.body).toMatchObject({ repeated: true, id: first.id })
  expect(type(await call(operations, 'readComplaint', { params: { reference: first.reference } }))).toBe(hidden)
})

test('a program with a key of operations sees nothing of others either', async () => {
  const { key } = await createApiKey(db, { name: 'shop floor', role: 'operations' }, clock.now())
  const program = { headers: { authorization: `Bearer ${key}` } }
  expect((await call(program, 'createComplaint', { body: { text: 'By a program' } })).status).toBe(201)
  expect((await call(program, 'countComplaints', {})).body.count).toBe(0)
  expect(type(await call(program, 'readComplaint', { params: { reference: foreign.reference } }))).toBe(hidden)
})

test('everyone else sees the whole', async () => {
  const all = (await call(administrator, 'countComplaints', {})).body.count
  for (const who of [agent, manager, people.executive, people.analyst]) {
    expect((await call(who, 'readComplaint', { params: { reference: own.reference } })).status).toBe(200)
    expect((await call(who, 'countComplaints', {})).body.count).toBe(all)
  }
})
