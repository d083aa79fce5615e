import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct } from '../../test/setup/product.ts'
import { ensureBranch, storeJourney } from '../journeys/store.ts'
import { inTransaction } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import type { Channel } from './shapes.ts'

const { db, owned, people, call, clock, addPerson } = await startProduct()
const { agent, manager, analyst } = people
// What is due is the next update alone here; clocks have their own tests.
await sql`update regimes set active = false`.execute(db)
const branch = async (...path: string[]) => (await ensureBranch(db, 'products', path)) ?? ''
const [cards, debit, loans] = [await branch('Cards'), await branch('Cards', 'Debit'), await branch('Loans')]
const [fees, hidden] = [
  await ensureBranch(db, 'issues', ['Fees']),
  await ensureBranch(db, 'issues', ['Fees', 'Hidden']),
]
const words = (text: string) => ({ en: text, ru: text })
await inTransaction(db, (tx) => storeJourney(tx, { name: words('Buy'), steps: [{ code: 'pay', name: words('Pay') }] }))
const [stepId = ''] = await column<string>(db, 'select id from journey_steps')

type Body = {
  text?: string
  productId?: string
  issueId?: string | null
  channel?: typeof Channel._output
  [other: string]: unknown
}
const create = async (body: Body = {}) =>
  (await call(agent, 'createComplaint', { body: { text: 'Something', ...body } as never })).body
const list = async (query: object, who = agent) => (await call(who, 'listComplaints', { query: query as never })).body
const found = async (query: object, who = agent) =>
  (await list({ limit: 200, ...query }, who)).items.map((item) => item.reference)
const count = async (query: object, who = agent) => (await call(who, 'countComplaints', { query: query as never })).body

/** Whether a filter finds a complaint it should, one it should not, and counts as many as it lists. */
async function outcome(query: object, wanted: { reference: string }, unwanted: { reference: string }) {
  const references = await found(query)
  const { count: counted } = await count(query)
  return {
    wanted: references.includes(wanted.reference),
    unwanted: references.includes(unwanted.reference),
    counted: counted === references.length,
  }
}
const right = { wanted: true, unwanted: false, counted: true }

const plain = await create({ receivedAt: '2026-02-10T12:00:00Z', language: 'en', channel: 'phone' })
const other = await create({
  receivedAt: '2026-02-20T12:00:00Z',
  language: 'de',
  channel: 'email',
  customer: { name: 'Bo', email: 'bo@example.com' },
  productId: debit,
  issueId: hidden,
  stepId,
})
const close = (reference: string) =>
  call(agent, 'closeComplaint', {
    params: { reference },
    body: { closure: 'solved', customerWords: 'Yes', channel: 'phone' },
  })
const code = (reference: string, primary: object) =>
  call(analyst, 'codeComplaint', { params: { reference }, body: { pass: 1, primary: primary as never } })

test('a filter by state, closure, channel and language finds what it names', async () => {
  const closed = await create({ channel: 'letter', language: 'fr' })
  await close(closed.reference)
  expect(await outcome({ state: 'closed' }, closed, plain)).toEqual(right)
  expect(await outcome({ state: 'open' }, plain, closed)).toEqual(right)
  expect(await outcome({ closure: 'solved' }, closed, plain)).toEqual(right)
  expect(await outcome({ channel: 'letter' }, closed, plain)).toEqual(right)
  expect(await outcome({ language: 'fr' }, closed, plain)).toEqual(right)
})

test('a filter by product or issue finds what lies below it too, and “none” what was never stated', async () => {
  expect(await outcome({ product: cards }, other, plain)).toEqual(right)
  expect(await outcome({ product: debit }, other, plain)).toEqual(right)
  expect(await outcome({ issue: fees }, other, plain)).toEqual(right)
  expect(await outcome({ product: 'none' }, plain, other)).toEqual(right)
  expect(await outcome({ issue: 'none' }, plain, other)).toEqual(right)
  expect(await outcome({ step: stepId }, other, plain)).toEqual(right)
  expect(await outcome({ step: 'none' }, plain, other)).toEqual(right)
  expect(await found({ product: loans })).toEqual([])
})

