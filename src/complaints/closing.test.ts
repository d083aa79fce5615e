import { expect, test } from 'vitest'
import { column, startProduct } from '../../test/setup/product.ts'
import type { Closing } from './shapes.ts'
import { verifyEvents } from './events.ts'

const { db, people, call, clock } = await startProduct()
const { agent, manager, executive, administrator } = people

const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`
const create = async () => (await call(agent, 'createComplaint', { body: { text: 'Never arrived' } })).body
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const history = async (reference: string) => (await call(agent, 'readTimeline', { params: { reference } })).body
const close = (reference: string, body: Closing) => call(agent, 'closeComplaint', { params: { reference }, body })
const reopen = (reference: string, reason = 'Came back') =>
  call(agent, 'reopenComplaint', { params: { reference }, query: { reason } })
const escalate = (reference: string, to = manager) =>
  call(agent, 'escalateComplaint', { params: { reference }, body: { managerId: to.id, why: 'Wants the manager' } })
const solved: Closing = { closure: 'solved', customerWords: 'Yes, it works now', channel: 'phone' }
const decided: Closing = {
  closure: 'decided',
  decision: 'not_upheld',
  findings: 'It broke in June.',
  reasons: 'The guarantee ended in May.',
  recourse: 'The consumer ombudsman, ombudsman.example',
}

test.each([
  ['solved', solved, 'Yes, it works now', 'in'],
  ['withdrawn', { closure: 'withdrawn', customerWords: 'Forget it', channel: 'email' } as Closing, 'Forget it', 'in'],
  [
    'decided',
    decided,
    'It broke in June.\n\nThe guarantee ended in May.\n\nThe consumer ombudsman, ombudsman.example',
    'out',
  ],
] as const)('a complaint closes as %s with the words that make it so', async (closure, body, words, direction) => {
  const { reference, id } = await create()
  const answer = await close(reference, body)
  expect(answer.body).toMatchObject({ closure, closedAt: clock.now().toISOString(), nextUpdateDue: null })
  expect((await history(reference)).at(-1)).toMatchObject({
    kind: 'closed',
    detail: { closure },
    words,
    actor: { name: 'Agent' },
  })
  expect(await column(db, `select direction from messages where complaint_id = '${id}'`)).toEqual([direction])
  expect(
    await column(db, `select closure from closures where complaint_id = '${id}' and recorded_by = '${agent.id}'`),
  ).toEqual([closure])
})

test.each([
  ['no way at all', {}],
  ['no answer, which only our own reminders can tell', { closure: 'no_answer' }],
  ['history, which only an import brings', { closure: 'historic' }],
  ['solved without the customer’s words', { closure: 'solved', channel: 'phone' }],
  ['solved in empty words', { closure: 'solved', customerWords: '  ', channel: 'phone' }],
  ['solved by nobody knows which way', { closure: 'solved', customerWords: 'Yes' }],
  ['decided without reasons', { ...decided, reasons: undefined }],
  ['decided for no reason', { ...decided, reasons: '          No.          ' }],
  ['decided without recourse', { ...decided, recourse: undefined }],
  ['decided without findings', { ...decided, findings: undefined }],
  ['decided without a decision', { ...decided, decision: undefined }],
  ['decided in the customer’s favour, which is a solution to propose', { ...decided, decision: 'upheld' }],
  ['merged into nothing', { closure: 'merged' }],
])('%s does not close a complaint', async (_name, body) => {
  const { reference } = await create()
  expect((await close(reference, body as Closing)).status).toBe(400)
  expect((await read(reference)).closedAt).toBeNull()
})

test('a complaint is merged into another open one that is not itself', async () => {
  const [one, other, closed] = [await create(), await create(), await create()]
  await close(closed.reference, solved)
  const into = (reference: string) => close(one.reference, { closure: 'merged', into: reference })
  expect(type(await into(one.reference))).toBe('400 merge_into_itself')
  expect(type(await into(one.id))).toBe('400 merge_into_itself')
  expect(type(await into('AM-00000-00000'))).toBe('404 complaint_not_found')
  expect(type(await into(closed.reference))).toBe('409 merge_into_closed')
  expect((await into(other.reference)).body.closure).toBe('merged')
  expect(type(await close(other.reference, { closure: 'merged', into: one.reference }))).toBe('409 merge_cycle')
})

test('two that are merged into each other at once do not both close', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const [one, other] = [await create(), await create()]
    const answers = await Promise.all([
      close(one.reference, { closure: 'merged', into: other.reference }),
      close(other.reference, { closure: 'merged', into: one.reference }),
    ])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  }
})

test('a complaint closes once, also when two close it at once', async () => {
  const { reference, id } = await create()
  const answers = await Promise.all([close(reference, solved), close(reference, decided)])
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(await column(db, `select count(*) from closures where complaint_id = '${id}'`)).toEqual([1])
  expect(type(await close(reference, solved))).toBe('409 complaint_closed')
})

test('a complaint reopens with its owner and a next update, and how it closed is not forgotten', async () => {
  const { reference, id } = await create()
  await close(reference, decided)
  clock.advance(3_600_000)
  const due = new Date(clock.now().getTime() + 72 * 3_600_000).toISOString()
  expect((await reopen(reference)).body).toMatchObject({
    closedAt: null,
    closure: null,
    owner: { id: agent.id },
    nextUpdateDue: due,
  })
  expect(type(await reopen(reference))).toBe('409 complaint_open')
  expect((await history(reference)).at(-1)).toMatchObject({
    kind: 'reopened',
    detail: { was: 'decided' },
    words: 'Came back',
  })
  clock.advance(1000)
  expect((await close(reference, solved)).body.closure).toBe('solved')
  expect(await column(db, `select closure from closures where complaint_id = '${id}' order by closed_at`)).toEqual([
    'decided',
    'solved',
  ])
})

test('taking a complaint to management makes a manager its owner, and only an active one', async () => {
  const { reference } = await create()
  expect(type(await escalate(reference, people.analyst))).toBe('422 manager_needed')
  expect((await escalate(reference)).body).toMatchObject({
    owner: { id: manager.id },
    reachedManagementAt: clock.now().toISOString(),
  })
  expect((await history(reference)).at(-1)).toMatchObject({ kind: 'reached_management', words: 'Wants the manager' })
  const first = (await read(reference)).reachedManagementAt
  clock.advance(60_000)
  expect((await escalate(reference, executive)).body).toMatchObject({
    owner: { id: executive.id },
    reachedManagementAt: first,
  })
})

test('what reached management closes only after a manager signed why there is no pothole', async () => {
  const { reference } = await create()
  await escalate(reference)
  for (const closing of [solved, decided, { closure: 'merged', into: (await create()).reference } as Closing]) {
    expect(type(await close(reference, closing))).toBe('409 management_needs_pothole')
  }
  expect((await history(reference)).at(-1)?.kind).toBe('reached_management')
  const sign = (who: typeof manager, reason: string) =>
    call(who, 'signNoPothole', { params: { reference }, body: { reason } })
  expect((await sign(manager, 'No.')).status).toBe(400)
  for (const who of [agent, administrator, people.analyst, people.operations])
    expect((await sign(who, 'Because I say so')).status).toBe(403)
  expect((await sign(manager, 'A one-off slip, spoken about')).status).toBe(200)
  expect((await sign(executive, 'Looked at it once more')).status).toBe(200)
  const signed = (await history(reference)).filter((event) => event.kind === 'no_pothole_signed')
  expect(signed.map((event) => [event.actor.name, event.words])).toEqual([
    ['Manager', 'A one-off slip, spoken about'],
    ['Executive', 'Looked at it once more'],
  ])
  expect(type(await close(reference, solved))).toBe('409 manager_speaks_first')
})

test('a program does not sign', async () => {
  const { reference } = await create()
  const { body } = await call(administrator, 'createKey', { body: { name: 'boss', role: 'manager' } })
  const program = { headers: { authorization: `Bearer ${body.key}` } }
  const answer = await call(program, 'signNoPothole', {
    params: { reference },
    body: { reason: 'Signed by a machine' },
  })
  expect(type(answer)).toBe('403 person_needed')
})

test('a closed complaint is not escalated, and gets no next update', async () => {
  const { reference } = await create()
  await close(reference, solved)
  const due = new Date(clock.now().getTime() + 60_000).toISOString()
  expect(type(await escalate(reference))).toBe('409 complaint_closed')
  expect(type(await call(agent, 'classifyComplaint', { params: { reference }, body: { nextUpdateDue: due } }))).toBe(
    '409 complaint_closed',
  )
})

test('after all of this every chain is whole', async () => {
  expect((await verifyEvents(db)).breaks).toEqual([])
})
