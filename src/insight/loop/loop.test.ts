import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { drainCounts } from '../../complaints/counts.ts'
import { startSession } from '../../people/sessions.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { ProgressKind } from '../../potholes/record/rules.ts'
import { lockPothole, noteProgress } from '../../potholes/record/store.ts'
import { leaksOf, lossOf, passageOf, type Times } from './rules.ts'

const day = (days: number) => new Date(Date.UTC(2026, 0, 1 + days))
const times = (given: Partial<Times>): Times => ({
  opened: day(0),
  understood: null,
  agreed: null,
  live: null,
  proven: null,
  told: null,
  closed: null,
  ...given,
})

test('what leaks is what came to the step before and not to this one, with the share and its interval', () => {
  const [received, coded, pothole] = leaksOf({ received: 200, coded: 40, pothole: 50, live: 20, proven: 20, told: 0 })
  expect([received?.leaked, coded?.leaked, pothole?.leaked]).toEqual([null, 160, 150])
  // Fifty may be others than the forty, as a random sample is: nothing says that all coded ones show a pothole.
  expect(pothole).toMatchObject({ of: 'received', passed: { count: 50, n: 200 } })
  expect(coded?.passed?.share).toBeCloseTo(0.2)
  // Wilson for 40 of 200.
  expect(coded?.passed?.interval?.low).toBeCloseTo(0.150452, 5)
  expect(coded?.passed?.interval?.high).toBeCloseTo(0.260855, 5)
})

test('how long it takes counts those who wait: the numbers of the known curve', () => {
  const ended = [1, 2, 2, 3, 5, 6, 10, 12, 20].map((days) => times({ understood: day(days) }))
  const closed = [4, 8, 15, 20, 25, 30].map((days) => times({ closed: day(days) }))
  const found = passageOf([...ended, ...closed], 'opened', 'understood', day(90))
  expect(found).toMatchObject({ n: 15, passed: 9, oldestWaiting: 30 })
  expect(found.median?.days).toBe(12)
  expect(found.median?.low).toBe(5)
  expect(found.median?.high).toBeNull()
})

test('of four potholes nothing is said, and who waits is not forgotten', () => {
  const few = [1, 2, 3].map((days) => times({ understood: day(days) }))
  const found = passageOf([...few, times({})], 'opened', 'understood', day(90))
  expect(found).toMatchObject({ n: 4, passed: 3, median: null, oldestWaiting: 90 })
})

test('a loss carries the exact interval of its count', () => {
  const { amount, low, high } = lossOf(8, 50)
  // Poisson 8: 3.453832 to 15.763189 (R poisson.test).
  expect([amount, low, high].map((each) => Math.round(each * 100) / 100)).toEqual([400, 172.69, 788.16])
})

test('the scorecard follows complaints to the customers who were told, and counts the year back from where complaints end', async () => {
  const { db, people, call, clock } = await startProduct()
  const { manager, agent } = people
  clock.set(new Date('2026-03-02T09:00:00Z'))
  const system = { kind: 'system', id: null } as const
  const given = { name: 'Fee', statement: 'A fee nobody is told of.', ownerId: manager.id, dueOn: '2026-02-01' }
  const loss = { each: 20, currency: 'EUR' }
  const open = async (more: object) =>
    (await call(manager, 'openPothole', { body: { ...given, ...more } as typeof given })).body.id
  const [first, second] = [await open({ loss }), await open({ dueOn: '2026-09-01' })]
  const come = async (id: string, ...steps: ProgressKind[]) => {
    for (const what of steps)
      await inTransaction(db, async (tx) =>
        noteProgress(tx, await lockPothole(tx, id), { what, at: clock.now(), now: clock.now(), actor: system }),
      )
  }
  await come(second, 'understood', 'agreed', 'live', 'proven', 'told')
  const shows = [first, first, second, null, null]
  for (const [place, potholeId] of shows.entries()) {
    const body = { text: `A fee ${place}.`, receivedAt: `2026-02-1${place}T10:00:00Z` }
    const { reference } = (await call(agent, 'createComplaint', { body })).body
    await sql`update complaints set pothole_id = ${potholeId} where reference = ${reference}`.execute(db)
  }
  await drainCounts(db)
  const { status, body } = await call(manager, 'readLoop', { query: { from: '2026-02-01', to: '2026-02-28' } })
  expect(status).toBe(200)
  expect(body.steps.map(({ complaints }) => complaints)).toEqual([5, 0, 3, 1, 1, 1])
  expect(body.steps.map(({ potholeIds }) => potholeIds)).toEqual([null, null, null, [second], [second], [second]])
  expect(body.states.filter(({ potholes }) => potholes > 0)).toEqual([
    { state: 'open', potholes: 1 },
    { state: 'told', potholes: 1 },
  ])
  expect(body).toMatchObject({ overdue: 1, cameBack: 0, lossUnknown: 1 })
  expect(body.money[0]).toMatchObject({ currency: 'EUR', potholes: 1, leaking: { amount: 40 }, repairs: 0 })
  expect(body.leaking[0]).toMatchObject({ id: first, complaints: 2, isOverdue: true })
  expect(body.year).toEqual({ from: '2025-03-01', to: '2026-02-28', isOld: false })
  clock.set(new Date('2028-07-15T09:00:00Z'))
  const headers = { cookie: `amends_session=${await startSession(db, manager.id, clock.now())}` }
  const later = await call({ ...manager, headers }, 'readLoop', { query: { from: '2026-02-01', to: '2026-02-28' } })
  expect(later.body.year).toEqual({ from: '2025-03-01', to: '2026-02-28', isOld: true })
  expect(later.body.leaking[0]).toMatchObject({ id: first, complaints: 2 })
  const backwards = await call({ ...manager, headers }, 'readLoop', { query: { from: '2026-02-02', to: '2026-02-01' } })
  expect(backwards.body.type).toContain('period_backwards')
})
