import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { verifyEvents } from '../../complaints/events.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { proposeDaily } from './search.ts'

const { db, people, call, clock } = await startProduct()
const { manager, executive, agent, analyst } = people
const parcels = (await ensureBranch(db, 'products', ['Parcels'])) ?? ''
const cards = (await ensureBranch(db, 'products', ['Cards'])) ?? ''

const complain = async (productId = parcels, text = 'The fee was asked for at the desk.') => {
  const body = { channel: 'phone', productId, text } as never
  const made = await call(agent, 'createComplaint', { body })
  expect(made.status).toBe(201)
  return made.body.reference
}
const open = async (more: object = {}) => {
  const given = {
    name: 'Fee at the desk',
    statement: 'The price leaves out a fee.',
    ownerId: manager.id,
    dueOn: '2026-06-01',
  }
  const { status, body } = await call(analyst, 'openPothole', { body: { ...given, ...more } })
  expect(status).toBe(201)
  return body
}
const read = async (id: string) => (await call(manager, 'readPothole', { params: { id } })).body
const evidence = async (id: string, answer: 'waiting' | 'accepted' | 'rejected') =>
  (await call(manager, 'listEvidence', { params: { id }, query: { answer } as never })).body
const referencesOf = async (id: string, answer: 'waiting' | 'accepted' | 'rejected') =>
  (await evidence(id, answer)).items.map(({ complaint }) => complaint.reference)
const answer = async (id: string, body: object) =>
  (await call(manager, 'answerEvidence', { params: { id }, body: body as never })).body
const complaint = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const kinds = async (reference: string) =>
  (await call(agent, 'readTimeline', { params: { reference } })).body.map(({ kind }) => kind)
const noticesOf = async (who: typeof manager) =>
  (await call(who, 'listNotices', { query: { limit: 100 } as never })).body.items.map(({ kind, detail }) => [
    kind,
    detail.count,
  ])

test('what somebody picks shows the pothole, in the complaint and in its history, once', async () => {
  const [one, two] = [await complain(), await complain()]
  const { id, complaints } = await open({ complaints: [one] })
  expect(complaints).toBe(1)
  const picked = await call(agent, 'pickEvidence', {
    params: { id },
    body: { complaints: [one, two, 'AM-00000-00000'] },
  })
  expect(picked.body).toMatchObject({
    done: 1,
    already: 1,
    refused: [{ reference: 'AM-00000-00000', why: 'not_found' }],
  })
  expect((await complaint(two)).pothole).toEqual({ id, name: 'Fee at the desk' })
  expect((await kinds(two)).filter((kind) => kind.startsWith('pothole'))).toEqual(['pothole_linked'])
  expect((await referencesOf(id, 'accepted')).toSorted()).toEqual([one, two].toSorted())
})

test('a complaint shows one pothole: another does not take it, and says which one has it', async () => {
  const reference = await complain()
  const first = await open({ complaints: [reference] })
  const second = await open({ name: 'Another' })
  const { body } = await call(manager, 'pickEvidence', { params: { id: second.id }, body: { complaints: [reference] } })
  expect([body.done, body.refused]).toEqual([
    0,
    [{ reference, why: 'shows_another', pothole: { id: first.id, name: 'Fee at the desk' } }],
  ])
})

test('what is taken away shows nothing any more, and is not proposed again', async () => {
  const reference = await complain(cards)
  const { id } = await open({ complaints: [reference], rule: { product: cards } })
  await answer(id, { answer: 'rejected', complaints: [reference] })
  expect((await complaint(reference)).pothole).toBeNull()
  expect((await kinds(reference)).at(-1)).toBe('pothole_unlinked')
  await proposeDaily(db, clock.now())
  expect(await referencesOf(id, 'waiting')).toEqual([])
  expect(await referencesOf(id, 'rejected')).toEqual([reference])
})

test('a rule proposes the past year at once, then what is new each day, and tells the owner of the new', async () => {
  const product = (await ensureBranch(db, 'products', ['Loans'])) ?? ''
  const old = await complain(product)
  const { id } = await open({ rule: { product } })
  await proposeDaily(db, clock.now())
  expect(await referencesOf(id, 'waiting')).toEqual([old])
  const fresh = await complain(product)
  await proposeDaily(db, clock.now())
  expect(await referencesOf(id, 'waiting')).toEqual([old])
  clock.advance(86_400_000)
  const before = (await noticesOf(manager)).length
  await proposeDaily(db, clock.now())
  expect((await referencesOf(id, 'waiting')).toSorted()).toEqual([old, fresh].toSorted())
  const told = await noticesOf(manager)
  expect(told.length - before).toBe(1)
  expect(told[0]).toEqual(['pothole_matches', 1])
  expect(await answer(id, { answer: 'accepted', all: true })).toMatchObject({ done: 2, left: 0, refused: [] })
  expect((await read(id)).complaints).toBe(2)
})

