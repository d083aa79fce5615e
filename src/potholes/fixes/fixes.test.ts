import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { createApiKey } from '../../people/api-keys.ts'
import type { FixTerms } from './contract.ts'

const { db, people, call, clock } = await startProduct()
const { manager, executive, agent, analyst } = people
const parcels = (await ensureBranch(db, 'products', ['Parcels'])) ?? ''
const letters = (await ensureBranch(db, 'products', ['Letters'])) ?? ''

const complain = async (day: string, productId: string) => {
  const body = { channel: 'phone', receivedAt: `${day}T10:00:00Z`, productId, text: 'It came late.' } as const
  expect((await call(agent, 'createComplaint', { body } as never)).status).toBe(201)
}
for (const day of ['2026-01-12', '2026-01-20', '2026-02-03', '2026-02-10', '2026-02-20']) await complain(day, parcels)

const openPothole = async () => {
  const body = {
    name: 'Late parcels',
    statement: 'The sorting plan leaves parcels behind.',
    ownerId: manager.id,
    dueOn: '2026-06-01',
    rule: { product: parcels },
  }
  return (await call(manager, 'openPothole', { body })).body
}
const terms = {
  name: 'A second sorting run',
  change: 'Parcels are sorted again at six.',
  doneById: agent.id,
  expectedRatio: 0.5,
  expectedBy: '2026-06-30',
  baseline: { from: '2026-01-05', to: '2026-03-01' },
  stages: [
    { place: 'North', plannedOn: '2026-03-10', releasedAs: 'v2.4' },
    { place: 'South', plannedOn: '2026-03-20', filters: { channel: 'email' } },
  ],
  controls: [{ name: 'Letters', filters: { product: letters } }],
}
const draft = async (potholeId: string, more: Partial<FixTerms> = {}) => {
  const { status, body } = await call(analyst, 'draftFix', { params: { id: potholeId }, body: { ...terms, ...more } })
  expect(status).toBe(201)
  return body
}
const agree = (id: string, who = manager) => call(who, 'agreeFix', { params: { id } })
const agreed = async () => {
  const pothole = await openPothole()
  const { status, body } = await agree((await draft(pothole.id)).id)
  expect(status).toBe(201)
  return { pothole, fix: body }
}
const stateOf = async (id: string) => (await call(manager, 'readPothole', { params: { id } })).body.state
const live = (id: string, number: number, body: { on?: string; releasedAs?: string } = {}, who = manager) =>
  call(who, 'markStageLive', { params: { id, number }, body })

test('a draft needs no more than a name, and agreeing it names every field that is missing', async () => {
  const pothole = await openPothole()
  const drafted = await call(analyst, 'draftFix', { params: { id: pothole.id }, body: { name: 'An idea' } })
  expect(drafted.status).toBe(201)
  const { status, body } = await agree(drafted.body.id)
  expect(status).toBe(422)
  expect(body.errors?.map(({ field }) => field)).toEqual([
    'change',
    'doneById',
    'expectedRatio',
    'stages',
    'baseline',
    'expectedBy',
  ])
  const { body: listed } = await call(manager, 'listFixes', { params: { id: pothole.id } })
  expect([listed.drafts.length, listed.fixes]).toEqual([1, []])
})

test('agreeing writes down terms, the baseline as counted, stages and comparison, and moves the pothole on', async () => {
  const { pothole, fix } = await agreed()
  expect(fix).toMatchObject({
    state: 'waiting',
    target: { filters: { product: parcels } },
    plannedOn: '2026-03-10',
    baseline: { from: '2026-01-05', to: '2026-03-01', complaints: 5 },
    agreedBy: { id: manager.id },
    doneBy: { id: agent.id },
    stages: [
      { number: 1, place: 'North', rule: null, releasedAs: 'v2.4', liveOn: null, marked: null },
      { number: 2, place: 'South', rule: { filters: { product: parcels, channel: 'email' } } },
    ],
    controls: [{ name: 'Letters', rule: { filters: { product: letters } } }],
  })
  expect(await stateOf(pothole.id)).toBe('agreed')
  const { body } = await call(manager, 'listFixes', { params: { id: pothole.id } })
  expect([body.drafts, body.fixes.map(({ id }) => id)]).toEqual([[], [fix.id]])
})