test('a filter by owner, me and customer finds theirs', async () => {
  const mine = await create({ text: 'For the manager', customer: { email: 'bo@example.com' } })
  await call(agent, 'escalateComplaint', {
    params: { reference: mine.reference },
    body: { managerId: manager.id, why: 'Asked' },
  })
  expect(await outcome({ owner: manager.id }, mine, plain)).toEqual(right)
  expect(await found({ owner: 'me' }, manager)).toEqual([mine.reference])
  const [customer = ''] = await column<string>(db, `select customer_id from complaints where id = '${other.id}'`)
  expect(await outcome({ customer }, other, plain)).toEqual(right)
  expect(await found({ customer })).toEqual([mine.reference, other.reference])
  expect(await found({ customer: newId() })).toEqual([])
})

test('a filter by cause finds the class, the locus, the cause, and what nobody coded yet', async () => {
  const [late, coded] = [await create(), await create()]
  const cause = { code: 'late', class: 'delivery' as const, locus: 'system', name: words('Late') }
  const { body: taxonomy } = await call(analyst, 'replaceTaxonomy', {
    body: { basedOn: 1, note: 'First', causes: [cause] },
  })
  const causeId = taxonomy.causes[0]?.id
  await code(late.reference, { asDesigned: 'no', causeId })
  await code(coded.reference, { asDesigned: 'yes', expected: 'no', locus: 'message' })
  expect(await outcome({ cause: causeId }, late, coded)).toEqual(right)
  expect(await outcome({ cause: 'none' }, coded, late)).toEqual(right)
  expect(await outcome({ causeClass: 'delivery' }, late, coded)).toEqual(right)
  expect(await outcome({ causeClass: 'surprise' }, coded, late)).toEqual(right)
  expect(await outcome({ causeLocus: 'message' }, coded, late)).toEqual(right)
  expect(await outcome({ coded: 'true' }, late, plain)).toEqual(right)
  expect(await outcome({ coded: 'false' }, plain, late)).toEqual(right)
})

test('a filter by day takes in its first and last day whole, in UTC', async () => {
  const [first, last] = [
    await create({ receivedAt: '2026-01-31T23:59:59.999Z' }),
    await create({ receivedAt: '2026-02-01T00:00:00Z' }),
  ]
  expect(await outcome({ from: '2026-02-01' }, last, first)).toEqual(right)
  expect(await outcome({ to: '2026-01-31' }, first, last)).toEqual(right)
  expect(await outcome({ from: '2026-02-01', to: '2026-02-01' }, last, plain)).toEqual(right)
  expect(await found({ from: '2026-02-02', to: '2026-02-01' })).toEqual([])
  expect((await found({ from: '0001-01-01', to: '9999-12-31' })).length).toBeGreaterThan(2)
})

test('overdue is open and past its next update, and nothing else', async () => {
  const [due, closed] = [await create({ text: 'Due' }), await create({ text: 'Closed' })]
  await close(closed.reference)
  clock.advance(73 * 3_600_000)
  const fresh = await create({ text: 'Fresh' })
  expect(await outcome({ overdue: 'true' }, due, fresh)).toEqual(right)
  expect(await outcome({ overdue: 'true' }, due, closed)).toEqual(right)
  expect(await outcome({ overdue: 'false' }, fresh, due)).toEqual(right)
  expect(await outcome({ overdue: 'false' }, closed, due)).toEqual(right)
})

test('filters narrow together', async () => {
  expect(
    await outcome({ product: cards, channel: 'email', from: '2026-02-20', to: '2026-02-20' }, other, plain),
  ).toEqual(right)
  expect(await found({ product: cards, channel: 'phone' })).toEqual([])
})

