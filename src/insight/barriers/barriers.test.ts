import { beforeAll, expect, test } from 'vitest'
import { type Person, startProduct } from '../../../test/setup/product.ts'
import { imported, importInto } from '../../channels/import/import-for-tests.ts'
import { keepBarriers } from './keep.ts'

const product = await startProduct()
const { db, clock, people, call, addPerson } = product
const { agent, manager, administrator, operations } = people
const hour = 3_600_000
const teams = new Map<string, string>()
const named = (name: string): string => teams.get(name) ?? ''
let one: Person
let two: Person

const march = { from: '2026-03-01', to: '2026-03-31' }
const lifts = { from: '2025-11-01', to: '2025-12-15' }
/** The figures, once everything that happened is counted. */
async function read(query: { from: string; to: string; team?: string; channel?: 'phone' } = march) {
  await expect
    .poll(async () => {
      await keepBarriers(db)
      return (await call(manager, 'readBarriers', { query })).body.uncounted
    })
    .toBe(0)
  return (await call(manager, 'readBarriers', { query })).body
}
const behind = async (
  query: { what: 'pingpong' | 'stuck' | 'handoff'; place?: string; other?: string },
  days = march,
) => (await call(manager, 'listBarrierComplaints', { query: { ...days, ...query } })).body.items

async function complain(text: string): Promise<string> {
  const body = { text, language: 'en', channel: 'phone' as const }
  return (await call(agent, 'createComplaint', { body })).body.reference
}

async function handOver(reference: string, [from, to]: [Person, Person]) {
  clock.advance(hour)
  const offered = await call(from, 'offerHandover', { params: { reference }, body: { toId: to.id } })
  const params = { reference, id: offered.body.id }
  const { status } = await call(to, 'answerHandover', { params, body: { answer: 'accepted' } })
  expect(status).toBe(200)
}

beforeAll(async () => {
  for (const name of ['One', 'Two']) {
    const { body } = await call(administrator, 'addTeam', { body: { name } })
    teams.set(name, body.id)
  }
  one = await addPerson('agent', { name: 'Ola', teamId: named('One') })
  two = await addPerson('agent', { name: 'Tove', teamId: named('Two') })
})

test('without complaints nothing is known, and nothing is said', async () => {
  const found = await read({ from: '2020-01-01', to: '2020-12-31' })
  expect(found).toMatchObject({ complaints: 0, flows: [], scores: [], barriers: [] })
  expect(found.pingPong).toMatchObject({ share: null, interval: null, n: 0 })
  expect(found.handoffs.perComplaint).toBeNull()
})

test('who had a complaint how long, and how it went between two teams and back, follows what happens to it', async () => {
  const reference = await complain('They send me from one desk to the other.')
  await handOver(reference, [agent, one])
  await handOver(reference, [one, two])
  await handOver(reference, [two, one])
  const twice = await read()
  expect(twice.between.thereAndBack).toEqual([{ from: named('One'), to: named('Two'), complaints: 1, n: 1 }])
  expect(twice.pingPong).toMatchObject({ count: 0, n: 1, tooFew: true })
  await handOver(reference, [one, two])
  clock.advance(2 * hour)
  const found = await read()
  expect(found).toMatchObject({ complaints: 1, ended: { open: 1, solved: 0, unsolved: 0, unknown: 0 } })
  expect(found.flows[0]).toEqual({ from: named('One'), to: named('Two'), complaints: 1, n: 2 })
  expect(new Set(found.flows.slice(1))).toEqual(
    new Set([
      { from: 'none', to: named('One'), complaints: 1, n: 1 },
      { from: named('Two'), to: named('One'), complaints: 1, n: 1 },
    ]),
  )
  expect(found.handoffs).toMatchObject({ total: 4, spread: [{ handoffs: '4', complaints: 1 }] })
  expect(found.pingPong).toMatchObject({ count: 1, n: 1 })
  const held = Object.fromEntries(found.places.map(({ place, heldSeconds }) => [place, heldSeconds]))
  expect(held).toEqual({ none: 3600, [named('One')]: 7200, [named('Two')]: 3600 + 7200 })
  expect(found.places.find(({ place }) => place === named('Two'))).toMatchObject({ name: 'Two', open: 1, began: 0 })
})

test('a number opens its complaints with the customers’ words, and no barrier names a person', async () => {
  const pair = [named('One'), named('Two')].toSorted()
  const items = await behind({ what: 'pingpong', place: pair[0], other: pair[1] })
  expect(items).toMatchObject([{ words: 'They send me from one desk to the other.', handoffs: 4, closure: null }])
  expect(await behind({ what: 'handoff', place: named('One') })).toEqual(items)
  expect(await behind({ what: 'handoff', place: named('Two'), other: 'none' })).toEqual([])
  const { barriers, ...found } = await read()
  expect(barriers[0]?.voices).toEqual([{ reference: items[0]?.reference, words: items[0]?.words }])
  expect(JSON.stringify({ barriers, ...found })).not.toMatch(/Ola|Tove/)
})

