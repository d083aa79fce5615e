import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct } from '../../test/setup/product.ts'
import { ensureBranch, storeJourney } from '../journeys/store.ts'
import { inTransaction } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import type { Channel } from './contract.ts'

const { db, owned, people, call, clock } = await startProduct()
const { agent, manager, analyst } = people
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
  ['sort', 'oldest'],
  ['cursor', 'nonsense'],
  ['cursor', Buffer.from('["x","y"]').toString('base64url')],
  ['cursor', Buffer.from(`["-271821-04-20T00:00:00Z","${newId()}"]`).toString('base64url')],
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
