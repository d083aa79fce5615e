import { expect, test } from 'vitest'
import { column, type Person } from '../../../test/setup/product.ts'
import type { AnswerGiven } from './contract.ts'
import { drawSamples } from './draw.ts'
import { goldUnits, latestGoldSample } from './gold.ts'
import { byMessage, bySystem, causes, period, startSampling, type } from './sampling-for-tests.ts'

const { db, owned, people, call, clock, nobody, second, late, drawing, drawn, read, units, say, codeAll } =
  await startSampling()
const { agent, analyst, manager, administrator } = people
const settle = (who: Person, id: string, position: number, body: AnswerGiven & { reason: string }) =>
  call(who, 'settleSampleUnit', { params: { id, position: String(position) }, body })
const differences = async (id: string) =>
  (await call(analyst, 'listSampleDifferences', { params: { id }, query: {} })).body.differences
const goldShares = async (id: string) => (await call(manager, 'readSampleAgreement', { params: { id } })).body.gold

test('a plan says what would be drawn from, and how exactly the sample would tell a share', async () => {
  const query = { ...period, size: '20', stratifiedBy: 'product' as const }
  const { body } = await call(analyst, 'planSample', { query })
  expect(body).toMatchObject({ received: 60, frame: 60 })
  expect(body.strata.map(({ name, frame, drawn: n }) => [name, frame, n])).toEqual(
    expect.arrayContaining([
      ['Cards', 40, 13],
      ['Loans', 15, 5],
      ['Savings', 5, 2],
    ]),
  )
  expect(body.precision?.halfWidth).toBeGreaterThan(0.1)
  expect(body.sizes).toEqual([{ size: 50, halfWidth: expect.any(Number) }])
})

test('a sample is drawing until it is drawn, and then waits to be coded', async () => {
  const { status, body } = await drawing()
  expect([status, body.seed, body.taxonomyVersion, body.createdBy?.name]).toEqual([201, 7, 2, 'Analyst'])
  await drawSamples(db, clock.now())
  expect(await read(body.id)).toMatchObject({
    state: 'coding',
    units: 10,
    codingsWanted: 10,
    codings: 0,
    outdated: false,
  })
})

test('the same seed draws the same complaints in the same order, another seed others', async () => {
  const [one, same, other] = [await drawn(), await drawn(), await drawn({ seed: 8 })]
  expect(await units(one)).toEqual(await units(same))
  expect(await units(one)).not.toEqual(await units(other))
  expect(new Set(await units(one)).size).toBe(10)
})

test('anyone can draw again and see that the same comes out', async () => {
  const id = await drawn({ stratifiedBy: 'month' })
  const verification = async () => (await call(manager, 'verifySample', { params: { id } })).body
  expect(await verification()).toEqual({ sameFrame: true, sameUnits: true })
})

test('from each stratum as many as it has of all, with the chance each complaint had', async () => {
  const { strata, units: n } = await read(await drawn({ size: 12, stratifiedBy: 'product' }))
  expect(n).toBe(12)
  expect(strata.map(({ name, frame, drawn: d, probability }) => [name, frame, d, probability])).toEqual([
    ['Cards', 40, 8, 8 / 40],
    ['Loans', 15, 3, 3 / 15],
    ['Savings', 5, 1, 1 / 5],
  ])
})

test('or as many from each, whatever it has', async () => {
  const { strata } = await read(await drawn({ size: 12, stratifiedBy: 'channel', allocation: 'equal' }))
  expect(strata.map(({ stratum, drawn: d }) => [stratum, d])).toEqual([
    ['email', 6],
    ['phone', 6],
  ])
})

test.each([
  ['a period that ends before it begins', { from: '2026-02-01', to: '2026-01-01' }, '400 period_backwards'],
  ['a period without complaints', { from: '2020-01-01', to: '2020-02-01' }, '422 sample_frame_empty'],
  ['more than there are', { size: 61 }, '422 sample_larger_than_frame'],
  ['fewer than strata', { size: 2, stratifiedBy: 'product' as const }, '422 sample_smaller_than_strata'],
  ['more shared than drawn', { shared: 11 }, '422 sample_shared_too_many'],
])('%s cannot be drawn', async (_, given, problem) => {
  expect(type(await drawing(given))).toBe(problem)
})

test('the whole way: coded blind by two, shown, settled, gold', async () => {
  const id = await drawn({ size: 8, shared: 6 })
  expect(await read(id)).toMatchObject({ state: 'coding', codingsWanted: 14 })
  await codeAll(analyst, id, () => bySystem)
  const shared = await codeAll(second, id, () => bySystem)
  expect(shared).toHaveLength(6)
  expect(await read(id)).toMatchObject({ state: 'gold', codings: 14, differing: 0, settled: 0 })
})