test.each([
  ['channel', 'pigeon'],
  ['from', '2026-02-30'],
  ['owner', 'you'],
  ['limit', '0'],
  ['limit', '201'],
  ['overdue', 'yes'],
  ['sort', 'sideways'],
  ['owner', 'me,you'],
  ['owner', ','],
  ['due', 'yesterday'],
  ['receivedWithin', '0'],
  ['cursor', 'nonsense'],
  ['cursor', Buffer.from('["x","y"]').toString('base64url')],
  ['cursor', Buffer.from(`["due","2026-01-01T00:00:00Z","${newId()}"]`).toString('base64url')],
  ['cursor', Buffer.from(`["newest","2026-01-01T00:00:00Z","${newId()}","none"]`).toString('base64url')],
  ['cursor', Buffer.from(`["newest","-271821-04-20T00:00:00Z","${newId()}"]`).toString('base64url')],
  ['cursor', Buffer.from('null').toString('base64url')],
])('a filter %s that says %s is refused by name', async (field, value) => {
  const answer = await call(agent, 'listComplaints', { query: { [field]: value } })
  expect(answer.status).toBe(400)
  expect(answer.body.errors?.map((each) => each.field)).toEqual([field])
})

/** Every reference met when all pages are turned, in order; `between` happens after each page. */
async function turnPages(query: object, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit: 7, ...query, ...(cursor && { cursor }) })
    seen.push(...page.items.map((item) => item.reference))
    cursor = page.next ?? undefined
    await between()
  } while (cursor)
  return seen
}

test('turning pages meets every complaint once, also those of one moment, while others arrive', async () => {
  const moment = '2026-01-15T10:00:00Z'
  const wanted = await Promise.all(Array.from({ length: 40 }, () => create({ receivedAt: moment, channel: 'social' })))
  const arriving = () =>
    Promise.all([
      create({ receivedAt: '2026-01-16T10:00:00Z', channel: 'social' }),
      create({ receivedAt: '2026-01-10T10:00:00Z', channel: 'social' }),
    ])
  const seen = await turnPages({ channel: 'social' }, arriving)
  const references = new Set(seen)
  expect(references.size).toBe(seen.length)
  expect(wanted.filter(({ reference }) => !references.has(reference))).toEqual([])
  expect(seen.slice(0, 40).toSorted()).toEqual(wanted.map(({ reference }) => reference).toSorted())
})

test('several values are any of them, a minus before one is not that', async () => {
  const [german, french, unknown] = [
    await create({ language: 'de', channel: 'letter' }),
    await create({ language: 'fr', channel: 'letter' }),
    await create({ language: 'und', channel: 'letter' }),
  ]
  expect(await outcome({ language: 'de,fr' }, german, unknown)).toEqual(right)
  expect(await outcome({ language: 'de,fr' }, french, unknown)).toEqual(right)
  expect(await outcome({ language: '-de,-fr' }, unknown, german)).toEqual(right)
  expect(await outcome({ language: '-de,-fr' }, unknown, french)).toEqual(right)
  expect(await outcome({ product: `${cards},-${debit}` }, await create({ productId: cards }), other)).toEqual(right)
  expect(await outcome({ product: `-${debit}` }, plain, other)).toEqual(right)
  expect(await outcome({ product: '-none' }, other, plain)).toEqual(right)
  expect(await outcome({ owner: `me,${manager.id}` }, plain, await create({ channel: 'letter' }))).toMatchObject({
    wanted: true,
    counted: true,
  })
})