test('what comes to match later, because it was filed anew, is proposed then', async () => {
  const product = (await ensureBranch(db, 'products', ['Deposits'])) ?? ''
  const reference = await complain(cards)
  const { id } = await open({ rule: { product } })
  await proposeDaily(db, clock.now())
  clock.advance(3_600_000)
  await call(agent, 'classifyComplaint', { params: { reference }, body: { productId: product } } as never)
  clock.advance(86_400_000)
  await proposeDaily(db, clock.now())
  expect(await referencesOf(id, 'waiting')).toEqual([reference])
})

test('a broad rule proposes what can be read, counts the rest, and proposes all when asked to', async () => {
  const product = (await ensureBranch(db, 'products', ['Rooms'])) ?? ''
  for (let index = 0; index < 33; index += 1) await complain(product, `Case ${index}`)
  const { id } = await open({ rule: { product } })
  await proposeDaily(db, clock.now())
  expect([(await read(id)).proposed, (await evidence(id, 'waiting')).leftOut]).toEqual([30, 3])
  const searched = await call(manager, 'searchEvidence', { params: { id }, body: {} })
  expect(searched.body).toEqual({ proposed: 3, left: 0 })
  expect([(await read(id)).proposed, (await evidence(id, 'waiting')).leftOut]).toEqual([33, 0])
})

test('what shows another pothole is not proposed, and what came to show one meanwhile is asked no more', async () => {
  const product = (await ensureBranch(db, 'products', ['Phones'])) ?? ''
  const [taken, later, free] = [await complain(product), await complain(product), await complain(product)]
  await open({ complaints: [taken] })
  const { id } = await open({ rule: { product } })
  await proposeDaily(db, clock.now())
  expect((await referencesOf(id, 'waiting')).toSorted()).toEqual([later, free].toSorted())
  await open({ complaints: [later] })
  expect(await answer(id, { answer: 'accepted', all: true })).toMatchObject({ done: 1, left: 0 })
  expect(await referencesOf(id, 'accepted')).toEqual([free])
})

test('pages of evidence hold each piece once', async () => {
  const product = (await ensureBranch(db, 'products', ['Pages'])) ?? ''
  for (let index = 0; index < 5; index += 1) await complain(product)
  const { id } = await open({ rule: { product } })
  await proposeDaily(db, clock.now())
  const met: string[] = []
  let cursor: string | undefined
  do {
    const { body } = await call(manager, 'listEvidence', { params: { id }, query: { limit: 2, cursor } as never })
    met.push(...body.items.map((item) => item.complaint.reference))
    cursor = body.next ?? undefined
  } while (cursor)
  expect([met.length, new Set(met).size]).toEqual([5, 5])
})

test('an escalated complaint that shows a pothole owes no signature, and cannot be taken from it once it closed by it', async () => {
  const reference = await complain()
  const params = { params: { reference } }
  await call(agent, 'escalateComplaint', { ...params, body: { managerId: manager.id, why: 'Wants the manager' } })
  await call(manager, 'recordManagerSpoke', { ...params, body: { how: 'call', words: 'I called about the fee.' } })
  const owed = async () => (await call(manager, 'readEscalation', params)).body
  const { stages, owed: before } = await owed()
  expect(before).toContain('pothole')
  const failures = stages.map(({ seq }) => ({ stageSeq: seq, what: 'late' as const }))
  if (failures.length > 0) await call(manager, 'noteFailures', { ...params, body: { failures } })
  const { id } = await open({ complaints: [reference] })
  expect((await owed()).owed).toEqual([])
  const closing = { closure: 'solved', customerWords: 'Yes, it works', channel: 'phone' } as const
  expect((await call(agent, 'closeComplaint', { ...params, body: closing })).status).toBeLessThan(300)
  const refused = await answer(id, { answer: 'rejected', complaints: [reference] })
  expect(refused.refused).toMatchObject([{ reference, why: 'closed_by_it' }])
  expect((await complaint(reference)).pothole?.id).toBe(id)
})