test('differences are settled by a person with a reason, and what is settled is gold', async () => {
  const id = await drawn({ size: 8, shared: 6 })
  await codeAll(analyst, id, () => ({ coding: { asDesigned: 'no', causeId: late } }))
  const shared = await codeAll(second, id, (position) => (position % 2 === 0 ? byMessage : bySystem))
  const found = await differences(id)
  const even = shared.filter((position) => position % 2 === 0)
  expect(found.map(({ position }) => position)).toEqual(even)
  expect(await read(id)).toMatchObject({ state: 'settling', differing: even.length, settled: 0 })
  expect(await goldUnits(db, id)).toEqual([])
  expect(found[0]?.answers.map(({ coder, class: c, locus }) => [coder.name, c, locus])).toEqual([
    ['Analyst', 'delivery', 'system'],
    ['Second', 'surprise', 'message'],
  ])
  for (const position of even) {
    expect((await settle(manager, id, position, { ...byMessage, reason: 'The advert said otherwise' })).status).toBe(
      200,
    )
  }
  expect(await read(id)).toMatchObject({ state: 'gold', settled: even.length })
  expect((await differences(id))[0]?.settlement).toMatchObject({
    by: { name: 'Manager' },
    reason: 'The advert said otherwise',
    class: 'surprise',
    at: '2026-03-02T09:00:00.000Z',
  })
  const gold = await goldUnits(db, id)
  expect(gold.map(({ class: c }) => c).filter((c) => c === 'surprise')).toHaveLength(even.length)
  expect(gold[0]).toMatchObject({ probability: 8 / 60, stratum: '' })
  expect(gold.filter(({ causeId }) => causeId === late)).toHaveLength(2)
  expect((await goldShares(id))?.find((each) => each.class === 'surprise')).toMatchObject({
    count: even.length,
    n: 8,
  })
})

test('settled anew, the former settlement is kept', async () => {
  const id = await drawn({ size: 1, shared: 1 })
  await codeAll(analyst, id, () => bySystem)
  await codeAll(second, id, () => byMessage)
  await settle(manager, id, 1, { ...bySystem, reason: 'It failed' })
  await settle(analyst, id, 1, { ...byMessage, reason: 'It was written so' })
  const kept = await column<string>(
    db,
    `select reason from sample_codings where sample_id = '${id}' and is_settlement order by id`,
  )
  expect(kept).toEqual(['It failed', 'It was written so'])
  expect((await goldUnits(db, id)).map(({ class: c }) => c)).toEqual(['surprise'])
})

test('the gold sample drawn last is the one that holds, with its frame', async () => {
  clock.set(new Date('2026-03-03T09:00:00Z'))
  const id = await drawn({ name: 'Latest', size: 3, stratifiedBy: 'month' })
  await codeAll(analyst, id, (position) => (position === 1 ? { uncodable: 'not_a_complaint' } : bySystem))
  expect(await latestGoldSample(db)).toMatchObject({
    id,
    name: 'Latest',
    frame: 60,
    units: 3,
    withoutClass: 1,
    ...period,
  })
  expect(await goldUnits(db, id)).toHaveLength(2)
})

test('a complaint without words stays in the sample, and nobody is asked to code it', async () => {
  const [one] = await column<string>(db, 'select id from complaints order by id desc limit 1')
  // A source that does not publish the words.
  await column(
    owned,
    `with made as (insert into imports (id, file_name, source, mapping, state, started_at)
      values (gen_random_uuid(), 'a.csv', 'a', '{}', 'done', now()) returning id)
    select id from made`,
  )
  await column(
    owned,
    `update complaints set text = null, import_id = (select id from imports limit 1) where id = '${one}' returning 1`,
  )
  const id = await drawn({ size: 60, onlyWithWords: false })
  expect(await read(id)).toMatchObject({ units: 60, withoutWords: 1, codingsWanted: 59 })
  const wordsOnly = (await call(analyst, 'planSample', { query: { ...period, size: '5' } })).body
  expect([wordsOnly.received, wordsOnly.frame]).toEqual([60, 59])
  await column(owned, `update complaints set text = 'Again' where id = '${one}' returning 1`)
})

test('what a coder cannot code is said, and differs from a class that another saw', async () => {
  const id = await drawn({ size: 2, shared: 2 })
  await codeAll(analyst, id, () => ({ uncodable: 'not_understood' }))
  await codeAll(second, id, (position) => (position === 1 ? bySystem : { uncodable: 'not_a_complaint' }))
  expect((await differences(id)).map(({ position }) => position)).toEqual([1])
  await settle(manager, id, 1, { uncodable: 'not_a_complaint', reason: 'An order, not a complaint' })
  expect([(await read(id)).state, await goldUnits(db, id)]).toEqual(['gold', []])
})

