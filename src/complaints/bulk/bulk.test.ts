import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, type Person, startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { newId } from '../../platform/ids.ts'
import { verifyEvents } from '../events.ts'
import type { BulkChange } from './contract.ts'

const { db, owned, people, call, clock, addPerson } = await startProduct()
const { agent, manager, operations, executive } = people
const cards = (await ensureBranch(db, 'products', ['Cards'])) ?? ''
const loans = (await ensureBranch(db, 'products', ['Loans'])) ?? ''

type Wanted = { reference: string; version?: number }
const create = async (who = agent) =>
  (await call(who, 'createComplaint', { body: { text: 'Something' } as never, headers: {} })).body
const several = (count: number) => Promise.all(Array.from({ length: count }, () => create()))
const change = async (
  complaints: Wanted[],
  what: BulkChange,
  { who = agent, key }: { who?: Person; key?: string } = {},
) =>
  call(who, 'changeComplaints', {
    headers: key ? { 'idempotency-key': key } : {},
    body: { complaints: complaints.map(({ reference, version }) => ({ reference, version })), change: what },
  })
const undo = (id: string, who = agent) => call(who, 'undoChange', { params: { id } })
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const kindsOf = async ({ reference }: Wanted) =>
  (await call(agent, 'readTimeline', { params: { reference } })).body.map(({ kind }) => kind)
const outcomes = ({ body }: Awaited<ReturnType<typeof change>>) => body.results.map(({ outcome }) => outcome)