test('a filter by team finds those of its people, and by who passed it on finds theirs', async () => {
  const teamId = newId()
  await sql`insert into teams (id, name) values (${teamId}, 'Night')`.execute(owned)
  const member = await addPerson('manager', { name: 'Member', teamId })
  const theirs = await create({ text: 'For the night' })
  await call(agent, 'escalateComplaint', {
    params: { reference: theirs.reference },
    body: { managerId: member.id, why: 'Asked' },
  })
  expect(await outcome({ team: teamId }, theirs, plain)).toEqual(right)
  expect(await outcome({ team: `-${teamId}` }, plain, theirs)).toEqual(right)
  expect(await outcome({ team: 'none' }, plain, theirs)).toEqual(right)
  expect(await outcome({ loggedBy: 'me' }, plain, await passedOn(manager))).toEqual(right)
  expect(await outcome({ loggedBy: manager.id }, await passedOn(manager), plain)).toEqual(right)
  expect(await outcome({ reachedManagement: 'true' }, theirs, plain)).toEqual(right)
  expect(await outcome({ reachedManagement: 'false' }, plain, theirs)).toEqual(right)
})

const passedOn = async (who: typeof agent) =>
  (await call(who, 'createComplaint', { body: { text: 'Passed on' } as never })).body

test('a filter by handover finds what waits for an answer, mine to give or to get', async () => {
  const offered = await create({ text: 'To hand over' })
  const params = { reference: offered.reference }
  const { body } = await call(agent, 'offerHandover', { params, body: { toId: manager.id } })
  expect(await outcome({ handover: 'open' }, offered, plain)).toEqual(right)
  expect(await outcome({ handover: 'from_me' }, offered, plain)).toEqual(right)
  expect(await outcome({ handover: '-open' }, plain, offered)).toEqual(right)
  expect(await found({ handover: 'to_me' })).toEqual([])
  expect(await found({ handover: 'to_me' }, manager)).toEqual([offered.reference])
  await call(agent, 'answerHandover', { params: { ...params, id: body.id }, body: { answer: 'withdrawn' } })
  expect(await found({ handover: 'open' })).toEqual([])
})

test('filters by when it closed, changed and is due find those days', async () => {
  const [closed, open] = [await create({ text: 'To close' }), await create({ text: 'Stays open' })]
  const dayIn = (days: number) => new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  await close(closed.reference)
  expect(await outcome({ closedFrom: dayIn(0), closedTo: dayIn(0) }, closed, open)).toEqual(right)
  expect(await outcome({ closedWithin: 1 }, closed, open)).toEqual(right)
  expect(await found({ closedTo: '2026-01-01' })).toEqual([])
  const due = await create({ text: 'Due tomorrow' })
  await call(agent, 'classifyComplaint', {
    params: { reference: due.reference },
    body: { nextUpdateDue: `${dayIn(1)}T23:00:00.000Z` },
  } as never)
  expect(await outcome({ due: 'tomorrow' }, due, open)).toEqual(right)
  expect(await outcome({ due: 'tomorrow' }, due, closed)).toEqual(right)
  expect(await outcome({ dueTo: dayIn(1), dueFrom: dayIn(1) }, due, open)).toEqual(right)
  expect(await outcome({ due: '-tomorrow' }, open, due)).toEqual(right)
  expect(await outcome({ changedFrom: dayIn(0) }, due, plain)).toMatchObject({ wanted: true, counted: true })
  expect(await found({ changedTo: '2026-01-01' })).toEqual([])
  expect(await outcome({ receivedWithin: 1 }, open, plain)).toEqual(right)
})

test.each(['owner', 'product', 'issue', 'changed', 'oldest', 'newest'] as const)(
  'turning pages by %s meets every complaint once, whatever changes meanwhile',
  async (sort) => {
    const about = { channel: 'in_person' as const, receivedAt: '2026-01-15T10:00:00Z' }
    const kinds = [{}, { productId: cards, issueId: fees }, { productId: debit }, { productId: loans, issueId: hidden }]
    await Promise.all(Array.from({ length: 24 }, (_, index) => create({ ...about, ...kinds[index % kinds.length] })))
    const before = await found({ channel: 'in_person' })
    // What moves in the order is not among those that must be met.
    const unmoved = new Set(before)
    const changing = async () => {
      clock.advance(1000)
      await create({ channel: 'in_person', ...kinds[1] })
      const moved = [...unmoved].at(-1) ?? ''
      unmoved.delete(moved)
      await call(agent, 'classifyComplaint', {
        params: { reference: moved },
        body: { productId: loans, stepId },
      } as never)
    }
    const seen = await turnPages({ channel: 'in_person', sort }, changing)
    const times = (reference: string) => seen.filter((each) => each === reference).length
    expect([...unmoved].filter((reference) => times(reference) !== 1)).toEqual([])
  },
)

