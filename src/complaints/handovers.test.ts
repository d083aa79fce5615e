import { expect, test } from 'vitest'
import { column, type Person, startProduct } from '../../test/setup/product.ts'
import { newId } from '../platform/ids.ts'
import { verifyEvents } from './events.ts'

const { db, people, call, addPerson, clock } = await startProduct()
const { agent, manager, executive, administrator } = people
const taker = await addPerson('agent', { name: 'Taker' })

const problem = (answer: { status: number; body: { type?: string } | null }) => [
  answer.status,
  answer.body?.type?.split(':').at(-1),
]
const create = async (text = 'Pass me on') => (await call(agent, 'createComplaint', { body: { text } })).body
const offer = (reference: string, to: Person, who: Person = agent, note?: string) =>
  call(who, 'offerHandover', { params: { reference }, body: { toId: to.id, note } })
type Reply = 'accepted' | 'declined' | 'withdrawn'
const answer = (who: Person, reference: string, id: string, said: Reply, reason?: string) =>
  call(who, 'answerHandover', { params: { reference, id }, body: { answer: said, reason } })
const owner = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body.owner.id
const kinds = async (reference: string) =>
  (await call(agent, 'readTimeline', { params: { reference } })).body.map((event) => event.kind)

test('until a handover is accepted the giver stays owner; then the taker is', async () => {
  const { reference } = await create()
  const { status, body } = await offer(reference, taker, agent, 'You know this customer')
  expect(status).toBe(201)
  expect(await owner(reference)).toBe(agent.id)
  const waiting = (await call(taker, 'waitingHandovers')).body
  expect(waiting).toMatchObject([
    { id: body.id, reference, from: { name: 'Agent' }, note: 'You know this customer', excerpt: 'Pass me on' },
  ])
  const read = await call(agent, 'readComplaint', { params: { reference } })
  expect(read.body.openHandover).toMatchObject({ id: body.id, from: { id: agent.id }, to: { id: taker.id } })
  expect((await answer(taker, reference, body.id, 'accepted')).body?.owner.id).toBe(taker.id)
  expect((await call(taker, 'waitingHandovers')).body).toEqual([])
  expect(await kinds(reference)).toEqual(['received', 'handover_offered', 'handover_accepted'])
})

test('declining needs a reason, which the giver reads', async () => {
  const { reference } = await create()
  const { body } = await offer(reference, taker)
  for (const reason of [undefined, '', '  ']) {
    expect(problem(await answer(taker, reference, body.id, 'declined', reason))).toEqual([400, 'reason_needed'])
  }
  expect((await answer(taker, reference, body.id, 'declined', 'On leave from Monday')).status).toBe(200)
  expect(await owner(reference)).toBe(agent.id)
  const timeline = (await call(agent, 'readTimeline', { params: { reference } })).body
  expect(timeline.at(-1)).toMatchObject({
    kind: 'handover_declined',
    words: 'On leave from Monday',
    actor: { name: 'Taker' },
  })
  expect((await offer(reference, manager)).status).toBe(201)
})

test('the giver withdraws, and nobody else', async () => {
  const { reference } = await create()
  const { body } = await offer(reference, taker)
  expect(problem(await answer(taker, reference, body.id, 'withdrawn'))).toEqual([403, 'handover_not_yours'])
  expect(problem(await answer(agent, reference, body.id, 'accepted'))).toEqual([403, 'handover_not_yours'])
  expect(problem(await answer(manager, reference, body.id, 'accepted'))).toEqual([403, 'handover_not_yours'])
  expect((await answer(agent, reference, body.id, 'withdrawn')).status).toBe(200)
  expect(problem(await answer(taker, reference, body.id, 'accepted'))).toEqual([404, 'handover_not_found'])
  expect(await owner(reference)).toBe(agent.id)
})

test('one handover waits at a time, to someone else, who works here', async () => {
  const { reference } = await create()
  expect(problem(await offer(reference, agent))).toEqual([409, 'handover_to_owner'])
  expect(problem(await offer(reference, { ...taker, id: newId() }))).toEqual([422, 'person_inactive'])
  await offer(reference, taker)
  expect(problem(await offer(reference, manager))).toEqual([409, 'handover_waiting'])
})