test('a coder may change an answer of their own until all are in, and what they said first is kept', async () => {
  const id = await drawn({ size: 2 })
  await say(analyst, id, 1, bySystem)
  await say(analyst, id, 1, byMessage)
  const place = { id, position: '1' }
  expect((await call(analyst, 'readSampleUnit', { params: place })).body.mine).toMatchObject({ class: 'surprise' })
  expect(await read(id)).toMatchObject({ codings: 1 })
  expect(await column(db, `select count(*) from sample_codings where sample_id = '${id}'`)).toEqual([2])
  await say(analyst, id, 2, bySystem)
  expect(type(await say(analyst, id, 1, bySystem))).toBe('409 sample_not_coding')
})

test('what has its codings takes no more, and one person never gives two', async () => {
  const id = await drawn({ size: 2, shared: 1 })
  const single =
    (await column<number>(db, `select position from sample_units where sample_id = '${id}' and coders = 1`))[0] ?? 0
  await say(analyst, id, single, bySystem)
  expect(type(await say(second, id, single, bySystem))).toBe('409 sample_unit_coded')
  const several = 3 - single
  await say(analyst, id, several, bySystem)
  await say(analyst, id, several, bySystem)
  expect(await read(id)).toMatchObject({ state: 'coding', codings: 2, codingsWanted: 3 })
})

test('a new version of the taxonomy starts a new sample', async () => {
  const id = await drawn({ size: 2 })
  const basedOn = (await call(analyst, 'readTaxonomy')).body.version
  await call(analyst, 'replaceTaxonomy', { body: { basedOn, note: 'Second', causes } })
  expect(await read(id)).toMatchObject({ outdated: true, state: 'coding' })
  expect(type(await say(analyst, id, 1, bySystem))).toBe('409 sample_outdated')
  expect(type(await call(analyst, 'nextSampleUnit', { params: { id }, query: {} }))).toBe('409 sample_outdated')
})

test('only people who code may, and a program does not', async () => {
  const id = await drawn({ size: 2 })
  expect(type(await call(people.executive, 'nextSampleUnit', { params: { id }, query: {} }))).toBe(
    '403 role_not_allowed',
  )
  expect(type(await call(nobody, 'nextSampleUnit', { params: { id }, query: {} }))).toBe('401 sign_in_needed')
  expect(
    type(await call(agent, 'settleSampleUnit', { params: { id, position: '1' }, body: { ...bySystem, reason: 'x' } })),
  ).toBe('403 role_not_allowed')
  const { body } = await call(administrator, 'createKey', { body: { name: 'Program', role: 'analyst' } })
  const program = { headers: { authorization: `Bearer ${body.key}` } }
  expect(type(await call(program, 'nextSampleUnit', { params: { id }, query: {} }))).toBe('403 person_needed')
})

test('what is settled must have differed, and an answer is a class or why there is none', async () => {
  const id = await drawn({ size: 2, shared: 1 })
  expect(type(await settle(analyst, id, 1, { ...bySystem, reason: 'x' }))).toBe('409 sample_not_settling')
  await codeAll(analyst, id, () => bySystem)
  await codeAll(second, id, () => bySystem)
  expect(type(await settle(analyst, id, 1, { ...bySystem, reason: 'x' }))).toBe('409 sample_unit_agreed')
  expect(type(await say(analyst, id, 1, {}))).toBe('400 fields_invalid')
  expect(type(await say(analyst, id, 1, { ...bySystem, uncodable: 'no_words' }))).toBe('400 fields_invalid')
})

test.each([
  ['a sample', 'readSample', '404 sample_not_found'],
  ['its agreement', 'readSampleAgreement', '404 sample_not_found'],
  ['its differences', 'listSampleDifferences', '404 sample_not_found'],
  ['its next complaint', 'nextSampleUnit', '404 sample_not_found'],
  ['its verification', 'verifySample', '404 sample_not_found'],
] as const)('%s that is not there is not found', async (_, operation, problem) => {
  const id = '00000000-0000-4000-8000-000000000000'
  expect(type(await call(analyst, operation, { params: { id } }))).toBe(problem)
})

test('a complaint beyond the sample is not found', async () => {
  const id = await drawn({ size: 2 })
  expect(type(await call(analyst, 'readSampleUnit', { params: { id, position: '3' } }))).toBe(
    '404 sample_unit_not_found',
  )
  expect(type(await say(analyst, id, 3, bySystem))).toBe('404 sample_unit_not_found')
})