test('an order by name goes by name, then by what came last, and ends with what has none', async () => {
  for (const [index, productId] of [loans, undefined, cards, loans, debit, undefined].entries())
    await create({ language: 'pl', receivedAt: `2026-01-0${index + 1}T10:00:00Z`, ...(productId && { productId }) })
  const { items } = await list({ language: 'pl', sort: 'product' })
  expect(items.map(({ product, receivedAt }) => [product?.name ?? null, receivedAt.slice(0, 10)])).toEqual([
    ['Cards', '2026-01-03'],
    ['Debit', '2026-01-05'],
    ['Loans', '2026-01-04'],
    ['Loans', '2026-01-01'],
    [null, '2026-01-06'],
    [null, '2026-01-02'],
  ])
})

test('what changed last comes first', async () => {
  const first = await create({ channel: 'web_form', text: 'One' })
  clock.advance(1000)
  const second = await create({ channel: 'web_form', text: 'Two' })
  expect(await found({ channel: 'web_form', sort: 'changed' })).toEqual([second.reference, first.reference])
  clock.advance(1000)
  await call(agent, 'classifyComplaint', {
    params: { reference: first.reference },
    body: { productId: loans },
  } as never)
  expect(await found({ channel: 'web_form', sort: 'changed' })).toEqual([first.reference, second.reference])
  expect((await list({ channel: 'web_form', sort: 'changed' })).items[0]).toMatchObject({
    version: 2,
    changedAt: clock.now().toISOString(),
  })
})

test('what is due soonest comes first, page by page, and only what is open', async () => {
  const made = await Promise.all(Array.from({ length: 15 }, () => create({ channel: 'chat' })))
  await close(made[3]?.reference ?? '')
  const soon = new Date(clock.now().getTime() + 60_000).toISOString()
  await call(agent, 'classifyComplaint', {
    params: { reference: made[9]?.reference ?? '' },
    body: { nextUpdateDue: soon },
  })
  const seen = await turnPages({ channel: 'chat', sort: 'due' })
  expect(seen[0]).toBe(made[9]?.reference)
  expect(seen.toSorted()).toEqual(
    made
      .filter((_, index) => index !== 3)
      .map(({ reference }) => reference)
      .toSorted(),
  )
})

test('an item names everything and begins with the customer’s words', async () => {
  const item = (await list({ product: debit })).items[0]
  expect(item).toMatchObject({
    reference: other.reference,
    excerpt: 'Something',
    customer: { name: 'Bo' },
    product: { id: debit, name: 'Debit' },
    issue: { id: hidden, name: 'Hidden' },
    owner: { id: agent.id, name: 'Agent' },
  })
})

test('counting stops at ten thousand', async () => {
  await sql`
    insert into complaints (id, reference, received_at, recorded_at, channel, text, owner_id, next_update_due, event_count, events_head)
    select gen_random_uuid(), 'R' || n, '2025-01-01', now(), 'referral', 'Many', ${agent.id}, now(), 1, '' from generate_series(1, 10001) n`.execute(
    owned,
  )
  expect(await count({ channel: 'referral' })).toEqual({ count: 10_000, more: true })
  expect(await count({ channel: 'referral', from: '2025-01-02' })).toEqual({ count: 0, more: false })
  await sql`delete from complaints where reference = 'R1'`.execute(owned)
  expect(await count({ channel: 'referral' })).toEqual({ count: 10_000, more: false })
})