test('management agrees; an analyst or a program may not', async () => {
  const pothole = await openPothole()
  const { id } = await draft(pothole.id)
  const { key } = await createApiKey(db, { name: 'Tracker', role: 'manager' }, clock.now())
  expect((await agree(id, analyst)).status).toBe(403)
  expect((await agree(id, { ...manager, headers: { authorization: `Bearer ${key}` } })).status).toBe(403)
  expect((await agree(id, executive)).status).toBe(201)
})

test.each([
  {
    what: 'a stage in the past',
    more: { stages: [{ place: 'A', plannedOn: '2026-03-01' }] },
    field: 'stages.0.plannedOn',
  },
  {
    what: 'a baseline that is not over',
    more: { baseline: { from: '2026-01-05', to: '2026-03-02' } },
    field: 'baseline',
  },
  {
    what: 'a baseline of three weeks',
    more: { baseline: { from: '2026-02-05', to: '2026-02-26' } },
    field: 'baseline',
  },
  {
    what: 'a baseline without complaints',
    more: { baseline: { from: '2025-01-05', to: '2025-03-01' } },
    field: 'baseline',
  },
  { what: 'an effect before it is live', more: { expectedBy: '2026-03-10' }, field: 'expectedBy' },
  {
    what: 'the target as its own control',
    more: { controls: [{ name: 'Same', filters: { product: parcels } }] },
    field: 'controls.0.filters',
  },
  {
    what: 'a comparison that holds complaints of the target',
    more: { controls: [{ name: 'By telephone', filters: { channel: 'phone' } }] },
    field: 'controls.0.filters',
  },
  {
    what: 'places that hold the same complaints',
    more: {
      stages: [
        { place: 'A', plannedOn: '2026-03-10', filters: { channel: 'phone' } },
        { place: 'B', plannedOn: '2026-03-20', filters: { channel: 'phone,email' } },
      ],
    },
    field: 'stages.1.filters',
  },
  {
    what: 'one release for two stages',
    more: {
      stages: [
        { place: 'A', plannedOn: '2026-03-10', releasedAs: 'v2.4' },
        { place: 'B', plannedOn: '2026-03-20', releasedAs: '2.4' },
      ],
    },
    field: 'stages.1.releasedAs',
  },
])('$what is not agreed to', async ({ more, field }) => {
  const pothole = await openPothole()
  const { id } = await draft(pothole.id, more as Partial<FixTerms>)
  const { status, body } = await agree(id)
  expect([status, body.errors?.map((each) => each.field)]).toEqual([422, [field]])
})

test('of a baseline that ends before it begins that is said, not that it is short', async () => {
  const { id } = await draft((await openPothole()).id, { baseline: { from: '2026-03-01', to: '2026-01-05' } })
  expect((await agree(id)).body.errors).toEqual([{ field: 'baseline', message: 'The period ends before it begins.' }])
})

test('a draft that was changed meanwhile is not agreed unseen', async () => {
  const pothole = await openPothole()
  const { id, version } = await draft(pothole.id)
  await call(analyst, 'changeFixDraft', { params: { id }, body: { ...terms, expectedRatio: 0.9 }, ifMatch: version })
  expect((await call(manager, 'agreeFix', { params: { id }, ifMatch: version })).status).toBe(412)
})