test('time stops when the customer says that it is solved, and the first contact is counted', async () => {
  const reference = await complain('The bill is wrong.')
  clock.advance(hour)
  const body = { says: 'solved', words: 'Yes, it is right now.', channel: 'phone' } as const
  expect((await call(agent, 'recordCustomersWord', { params: { reference }, body })).body.outcome).toBe('closed')
  clock.advance(24 * hour)
  const found = await read()
  expect(found.ended).toMatchObject({ open: 1, solved: 1 })
  expect(found.contacts.atOnce).toMatchObject({ count: 1, n: 1 })
  expect(found.places.find(({ place }) => place === 'none')).toMatchObject({ heldSeconds: 7200, open: 0 })
})

test('an escalation is counted where it came from, and management is one place', async () => {
  const reference = await complain('I want somebody who can decide.')
  const body = { why: 'They want a decision', managerId: manager.id }
  expect((await call(agent, 'escalateComplaint', { params: { reference }, body })).status).toBeLessThan(300)
  const found = await read()
  expect(found.escalations).toMatchObject({
    share: { count: 1, n: 3 },
    from: [{ place: 'none', layer: 'front', complaints: 1 }],
  })
  expect(found.flows).toContainEqual({ from: 'none', to: 'management', complaints: 1, n: 1 })
})

test('what the figures are narrowed to leaves the rest out', async () => {
  expect((await read({ ...march, team: named('One') })).complaints).toBe(0)
  expect((await read({ ...march, team: 'none' })).complaints).toBe(3)
  expect((await read({ ...march, channel: 'phone' })).complaints).toBe(3)
  expect((await read({ from: '2026-03-02', to: '2026-03-02' })).complaints).toBe(2)
})

test('dead ends, returns by another channel, moved promises and re-routing come from a history that was imported', async () => {
  const { store } = await importInto(product)
  const at = (day: number, hours = 0) => new Date(Date.UTC(2025, 10, day, hours))
  const withdrawn = (day: number) =>
    ({ kind: 'closed', at: at(day), closure: 'withdrawn', words: 'Never mind.' }) as const
  const solved = (day: number) => ({ kind: 'closed', at: at(day), closure: 'solved', words: 'Thanks.' }) as const
  const kim = { externalId: 'kim', name: 'Kim', email: null, phone: null }
  const stuck = Array.from({ length: 5 }, () => imported({ receivedAt: at(1), team: 'Lifts', history: [withdrawn(3)] }))
  const fine = Array.from({ length: 7 }, () => imported({ receivedAt: at(1), team: 'Lifts', history: [solved(2)] }))
  await store([
    ...stuck,
    ...fine,
    imported({ receivedAt: at(1), team: 'Lifts', customer: kim, channel: 'phone', history: [solved(4)] }),
    imported({ receivedAt: at(10), team: 'Doors', customer: kim, channel: 'letter', history: [] }),
    imported({
      receivedAt: at(1),
      history: [
        { kind: 'answered', at: at(2), by: 'Doors', text: 'By the fifth.', interim: true, promisedFor: at(5) },
        { kind: 'answered', at: at(6), by: 'Doors', text: 'By the tenth.', interim: true, promisedFor: at(10) },
        { kind: 'rerouted', at: at(7), from: 'Doors', to: 'Lifts', note: null },
        { kind: 'closed', at: at(9), closure: 'historic', words: 'Done' },
      ],
    }),
  ])
  const found = await read(lifts)
  const liftsId = found.places.find(({ name }) => name === 'Lifts')?.place as string
  expect(found.ended).toEqual({ open: 1, solved: 8, unsolved: 5, unknown: 1 })
  expect(found.deadEnds.share).toMatchObject({ count: 5, n: 13, tooFew: false })
  expect(found.deadEnds.how).toEqual([
    { closure: 'withdrawn', complaints: 5 },
    { closure: 'historic', complaints: 1 },
  ])
  expect(found.returns).toMatchObject({ count: 1, n: 13 })
  const [score] = found.scores
  expect(score).toMatchObject({ place: liftsId, stuck: 5, returned: 1, raw: { count: 6, n: 13 } })
  expect(score?.shrunk?.mean).toBeCloseTo(6.5 / 14, 6)
  expect(found.promises).toMatchObject({ moved: { count: 1 }, broken: { count: 1 } })
  expect(found.waits.unasked).toMatchObject({ count: 1 })
  expect(await behind({ what: 'stuck', place: liftsId }, lifts)).toHaveLength(5)
})

test('a period that ends before it begins is refused, and who only passes complaints on does not read the report', async () => {
  const backwards = await call(manager, 'readBarriers', { query: { from: '2026-03-02', to: '2026-03-01' } })
  expect(backwards.body.type).toBe('urn:amends:problem:period_backwards')
  const list = await call(manager, 'listBarrierComplaints', {
    query: { from: '2026-03-02', to: '2026-03-01', what: 'case' },
  })
  expect(list.body.type).toBe('urn:amends:problem:period_backwards')
  expect((await call(operations, 'readBarriers', { query: march })).status).toBe(403)
})
