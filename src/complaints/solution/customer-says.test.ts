import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { verifyEvents } from '../events.ts'
import { startSession } from '../../people/sessions.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { RoutingDesk } from '../routing/desk.ts'
import {
  customerSaysNotSolved,
  customerSaysSolved,
  customerWantsDecider,
  customerWithdraws,
  customerWrites,
} from './customer-says.ts'
import { rate } from './rating.ts'

const { db, people, call, clock } = await startProduct()
const { agent, manager, executive, operations } = people
const desk = new RoutingDesk(db, clock)

const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`
let customers = 0
const complain = async (text = 'The parcel is late', language = 'en') => {
  const customer = { name: 'Kim', email: `kim${++customers}@example.com` }
  return (await call(agent, 'createComplaint', { body: { text, language, channel: 'email', customer } })).body
}
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const state = async (reference: string) => (await call(agent, 'readSolution', { params: { reference } })).body
const history = async (reference: string) => (await call(agent, 'readTimeline', { params: { reference } })).body
const letters = async (complaintId: string) =>
  (
    await sql<{ kind: string; subject: string; body: string }>`
      select kind, subject, body from letters where complaint_id = ${complaintId} and cancelled_at is null order by occasion`.execute(
      db,
    )
  ).rows
const letterKinds = async (complaintId: string) => (await letters(complaintId)).map(({ kind }) => kind)
const propose = (reference: string, words = 'We sent it again; it comes on Friday.') =>
  call(agent, 'proposeSolution', { params: { reference }, body: { words } })
const notices = async (who: typeof agent, reference: string) =>
  (await call(who, 'listNotices')).body.items
    .filter((notice) => notice.complaint?.reference === reference)
    .map(({ kind }) => kind)

const now = () => clock.now()
const by = (complaintId: string, words?: string) => ({ complaintId, words, channel: 'web_form', now: now() })
const solved = (id: string, words?: string) => inTransaction(db, (tx) => customerSaysSolved(tx, by(id, words)))
const notSolved = (id: string, words?: string) =>
  inTransaction(db, (tx) => customerSaysNotSolved(tx, desk, by(id, words)))
const wantsDecider = (id: string, words?: string) =>
  inTransaction(db, (tx) => customerWantsDecider(tx, desk, by(id, words)))
const withdraws = (id: string, words?: string) => inTransaction(db, (tx) => customerWithdraws(tx, by(id, words)))
/** Days go by, and everyone signs in again. */
async function days(count: number): Promise<void> {
  clock.advance(count * 86_400_000)
  for (const person of Object.values(people))
    person.headers = { cookie: `amends_session=${await startSession(db, person.id, now())}` }
}

test('a proposed solution asks the customer, and their yes closes the complaint', async () => {
  const { id, reference } = await complain()
  const proposed = await propose(reference)
  expect(proposed.status).toBe(201)
  expect(proposed.body.solutions).toMatchObject([
    { answer: null, letter: true, remindersStated: 2, remindAfterDays: 5 },
  ])
  expect((await read(reference)).closedAt).toBeNull()
  const asked = (await letters(id)).at(-1)
  expect(asked).toMatchObject({ kind: 'solution', body: expect.stringContaining('We sent it again') })
  expect(asked?.body).toContain('[[link]]')
  clock.advance(1000)
  expect((await solved(id)).what).toBe('closed')
  expect(await read(reference)).toMatchObject({ closure: 'solved', closedAt: now().toISOString() })
  expect((await state(reference)).solutions).toMatchObject([{ answer: 'solved', nextStepAt: null }])
  expect(await notices(agent, reference)).toEqual(['customer_solved'])
})

test('the words of the button stand for the customer’s own, in their language', async () => {
  const { id, reference } = await complain('Посылка не пришла', 'ru')
  await solved(id)
  const said = (await history(reference)).filter(({ kind }) => kind === 'said_solved')
  expect(said).toMatchObject([{ words: 'Вопрос решён.', actor: { kind: 'customer' } }])
  const own = await complain()
  await solved(own.id, 'Yes, it came. Thank you!')
  expect((await history(own.reference)).find(({ kind }) => kind === 'closed')?.words).toBe('Yes, it came. Thank you!')
})

test('a customer’s no keeps it with the owner, who is told at once and owes a word within a day', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  clock.advance(60_000)
  expect((await notSolved(id, 'It is still not here.')).what).toBe('went_on')
  expect(await read(reference)).toMatchObject({
    closedAt: null,
    owner: { id: agent.id },
    nextUpdateDue: new Date(now().getTime() + 86_400_000).toISOString(),
  })
  expect((await state(reference)).solutions).toMatchObject([{ answer: 'not_solved', nextStepAt: null }])
  expect(await notices(agent, reference)).toEqual(['customer_not_solved'])
})

test('a no within the stated time reopens with the owner at once', async () => {
  const { id, reference } = await complain()
  await solved(id)
  expect((await state(reference)).reopenUntil).toBe(new Date(now().getTime() + 60 * 86_400_000).toISOString())
  await days(60)
  expect(await notSolved(id, 'It broke again.')).toMatchObject({ what: 'reopened', reference })
  expect(await read(reference)).toMatchObject({ closedAt: null, owner: { id: agent.id } })
  expect((await history(reference)).slice(-3)).toMatchObject([
    { kind: 'reopened', actor: { kind: 'customer' }, words: null },
    { kind: 'customer_wrote', words: 'It broke again.' },
    { kind: 'said_not_solved', words: null },
  ])
})

test('what was stated when it closed holds, whatever is set later', async () => {
  const { id } = await complain()
  await solved(id)
  const times = (await call(people.administrator, 'readCareTimes')).body
  const { version, ...before } = times
  const changed = await call(people.administrator, 'changeCareTimes', {
    body: { ...before, reopenWithinDays: 1 },
    ifMatch: version,
  })
  expect(changed.body.reopenWithinDays).toBe(1)
  await days(30)
  expect((await notSolved(id)).what).toBe('reopened')
  await call(people.administrator, 'changeCareTimes', { body: before })
})

test('a no after the stated time begins a new complaint, and each says where the other is', async () => {
  const { id, reference } = await complain()
  await solved(id)
  await days(61)
  const linked = await notSolved(id, 'It broke again.')
  expect(linked.what).toBe('linked')
  expect(await read(reference)).toMatchObject({
    closure: 'solved',
    related: [{ reference: linked.reference, how: 'followed_up' }],
  })
  const second = await read(linked.reference)
  expect(second).toMatchObject({ text: 'It broke again.', closedAt: null, related: [{ reference, how: 'follows_up' }] })
  expect(second.customer?.id).toBe((await read(reference)).customer?.id)
})

test('whatever a customer writes to a closed complaint takes it up again', async () => {
  const { id, reference } = await complain()
  await solved(id)
  await days(2)
  const at = new Date(now().getTime() - 60_000)
  const wrote = await inTransaction(db, (tx) =>
    customerWrites(tx, desk, { complaintId: id, words: 'One more thing', channel: 'email', at, now: now() }),
  )
  expect(wrote).toMatchObject({ what: 'reopened', reference })
  expect((await history(reference)).at(-1)).toMatchObject({
    kind: 'customer_wrote',
    words: 'One more thing',
    at: at.toISOString(),
  })
})

test('words that a customer writes instead of yes or no end the silence: a person reads them', async () => {
  const { reference } = await complain()
  await propose(reference)
  const body = { direction: 'in', channel: 'phone', text: 'I am away until Monday' } as const
  await call(agent, 'addMessage', { params: { reference }, body })
  expect((await state(reference)).solutions).toMatchObject([{ answer: 'wrote', nextStepAt: null }])
  expect((await read(reference)).closedAt).toBeNull()
})

test('a new proposal replaces the one before, which is not asked about any more', async () => {
  const { id, reference } = await complain()
  await propose(reference, 'First we wait.')
  await propose(reference, 'We refund it.')
  expect((await state(reference)).solutions.map(({ words, answer }) => [words, answer])).toEqual([
    ['We refund it.', null],
    ['First we wait.', 'replaced'],
  ])
  expect(await letterKinds(id)).toEqual(['acknowledgement', 'solution'])
})

test('a customer who takes it back is told so, and nothing is asked of them', async () => {
  const { id, reference } = await complain()
  await propose(reference)
  expect((await withdraws(id)).what).toBe('closed')
  expect((await read(reference)).closure).toBe('withdrawn')
  expect(await letterKinds(id)).toEqual(['acknowledgement', 'withdrawn'])
})

test('yes twice is yes once', async () => {
  const { id, reference } = await complain()
  await solved(id)
  expect((await solved(id, 'Yes!')).what).toBe('was_closed')
  expect((await history(reference)).filter(({ kind }) => kind === 'closed')).toHaveLength(1)
})

test('what a customer says of a merged complaint reaches the one it goes on in', async () => {
  const [one, other] = [await complain(), await complain()]
  const merging = { closure: 'merged', into: other.reference, evenIfOtherCustomer: true } as const
  await call(agent, 'closeComplaint', { params: { reference: one.reference }, body: merging })
  expect(await solved(one.id)).toMatchObject({ what: 'closed', reference: other.reference })
  expect((await read(one.reference)).closure).toBe('merged')
})

test('a customer who wants someone who can decide has a named manager, who is told, and knows by when', async () => {
  const { id, reference } = await complain()
  const reached = await wantsDecider(id, 'Nobody here can help me.')
  expect(reached).toMatchObject({ what: 'went_on', manager: { id: manager.id, name: 'Manager' } })
  expect(reached.speakBy).toEqual(new Date(now().getTime() + 24 * 3_600_000))
  expect(await read(reference)).toMatchObject({
    owner: { id: manager.id },
    reachedManagementAt: now().toISOString(),
    nextUpdateDue: reached.speakBy.toISOString(),
  })
  expect(await notices(manager, reference)).toEqual(['reached_you'])
  expect((await letters(id)).at(-1)?.body).toMatch(
    /^Manager, who can decide.* 3 Mar 2026, 09:00 UTC|Manager, who can decide/,
  )
})

test('the way to someone who can decide is open in a closed complaint too', async () => {
  const { id, reference } = await complain()
  await call(agent, 'closeComplaint', {
    params: { reference },
    body: {
      closure: 'decided',
      decision: 'not_upheld',
      findings: 'It was bought in 2020.',
      reasons: 'The guarantee has ended.',
      recourse: 'The consumer ombudsman',
    },
  })
  await days(1)
  expect(await wantsDecider(id)).toMatchObject({ what: 'reopened', reference, manager: { name: 'Manager' } })
  expect((await read(reference)).closedAt).toBeNull()
})

test('one of us records what the customer said on the telephone', async () => {
  const { reference } = await complain()
  const record = (says: 'solved' | 'not_solved' | 'wants_decider' | 'withdraws', who = agent) =>
    call(who, 'recordCustomersWord', {
      params: { reference },
      body: { says, words: `They say: ${says}`, channel: 'phone' },
    })
  expect((await record('not_solved')).body).toMatchObject({ outcome: 'went_on', reference, manager: null })
  expect((await record('solved')).body.outcome).toBe('closed')
  await days(1)
  expect((await record('wants_decider')).body).toMatchObject({ outcome: 'reopened', manager: { name: 'Manager' } })
  expect((await history(reference)).filter(({ kind }) => kind === 'said_solved')[0]?.actor).toMatchObject({
    kind: 'person',
  })
  expect((await record('withdraws', operations)).status).toBe(404)
})

test('who says that it is solved is asked once how it was, in the same letter, with one click for each answer', async () => {
  const { id, reference } = await complain()
  await solved(id)
  const thanks = (await letters(id)).at(-1)
  expect(thanks?.kind).toBe('thanks')
  for (const value of [1, 2, 3, 4, 5]) expect(thanks?.body).toContain(`[[link]]/rate?satisfaction=${value}`)
  const given = (satisfaction: number) =>
    inTransaction(db, (tx) => rate(tx, { complaintId: id, satisfaction, effort: 6, comment: ' Quick. ', now: now() }))
  await given(5)
  await expect(given(1)).rejects.toMatchObject({ key: 'rating_given' })
  expect((await state(reference)).rating).toMatchObject({ satisfaction: 5, effort: 6, comment: 'Quick.', hold: null })
  await days(1)
  await notSolved(id)
  await solved(id)
  expect((await letters(id)).at(-1)).toMatchObject({ kind: 'thanks', body: expect.not.stringContaining('/rate') })
})

test.each([
  ['was hurt', async () => (await complain('The kettle exploded and my hand is burnt')).id],
  [
    'is not to be asked, as one of us knows',
    async () => {
      const { id, reference } = await complain()
      await call(agent, 'holdRating', { params: { reference }, body: { why: 'grief' } })
      return id
    },
  ],
  [
    'had to say twice that it was not solved',
    async () => {
      const { id } = await complain()
      await notSolved(id)
      await notSolved(id)
      return id
    },
  ],
  [
    'was refused first',
    async () => {
      const { id, reference } = await complain()
      const body = {
        closure: 'decided',
        decision: 'partly_upheld',
        findings: 'It came on the third day.',
        reasons: 'Half of it was our fault.',
        recourse: 'The ombudsman',
      } as const
      await call(agent, 'closeComplaint', { params: { reference }, body })
      await days(1)
      await notSolved(id)
      return id
    },
  ],
])('a customer who %s is not asked how it was', async (_why, prepare) => {
  const id = await prepare()
  clock.advance(1000)
  await solved(id)
  const thanks = (await letters(id)).at(-1)
  expect(thanks).toMatchObject({ kind: 'thanks', body: expect.not.stringContaining('/rate') })
  const given = inTransaction(db, (tx) => rate(tx, { complaintId: id, satisfaction: 5, now: now() }))
  await expect(given).rejects.toMatchObject({ key: 'rating_not_asked' })
})

test('a hold is taken back, and then they are asked', async () => {
  const { id, reference } = await complain()
  await call(agent, 'holdRating', { params: { reference }, body: { why: 'other' } })
  expect((await state(reference)).rating.hold).toMatchObject({ why: 'other', by: { name: 'Agent' } })
  expect((await call(agent, 'releaseRating', { params: { reference } })).body.rating.hold).toBeNull()
  await solved(id)
  expect((await state(reference)).rating.askedAt).toBe(now().toISOString())
})

test('nobody is asked about a decision, a withdrawal or silence', async () => {
  const { id } = await complain()
  await withdraws(id)
  const given = inTransaction(db, (tx) => rate(tx, { complaintId: id, satisfaction: 5, now: now() }))
  await expect(given).rejects.toMatchObject({ key: 'rating_not_asked' })
})

test('a decision reaches the customer with what we found, why, and where they can turn', async () => {
  const { id, reference } = await complain()
  const body = {
    closure: 'decided',
    decision: 'not_upheld',
    findings: 'The seal was broken by a fall.',
    reasons: 'The guarantee leaves falls out.',
    recourse: 'The consumer ombudsman, ombudsman.example',
  } as const
  await call(agent, 'closeComplaint', { params: { reference }, body })
  const letter = (await letters(id)).at(-1)
  expect(letter?.kind).toBe('decision')
  for (const words of [body.findings, body.reasons, body.recourse, 'cannot do what you asked for'])
    expect(letter?.body).toContain(words)
  expect((await history(reference)).find(({ kind }) => kind === 'closed')?.detail).toMatchObject({
    decision: 'not_upheld',
  })
  expect((await state((await complain()).reference)).lastRecourse).toBe(body.recourse)
})

test('a closed complaint takes no proposal', async () => {
  const { id, reference } = await complain()
  await solved(id)
  expect(type(await propose(reference))).toBe('409 complaint_closed')
})

test('the executive is asked when a manager had it already', async () => {
  const { id, reference } = await complain()
  await wantsDecider(id)
  expect((await wantsDecider(id)).manager.name).toBe(executive.name)
  expect((await read(reference)).owner.id).toBe(executive.id)
})

test('after all of this every chain is whole', async () => {
  expect((await verifyEvents(db)).breaks).toEqual([])
})