test('the database lets nobody change terms, add a stage or a comparison, or take one away', async () => {
  const { fix } = await agreed()
  const refused = async (attempt: ReturnType<typeof sql>) => {
    await expect(attempt.execute(db)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23\d{3})$/) })
  }
  for (const column of [
    'name',
    'change',
    'expected_ratio',
    'expected_by',
    'baseline_from',
    'baseline_n',
    'target_rule_id',
    'agreed_at',
  ])
    await refused(sql`update fixes set ${sql.ref(column)} = ${sql.ref(column)} where id = ${fix.id}`)
  await refused(sql`delete from fixes where id = ${fix.id}`)
  await refused(sql`update fix_stages set planned_on = planned_on where fix_id = ${fix.id}`)
  await refused(sql`delete from fix_stages where fix_id = ${fix.id}`)
  await refused(sql`update fix_controls set name = name where fix_id = ${fix.id}`)
  await refused(sql`delete from fix_controls where fix_id = ${fix.id}`)
  await refused(sql`
    insert into fix_stages (fix_id, stage_count, agreed_on, number, place, planned_on)
    values (${fix.id}, 2, '2026-03-02', 3, 'East', '2026-03-10')`)
  await refused(sql`
    insert into fix_controls (fix_id, control_count, number, rule_id, name)
    values (${fix.id}, 1, 2, ${fix.target.id}, 'Another')`)
  await refused(sql`
    update fix_stages set live_on = '2026-03-01', marked_at = ${clock.now()}, marked_by = ${manager.id} where fix_id = ${fix.id} and number = 1`)
})

test('stages go live one by one, by hand, never in the future and never before the agreement', async () => {
  const { pothole, fix } = await agreed()
  expect((await live(fix.id, 1, { on: '2026-03-03' })).body.type).toContain('fix_live_future')
  expect((await live(fix.id, 1, { on: '2026-03-01' })).body.type).toContain('fix_live_before_agreed')
  expect((await live(fix.id, 3)).status).toBe(404)
  const first = await live(fix.id, 1, { releasedAs: '2.4.1' })
  expect(first.body).toMatchObject({
    state: 'rolling_out',
    stages: [
      { liveOn: '2026-03-02', releasedAs: '2.4.1', marked: { how: 'person', by: manager.name } },
      { liveOn: null },
    ],
  })
  expect(await stateOf(pothole.id)).toBe('live')
  expect((await live(fix.id, 2)).body.state).toBe('live')
})

test('a program marks a stage by its key; said twice it stays as it was, another day is refused', async () => {
  const { fix } = await agreed()
  const { key } = await createApiKey(db, { name: 'Release train', role: 'manager' }, clock.now())
  const program = { ...manager, headers: { authorization: `Bearer ${key}` } }
  const { body } = await live(fix.id, 1, {}, program)
  expect(body.stages[0]?.marked).toMatchObject({ how: 'key', by: 'Release train' })
  expect((await live(fix.id, 1, {}, program)).body.version).toBe(body.version)
  clock.set(new Date('2026-03-04T09:00:00Z'))
  expect((await live(fix.id, 1, { on: '2026-03-03' }, program)).status).toBe(409)
  clock.set(new Date('2026-03-02T09:00:00Z'))
})

test('a mark is taken back with a reason, and a dropped fix takes the pothole back too', async () => {
  const { pothole, fix } = await agreed()
  await live(fix.id, 1)
  const taken = await call(manager, 'takeBackStage', {
    params: { id: fix.id, number: 1 },
    body: { reason: 'Rolled back: the belt stood still.' },
  })
  expect(taken.body).toMatchObject({ state: 'waiting', stages: [{ liveOn: null, marked: null }, {}] })
  expect(await stateOf(pothole.id)).toBe('agreed')
  const dropped = await call(manager, 'dropFix', { params: { id: fix.id }, body: { reason: 'The belt cannot do it.' } })
  expect(dropped.body).toMatchObject({
    state: 'dropped',
    dropped: { reason: 'The belt cannot do it.', by: { id: manager.id } },
  })
  expect(await stateOf(pothole.id)).toBe('open')
  expect((await live(fix.id, 1)).body.type).toContain('fix_dropped')
  const { rows } = await sql<{ kind: string }>`
    select kind from pothole_events where pothole_id = ${pothole.id} order by seq`.execute(db)
  expect(rows.map(({ kind }) => kind)).toEqual([
    'opened',
    'fix_agreed',
    'agreed',
    'stage_live',
    'live',
    'stage_taken_back',
    'not_live',
    'fix_dropped',
    'not_agreed',
  ])
})