test('the likeliest potholes come first: whose rule counts the complaint, then which others like it show', async () => {
  const product = (await ensureBranch(db, 'products', ['Guess'])) ?? ''
  const [like, reference] = [await complain(product), await complain(product)]
  const alike = await open({ name: 'Alike', complaints: [like] })
  const ruled = await open({ name: 'Ruled', rule: { product } })
  const { body } = await call(agent, 'guessPotholes', { params: { reference } })
  expect(body.slice(0, 2).map(({ id, fits }) => [id, fits])).toEqual([
    [ruled.id, 'rule'],
    [alike.id, 'alike'],
  ])
  expect(body.slice(2).every(({ fits }) => fits === null)).toBe(true)
})

test('merged into another, its complaints and proposals follow, it closes, and its history stays', async () => {
  const product = (await ensureBranch(db, 'products', ['Merge'])) ?? ''
  const [shown, waiting] = [await complain(product), await complain(product)]
  const from = await open({ name: 'From', complaints: [shown], rule: { product } })
  await proposeDaily(db, clock.now())
  const into = await open({ name: 'Into', ownerId: executive.id })
  const merge = (id: string, intoId: string) => call(manager, 'mergePothole', { params: { id }, body: { intoId } })
  expect((await merge(from.id, from.id)).body.type).toContain('pothole_into_itself')
  const { status, body } = await merge(from.id, into.id)
  expect([status, body.id, body.complaints, body.proposed]).toEqual([200, into.id, 1, 1])
  expect(await referencesOf(into.id, 'waiting')).toEqual([waiting])
  expect((await complaint(shown)).pothole?.id).toBe(into.id)
  const gone = await read(from.id)
  expect([gone.state, gone.mergedInto?.id, gone.complaints]).toEqual(['merged', into.id, 0])
  expect((await merge(into.id, from.id)).body.type).toContain('pothole_closed')
  const events = (await call(manager, 'readPotholeEvents', { params: { id: from.id } })).body
  expect(events[0]).toMatchObject({ kind: 'merged', names: { [into.id]: 'Into' } })
  expect((await noticesOf(executive)).map(([kind]) => kind)).toContain('pothole_merged')
})

test('one with an agreed fix is not merged away: the fix is measured there', async () => {
  const [from, into] = [await open(), await open()]
  await sql`update potholes set agreed_at = ${clock.now()} where id = ${from.id}`.execute(db)
  const { body } = await call(manager, 'mergePothole', { params: { id: from.id }, body: { intoId: into.id } })
  expect(body.type).toContain('pothole_has_fix')
})

test('split off, chosen complaints show the new pothole, and both say so', async () => {
  const [stays, goes, fresh] = [await complain(), await complain(), await complain()]
  const from = await open({ complaints: [stays, goes] })
  const { status, body } = await call(manager, 'splitPothole', {
    params: { id: from.id },
    body: {
      name: 'Split',
      statement: 'Something else.',
      ownerId: manager.id,
      dueOn: '2026-07-01',
      complaints: [goes, fresh],
    },
  })
  expect([status, body.origin, body.originRef, body.complaints]).toEqual([201, 'split', from.id, 2])
  expect(await referencesOf(from.id, 'accepted')).toEqual([stays])
  expect((await complaint(goes)).pothole?.id).toBe(body.id)
  const [last] = (await call(manager, 'readPotholeEvents', { params: { id: from.id } })).body
  expect(last).toMatchObject({ kind: 'split_off', detail: { count: 1 }, names: { [body.id]: 'Split' } })
})

test('what was split off already opens no second pothole', async () => {
  const goes = await complain()
  const from = await open({ complaints: [goes] })
  const given = {
    name: 'Split',
    statement: 'Something else.',
    ownerId: manager.id,
    dueOn: '2026-07-01',
    complaints: [goes],
  }
  const split = () => call(manager, 'splitPothole', { params: { id: from.id }, body: given })
  expect((await split()).status).toBe(201)
  const before = (await call(manager, 'countPotholes')).body.open
  const again = await split()
  expect([again.status, again.body.type]).toEqual([409, 'urn:amends:problem:pothole_split_empty'])
  expect((await call(manager, 'countPotholes')).body.open).toBe(before)
})

test('the chains of all complaints are whole after all this', async () => {
  expect((await verifyEvents(db)).breaks).toEqual([])
})