test('of many offers at once one waits', async () => {
  const { reference } = await create()
  const answers = await Promise.all([taker, manager, executive, administrator].map((to) => offer(reference, to)))
  expect(answers.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409])
})

test('of many answers at once one counts, and owner, history and answer agree', async () => {
  for (const rivals of [
    ['accepted', 'withdrawn'],
    ['accepted', 'accepted'],
    ['declined', 'withdrawn'],
  ] as const) {
    const { reference, id } = await create()
    const { body } = await offer(reference, taker)
    const answers = await Promise.all(
      rivals.map((said) => answer(said === 'withdrawn' ? agent : taker, reference, body.id, said, 'Busy')),
    )
    expect(
      answers.map((each) => each.status).toSorted((a, b) => a - b),
      rivals.join(),
    ).toEqual([200, 404])
    const [said] = await column<string>(db, `select answer from handovers where complaint_id = '${id}'`)
    expect((await kinds(reference)).at(-1)).toBe(`handover_${said}`)
    expect(await owner(reference)).toBe(said === 'accepted' ? taker.id : agent.id)
  }
})

test('a handover ends, and says so, when the complaint is closed or taken to a manager', async () => {
  const [closed, raised] = [await create(), await create()]
  for (const { reference } of [closed, raised]) await offer(reference, taker)
  const solved = { closure: 'solved' as const, customerWords: 'Fine', channel: 'phone' as const }
  await call(agent, 'closeComplaint', { params: { reference: closed.reference }, body: solved })
  await call(agent, 'escalateComplaint', {
    params: { reference: raised.reference },
    body: { managerId: manager.id, why: 'Asked for one' },
  })
  expect(await kinds(closed.reference)).toEqual(['received', 'handover_offered', 'handover_withdrawn', 'closed'])
  expect(await kinds(raised.reference)).toEqual([
    'received',
    'handover_offered',
    'handover_withdrawn',
    'reached_management',
  ])
  expect((await call(taker, 'waitingHandovers')).body.map((each) => each.reference)).not.toContain(raised.reference)
  expect(problem(await offer(closed.reference, taker))).toEqual([409, 'complaint_closed'])
})

test('programs neither offer in a person’s name nor answer', async () => {
  const { reference } = await create()
  const { body } = await offer(reference, taker)
  const local = { headers: { authorization: 'Bearer local-token' } }
  const said = await call(local, 'answerHandover', { params: { reference, id: body.id }, body: { answer: 'accepted' } })
  expect(problem(said)).toEqual([403, 'person_needed'])
  expect((await call(local, 'waitingHandovers')).body).toEqual([])
})

const deactivate = (person: Person, successor: Person, who: Person = administrator) =>
  call(who, 'deactivatePerson', { params: { id: person.id }, body: { successorId: successor.id } })

test('who leaves hands over everything: complaints, handovers, rules, the last resort', async () => {
  const leaver = await addPerson('agent', { name: 'Leaver' })
  const rules = {
    rules: [{ name: 'Chat', active: true, conditions: { channels: ['chat'] }, toPersonId: leaver.id, toTeamId: null }],
    lastResortId: leaver.id,
    updateWithinHours: 24,
  }
  expect((await call(administrator, 'replaceRoutingRules', { body: rules })).status).toBe(200)
  const owned = [await create('One'), await create('Two')]
  const [asked, offered] = [
    owned[0],
    await call(taker, 'createComplaint', { body: { text: 'Of another', channel: 'email' } }),
  ]
  await call(administrator, 'replaceRoutingRules', { body: { ...rules, lastResortId: agent.id } })
  const others = await create('Of the agent')
  await call(administrator, 'replaceRoutingRules', { body: rules })
  await offer(asked?.reference ?? '', taker, leaver)
  await offer(others.reference, leaver)
  expect((await deactivate(leaver, taker)).body).toEqual({ handedOver: 3 })
  for (const { reference } of [...owned, offered.body]) expect(await owner(reference)).toBe(taker.id)
  expect(await owner(others.reference)).toBe(agent.id)
  expect(await kinds(owned[1]?.reference ?? '')).toEqual(['received', 'owner_changed'])
  expect(await kinds(asked?.reference ?? '')).toEqual([
    'received',
    'handover_offered',
    'handover_withdrawn',
    'owner_changed',
  ])
  expect(await kinds(others.reference)).toEqual(['received', 'handover_offered', 'handover_withdrawn'])
  const routing = (await call(administrator, 'readRoutingRules')).body
  expect([routing.lastResortId, routing.rules[0]?.toPersonId]).toEqual([taker.id, taker.id])
  expect((await create('Afterwards')).owner.id).toBe(taker.id)
  await call(administrator, 'replaceRoutingRules', {
    body: { rules: [], lastResortId: agent.id, updateWithinHours: 72 },
  })
})