test('many complaints change alike, each with its own event, and undoing brings back what each had', async () => {
  const made = await several(3)
  await call(agent, 'classifyComplaint', { params: made[0] as never, body: { productId: loans } })
  const changed = await change(made, { kind: 'classify', productId: cards })
  expect(outcomes(changed)).toEqual(['done', 'done', 'done'])
  for (const each of made) expect((await read(each.reference)).product?.name).toBe('Cards')
  const undone = await undo(changed.body.id)
  expect(undone.body.results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
  expect((await read(made[0]?.reference ?? '')).product?.name).toBe('Loans')
  expect((await read(made[1]?.reference ?? '')).product).toBeNull()
  expect((await kindsOf(made[1] as Wanted)).filter((kind) => kind === 'reclassified')).toHaveLength(2)
})

test('what is so already is left as it is, with no event and nothing to undo', async () => {
  const [first] = await several(1)
  await change([first as Wanted], { kind: 'classify', productId: cards })
  const again = await change([first as Wanted], { kind: 'classify', productId: cards })
  expect(outcomes(again)).toEqual(['unchanged'])
  expect((await undo(again.body.id)).body.results).toEqual([])
  expect((await read(first?.reference ?? '')).product?.name).toBe('Cards')
})

test('what cannot be done to one is refused for that one alone, with the reason', async () => {
  const [open, closed, mine] = await several(3)
  await call(agent, 'closeComplaint', {
    params: { reference: closed?.reference ?? '' },
    body: { closure: 'solved', customerWords: 'Yes', channel: 'phone' },
  })
  const answer = await change([closed as Wanted, { reference: 'AM-00000-00000' }, open as Wanted, mine as Wanted], {
    kind: 'handover',
    toId: manager.id,
  })
  expect(answer.status).toBe(200)
  expect(outcomes(answer)).toEqual(['refused', 'refused', 'done', 'done'])
  expect(answer.body.results.map(({ problem }) => problem?.type ?? null)).toEqual([
    'urn:amends:problem:complaint_closed',
    'urn:amends:problem:complaint_not_found',
    null,
    null,
  ])
  expect(answer.body.results[0]?.problem?.detail).toMatch(/closed/)
})

test('a handover to many is an offer to each, and undoing withdraws those that were not answered', async () => {
  const made = await several(2)
  const [waiting, answered] = made as unknown as [Wanted, Wanted]
  const changed = await change(made, { kind: 'handover', toId: manager.id, note: 'While I am away' })
  expect((await read(waiting.reference)).owner.name).toBe('Agent')
  const offered = (await read(answered.reference)).openHandover
  await call(manager, 'answerHandover', {
    params: { reference: answered.reference, id: offered?.id ?? '' },
    body: { answer: 'accepted' },
  })
  const undone = await undo(changed.body.id)
  const byReference = new Map(undone.body.results.map((result) => [result.reference, result]))
  expect(byReference.get(waiting.reference)?.outcome).toBe('done')
  expect(byReference.get(answered.reference)).toMatchObject({
    outcome: 'refused',
    problem: { type: 'urn:amends:problem:changed_since' },
  })
  expect((await read(waiting.reference)).openHandover).toBeNull()
  expect((await read(answered.reference)).owner.name).toBe('Manager')
  expect((await kindsOf(waiting)).slice(-2)).toEqual(['handover_offered', 'handover_withdrawn'])
})

test('an update that was overdue is overdue again when its new time is undone', async () => {
  const [late] = await several(1)
  const reference = late?.reference ?? ''
  clock.advance(80 * 3_600_000)
  const before = (await read(reference)).nextUpdateDue
  const due = new Date(clock.now().getTime() + 86_400_000).toISOString()
  const changed = await change([late as Wanted], { kind: 'next_update', due })
  expect((await read(reference)).nextUpdateDue).toBe(due)
  await undo(changed.body.id)
  expect((await read(reference)).nextUpdateDue).toBe(before)
})

test('tags put on and taken off many are taken off and put back', async () => {
  const [plain, tagged] = await several(2)
  await call(agent, 'tagComplaint', { params: { reference: tagged?.reference ?? '' }, body: { add: ['late', 'post'] } })
  const changed = await change([plain as Wanted, tagged as Wanted], { kind: 'tags', add: ['late'], remove: ['post'] })
  expect(outcomes(changed)).toEqual(['done', 'done'])
  const names = async (each: Wanted | undefined) =>
    (await read(each?.reference ?? '')).tags.map(({ name }) => name).sort()
  expect([await names(plain), await names(tagged)]).toEqual([['late'], ['late']])
  await undo(changed.body.id)
  expect([await names(plain), await names(tagged)]).toEqual([[], ['late', 'post']])
})

test('the same key does nothing twice, and goes on with what was left', async () => {
  const made = await several(2)
  const key = newId()
  const first = await change(made, { kind: 'classify', productId: cards }, { key })
  const versions = await Promise.all(made.map(async ({ reference }) => (await read(reference)).version))
  const second = await change(made, { kind: 'classify', productId: cards }, { key })
  expect(second.body).toEqual(first.body)
  expect(await Promise.all(made.map(async ({ reference }) => (await read(reference)).version))).toEqual(versions)
  await sql`delete from bulk_change_steps where bulk_id = ${first.body.id} and complaint_id = ${made[1]?.id ?? ''}`.execute(
    owned,
  )
  await call(agent, 'classifyComplaint', { params: { reference: made[1]?.reference ?? '' }, body: { productId: null } })
  const third = await change(made, { kind: 'classify', productId: cards }, { key })
  expect(outcomes(third)).toEqual(['done', 'done'])
  expect((await read(made[1]?.reference ?? '')).product?.name).toBe('Cards')
  const other = await change(made, { kind: 'classify', productId: loans }, { key })
  expect([other.status, other.body.type]).toEqual([422, 'urn:amends:problem:bulk_key_reused'])
})

test('one that is no longer the version it was looked at is refused, and keeps what somebody else did', async () => {
  const [first] = await several(1)
  const { version } = await read(first?.reference ?? '')
  await call(manager, 'classifyComplaint', {
    params: { reference: first?.reference ?? '' },
    body: { productId: loans },
  })
  const changed = await change([{ reference: first?.reference ?? '', version }], { kind: 'classify', productId: cards })
  expect(changed.body.results[0]).toMatchObject({ outcome: 'refused', problem: { type: 'urn:amends:problem:stale' } })
  expect((await read(first?.reference ?? '')).product?.name).toBe('Loans')
})

test('undoing undoes once, only mine, and not what changed since', async () => {
  const [first, second] = await several(2)
  const changed = await change([first as Wanted, second as Wanted], { kind: 'classify', productId: cards })
  expect((await undo(changed.body.id, manager)).status).toBe(404)
  expect((await undo(newId())).status).toBe(404)
  await call(agent, 'addMessage', {
    params: { reference: second?.reference ?? '' },
    headers: {},
    body: { direction: 'note', channel: 'phone', text: 'Called' },
  } as never)
  const undone = await undo(changed.body.id)
  expect(undone.body.results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused'])
  expect((await read(second?.reference ?? '')).product?.name).toBe('Cards')
  expect((await undo(changed.body.id)).body.results.map(({ outcome }) => outcome)).toEqual(['refused'])
})

test('who may not change one may not change many, and sees no others by it', async () => {
  const [first] = await several(1)
  expect((await change([first as Wanted], { kind: 'classify', productId: cards }, { who: executive })).status).toBe(403)
  const hidden = await change([first as Wanted], { kind: 'handover', toId: manager.id }, { who: operations })
  expect(hidden.body.results[0]?.problem?.type).toBe('urn:amends:problem:complaint_not_found')
})

test.each([
  ['no complaint at all', [], { kind: 'classify', productId: cards }],
  [
    'more than a thousand',
    Array.from({ length: 1001 }, () => ({ reference: 'x' })),
    { kind: 'classify', productId: cards },
  ],
  ['nothing to change', [{ reference: 'x' }], { kind: 'classify' }],
  ['a change that there is not', [{ reference: 'x' }], { kind: 'close' }],
  ['no tag', [{ reference: 'x' }], { kind: 'tags' }],
])('%s is refused', async (_name, complaints, what) => {
  expect((await change(complaints, what as BulkChange)).status).toBe(400)
})

test('whoever left cannot be offered complaints, and the chain of events is whole after all this', async () => {
  const leaver = await addPerson('agent', { name: 'Leaver' })
  await call(people.administrator, 'deactivatePerson', { params: { id: leaver.id }, body: { successorId: agent.id } })
  const [first] = await several(1)
  const refused = await change([first as Wanted], { kind: 'handover', toId: leaver.id })
  expect(refused.body.results[0]?.problem?.type).toBe('urn:amends:problem:person_inactive')
  expect((await verifyEvents(db)).breaks).toEqual([])
  expect(await column(db, 'select count(*) from bulk_changes')).not.toEqual([0])
})
