import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Person, startProduct } from '../../../test/setup/product.ts'
import { startSession } from '../../people/sessions.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { RoutingDesk } from '../routing/desk.ts'
import { customerSaysSolved, customerWantsDecider, customerWithdraws } from '../solution/customer-says.ts'
import { verifyEvents } from '../events.ts'
import { watchManagers } from './speaking-clock.ts'

const { db, owned, people, call, clock, addPerson } = await startProduct()
const { agent, manager, executive, administrator } = people
const desk = new RoutingDesk(db, clock)

const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`
let customers = 0
const complain = async () => {
  const customer = { name: 'Kim', email: `kim${++customers}@example.com`, phone: `+4420${customers}` }
  return (await call(agent, 'createComplaint', { body: { text: 'Nobody answers', language: 'en', customer } })).body
}
const params = (reference: string) => ({ params: { reference } })
const read = async (reference: string) => (await call(manager, 'readComplaint', params(reference))).body
const state = async (reference: string) => (await call(manager, 'readEscalation', params(reference))).body
const history = async (reference: string) => (await call(manager, 'readTimeline', params(reference))).body
const escalate = (reference: string, to: Person | null = manager) =>
  call(agent, 'escalateComplaint', {
    ...params(reference),
    body: { managerId: to?.id ?? null, why: 'Wants the manager' },
  })
const speak = (
  who: Person,
  reference: string,
  body: { how: 'call' | 'letter'; words?: string; at?: string } = { how: 'call' },
) =>
  call(who, 'recordManagerSpoke', {
    ...params(reference),
    body: { words: 'I called; the refund is on its way.', ...body },
  })
const noteAll = async (reference: string) => {
  const failures = (await state(reference)).stages.map(({ seq }) => ({ stageSeq: seq, what: 'late' as const }))
  return call(manager, 'noteFailures', { ...params(reference), body: { failures } })
}
const sign = (reference: string) =>
  call(manager, 'signNoPothole', { ...params(reference), body: { reason: 'A one-off slip, spoken about' } })
const solved = { closure: 'solved', customerWords: 'Yes, it works', channel: 'phone' } as const
const close = (reference: string) => call(agent, 'closeComplaint', { ...params(reference), body: solved })
const says = (id: string) => ({ complaintId: id, channel: 'web_form', now: clock.now() })
const wantsDecider = (id: string) => inTransaction(db, (tx) => customerWantsDecider(tx, desk, says(id)))
const notices = async (who: Person, reference: string) =>
  (await call(who, 'listNotices')).body.items
    .filter((notice) => notice.complaint?.reference === reference)
    .map(({ kind }) => kind)

test('any employee takes a complaint to a manager, who is chosen when none is named', async () => {
  const { reference } = await complain()
  expect(type(await escalate(reference, people.analyst))).toBe('422 manager_needed')
  expect((await escalate(reference, null)).body.owner.id).toBe(manager.id)
  expect((await state(reference)).escalations).toMatchObject([
    {
      askedBy: 'person',
      why: 'Wants the manager',
      from: { id: agent.id },
      manager: { id: manager.id },
      speakBy: new Date(clock.now().getTime() + 24 * 3_600_000).toISOString(),
      spoke: null,
      ended: null,
    },
  ])
})

test('the customer is told who speaks to them and by when', async () => {
  const { reference, id } = await complain()
  await escalate(reference)
  const { rows } = await sql<{ subject: string; body: string }>`
    select subject, body from letters where complaint_id = ${id} and kind = 'escalation'`.execute(db)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.subject).toContain('Manager')
  expect(rows[0]?.body).toMatch(/Manager, who can decide, .* by 3 Mar 2026, 09:00 UTC/)
})

test('it closes only after the manager spoke, what failed was noted, and the pothole was settled', async () => {
  const { reference } = await complain()
  await escalate(reference)
  expect((await state(reference)).owed).toEqual(['manager_speaks', 'failures', 'pothole'])
  expect(type(await close(reference))).toBe('409 management_needs_pothole')
  await sign(reference)
  expect(type(await close(reference))).toBe('409 manager_speaks_first')
  expect((await speak(manager, reference)).body.owed).toEqual(['failures'])
  expect(type(await close(reference))).toBe('409 failures_not_noted')
  expect((await noteAll(reference)).body.owed).toEqual([])
  expect((await close(reference)).body.closure).toBe('solved')
})

test('a decision closes it no sooner', async () => {
  const { reference } = await complain()
  await escalate(reference)
  await sign(reference)
  const body = {
    closure: 'decided',
    decision: 'no_finding',
    findings: 'No record of the call.',
    reasons: 'We could not find out.',
    recourse: 'The ombudsman',
  } as const
  expect(type(await call(manager, 'closeComplaint', { ...params(reference), body }))).toBe('409 manager_speaks_first')
})

test('only the named manager records the talk, in the time since they were asked', async () => {
  const { reference } = await complain()
  clock.advance(60_000)
  await escalate(reference)
  const at = (milliseconds: number) =>
    ({ how: 'call', at: new Date(clock.now().getTime() + milliseconds).toISOString() }) as const
  expect((await speak(agent, reference)).status).toBe(403)
  expect(type(await speak(executive, reference))).toBe('403 not_the_manager')
  expect(type(await speak(manager, reference, at(60_000)))).toBe('400 written_in_future')
  expect(type(await speak(manager, reference, at(-60_000)))).toBe('400 spoke_before_asked')
  expect((await speak(manager, reference)).body.escalations[0]?.spoke).toMatchObject({ how: 'call' })
  expect(type(await speak(manager, reference))).toBe('409 no_escalation_waits')
  expect((await history(reference)).at(-1)).toMatchObject({
    kind: 'manager_spoke',
    words: 'I called; the refund is on its way.',
  })
})

test('a letter of the manager’s own is recorded and sent', async () => {
  const { reference, id } = await complain()
  await escalate(reference)
  await speak(manager, reference, { how: 'letter', words: 'I looked at it myself.' })
  const { rows } = await sql<{ body: string; author_id: string }>`
    select body, author_id from letters where complaint_id = ${id} and kind = 'reply'`.execute(db)
  expect(rows).toMatchObject([{ author_id: manager.id, body: expect.stringContaining('I looked at it myself.') }])
  const nameless = (await call(agent, 'createComplaint', { body: { text: 'By telephone' } })).body
  await escalate(nameless.reference)
  expect(type(await speak(manager, nameless.reference, { how: 'letter' }))).toBe('409 no_email_known')
  expect((await state(nameless.reference)).owed).toContain('manager_speaks')
})

test('every earlier stage is there to be noted, with who had it and how often the customer heard from us', async () => {
  const { reference } = await complain()
  await call(agent, 'addMessage', {
    ...params(reference),
    body: { direction: 'out', channel: 'phone', text: 'We look into it.' },
  })
  await call(agent, 'proposeSolution', { ...params(reference), body: { words: 'A voucher.' } })
  await escalate(reference)
  const { stages } = await state(reference)
  expect(stages.map(({ kind, person, answers }) => [kind, person?.name, answers])).toEqual([
    ['received', 'Agent', 1],
    ['solution_proposed', 'Agent', 1],
  ])
  const note = (stageSeq: number, what: 'rule' | 'nothing', words?: string) =>
    call(manager, 'noteFailures', { ...params(reference), body: { failures: [{ stageSeq, what, note: words }] } })
  const [first, second] = stages.map(({ seq }) => seq) as [number, number]
  await note(first, 'nothing')
  const noted = await note(second, 'rule', 'Refunds above 20 need a signature')
  expect(noted.body.stages.map(({ failure }) => [failure?.what, failure?.note, failure?.notedBy?.name])).toEqual([
    ['nothing', null, 'Manager'],
    ['rule', 'Refunds above 20 need a signature', 'Manager'],
  ])
  expect((await note(first, 'rule')).body.stages[0]?.failure?.what).toBe('rule')
  expect(type(await note(99, 'rule'))).toBe('422 no_such_stage')
  expect(
    type(
      await call(manager, 'noteFailures', {
        ...params((await complain()).reference),
        body: { failures: [{ stageSeq: 1, what: 'late' }] },
      }),
    ),
  ).toBe('409 no_escalation')
})

test('the customer’s own word ends the waiting, and closes once management has done what it owes', async () => {
  const { reference, id } = await complain()
  await wantsDecider(id)
  expect((await inTransaction(db, (tx) => customerSaysSolved(tx, says(id)))).what).toBe('waits')
  const waiting = (await call(manager, 'readSolution', params(reference))).body.waiting
  expect(waiting).toMatchObject({ closure: 'solved', words: 'It is solved.' })
  expect(await state(reference)).toMatchObject({
    owed: ['failures', 'pothole'],
    escalations: [{ ended: { as: 'customer' } }],
  })
  await noteAll(reference)
  expect((await read(reference)).closedAt).toBeNull()
  await sign(reference)
  expect(await read(reference)).toMatchObject({ closure: 'solved' })
  expect((await history(reference)).find(({ kind }) => kind === 'closed')).toMatchObject({
    actor: { kind: 'customer' },
    words: 'It is solved.',
  })
})

test('a customer may take back what reached management; that waits for the same', async () => {
  const { reference, id } = await complain()
  await wantsDecider(id)
  expect((await inTransaction(db, (tx) => customerWithdraws(tx, says(id)))).what).toBe('waits')
  await sign(reference)
  await noteAll(reference)
  expect((await read(reference)).closure).toBe('withdrawn')
})

test('what one of us says that the customer said does not replace the manager’s word', async () => {
  const { reference } = await complain()
  await escalate(reference)
  const body = { says: 'solved', words: 'They said yes on the phone', channel: 'phone' } as const
  expect((await call(agent, 'recordCustomersWord', { ...params(reference), body })).body.outcome).toBe('waits')
  expect((await state(reference)).owed).toContain('manager_speaks')
})

test('passed to another manager, the customer still waits for a word, of that one', async () => {
  const { reference } = await complain()
  await escalate(reference)
  await escalate(reference, executive)
  expect((await state(reference)).escalations).toMatchObject([
    { manager: { id: executive.id }, ended: null },
    { manager: { id: manager.id }, ended: { as: 'passed' } },
  ])
  expect(type(await speak(manager, reference))).toBe('403 not_the_manager')
  expect((await speak(executive, reference)).status).toBe(200)
})

test('a manager who leaves passes the customers who wait for their word, with the time they were told', async () => {
  const leaver = await addPerson('manager', { name: 'Leaver' })
  const { reference } = await complain()
  await escalate(reference, leaver)
  const { speakBy } = (await state(reference)).escalations[0] as { speakBy: string }
  clock.advance(3_600_000)
  const leaving = { params: { id: leaver.id }, body: { successorId: agent.id } }
  expect((await call(administrator, 'deactivatePerson', leaving)).body.handedOver).toBe(1)
  const [now, before] = (await state(reference)).escalations
  expect(now).toMatchObject({ speakBy, spoke: null, ended: null })
  expect([manager.id, executive.id]).toContain(now?.manager.id)
  expect(before?.ended?.as).toBe('passed')
  expect((await read(reference)).owner.id).toBe(now?.manager.id)
})

test('managers see who reached them: those who wait first, then what waits for their signature, then the rest', async () => {
  const boss = await addPerson('manager', { name: 'Boss' })
  const to = async () => {
    const made = await complain()
    await escalate(made.reference, boss)
    clock.advance(60_000)
    return made
  }
  const [spoken, said, later, first] = [await to(), await to(), await to(), await to()]
  await speak(boss, spoken.reference)
  await inTransaction(db, (tx) => customerSaysSolved(tx, says(said.id)))
  await sql`update escalations set speak_by = speak_by - interval '10 hours' where complaint_id = ${first.id}`.execute(
    owned,
  )
  const mine = (await call(boss, 'listReached')).body
  expect(mine.map(({ reference }) => reference)).toEqual([first, later, said, spoken].map(({ reference }) => reference))
  expect(mine[0]).toMatchObject({ why: 'Wants the manager', customer: { name: 'Kim', phone: expect.any(String) } })
  expect(mine[2]).toMatchObject({ saidSolvedAt: expect.any(String), owed: ['failures', 'pothole'] })
  const all = (await call(executive, 'listReached', { query: { whose: 'all' } })).body
  expect(all.length).toBeGreaterThan(mine.length)
  expect((await call(agent, 'listReached')).status).toBe(403)
})

test('a manager is reminded before the time is over, and the executives are told after it, once', async () => {
  const { reference } = await complain()
  await escalate(reference)
  const look = () => watchManagers({ db, clock })
  await look()
  expect(await notices(manager, reference)).toEqual(['reached_you'])
  clock.advance(18 * 3_600_000)
  await look()
  await look()
  expect(await notices(manager, reference)).toEqual(['speak_soon', 'reached_you'])
  clock.advance(6 * 3_600_000)
  manager.headers = { cookie: `amends_session=${await startSession(db, manager.id, clock.now())}` }
  await Promise.all([look(), look()])
  expect(await notices(manager, reference)).toEqual(['speak_late', 'speak_soon', 'reached_you'])
  executive.headers = { cookie: `amends_session=${await startSession(db, executive.id, clock.now())}` }
  expect(await notices(executive, reference)).toEqual(['speak_late'])
})

test('after all of this every chain is whole', async () => {
  expect((await verifyEvents(db)).breaks).toEqual([])
})