test('a closed complaint keeps the owner it had, and reopens with one who is here', async () => {
  const leaver = await addPerson('agent')
  const { reference } = await create()
  const { body } = await offer(reference, leaver)
  await answer(leaver, reference, body.id, 'accepted')
  await call(agent, 'closeComplaint', {
    params: { reference },
    body: { closure: 'solved', customerWords: 'Fine', channel: 'phone' },
  })
  expect((await deactivate(leaver, taker)).body).toEqual({ handedOver: 0 })
  expect(await owner(reference)).toBe(leaver.id)
  clock.advance(1000)
  const reopened = await call(agent, 'reopenComplaint', { params: { reference }, query: { reason: 'Broken again' } })
  expect(reopened.body).toMatchObject({
    owner: { id: agent.id },
    closedAt: null,
    nextUpdateDue: new Date(clock.now().getTime() + 72 * 3_600_000).toISOString(),
  })
})

test('who takes over works here and is somebody else', async () => {
  const [leaver, gone] = [await addPerson('agent'), await addPerson('agent')]
  await deactivate(gone, taker)
  expect(problem(await deactivate(leaver, leaver))).toEqual([422, 'successor_inactive'])
  expect(problem(await deactivate(leaver, gone))).toEqual([422, 'successor_inactive'])
  expect(problem(await deactivate(leaver, { ...gone, id: newId() }))).toEqual([422, 'successor_inactive'])
  expect(problem(await deactivate({ ...gone, id: newId() }, taker))).toEqual([404, 'person_not_found'])
  expect((await call(leaver, 'currentSession')).status).toBe(200)
})

test('complaints that arrive while their owner leaves find an owner, every one', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const leaver = await addPerson('agent')
    await call(administrator, 'replaceRoutingRules', {
      body: { rules: [], lastResortId: leaver.id, updateWithinHours: 72 },
    })
    const arriving = Array.from({ length: 12 }, (_, index) =>
      call(manager, 'createComplaint', {
        body: { text: `Meanwhile ${turn}`, ...(index % 2 && { customer: { email: `m${turn}-${index}@example.com` } }) },
      }),
    )
    const [left, ...created] = await Promise.all([
      deactivate(leaver, agent),
      ...arriving.slice(0, 6),
      ...arriving.slice(6),
    ])
    expect(left.status).toBe(200)
    expect(created.map((each) => each.status)).toEqual(Array(12).fill(201))
  }
  expect(
    await column(
      db,
      'select count(*) from complaints c join people p on p.id = c.owner_id where c.closed_at is null and not p.active',
    ),
  ).toEqual([0])
  expect(await column(db, `select count(*) from complaints where text like 'Meanwhile%'`)).toEqual([60])
})

test('two who leave at once and name each other do not both go', async () => {
  const [one, two] = [await addPerson('agent'), await addPerson('agent')]
  const answers = await Promise.all([deactivate(one, two), deactivate(two, one)])
  expect(answers.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([200, 422])
})

test('after all of this every chain is whole', async () => {
  expect((await verifyEvents(db)).breaks).toEqual([])
})
