import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { codeComplaint } from '../../causes/coding.ts'
import { Coder } from '../../causes/model/code.ts'
import { learnWhenDue } from '../../causes/model/learn.ts'
import { drainCounts } from '../../complaints/counts.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

const { db, people, call, clock } = await startProduct()
const { agent, analyst, manager, executive, operations } = people
const march = { from: '2026-03-01', to: '2026-03-31' }
const read = (query = march) => call(executive, 'readInsideOut', { query })
const goOn = () => false
/** A busy machine may take its time over hundreds of complaints. */
const patience = 180_000

const kinds = {
  delivery: { text: 'The parcel was late', asDesigned: 'no', expected: null, class: 'delivery', locus: 'system' },
  surprise: { text: 'A fee was hidden', asDesigned: 'yes', expected: 'no', class: 'surprise', locus: 'message' },
} as const
type Kind = keyof typeof kinds
async function tell(kind: Kind, at: number): Promise<{ id: string; reference: string }> {
  const { body } = await call(agent, 'createComplaint', { body: { text: `${kinds[kind].text}, case ${at}` } })
  return body
}

/** A settled random sample of these complaints, as coders would have left it. */
async function storeGold(units: { id: string; kind: Kind }[], frame: number): Promise<string> {
  const sampleId = newId()
  await sql`insert into coding_samples (id, name, period_from, period_to, only_with_words, stratified_by, allocation, size, shared, coders,
      seed, taxonomy_version, created_at, drawn_at, frame_print)
    values (${sampleId}, 'March', '2026-03-01', '2026-03-31', true, 'none', 'proportional', ${units.length}, 0, 1, 1, 1,
      ${clock.now()}, ${clock.now()}, 'as drawn')`.execute(db)
  await sql`insert into sample_strata (sample_id, stratum, frame, drawn) values (${sampleId}, '', ${frame}, ${units.length})`.execute(
    db,
  )
  for (const [at, { id, kind }] of units.entries()) {
    const { asDesigned, expected, class: causeClass, locus } = kinds[kind]
    await sql`insert into sample_units (complaint_id, sample_id, position, stratum, probability, coders)
      values (${id}, ${sampleId}, ${at + 1}, '', ${units.length / frame}, 1)`.execute(db)
    await sql`insert into sample_codings (complaint_id, id, sample_id, is_settlement, coder_id, as_designed, expected, class, locus, coded_at)
      values (${id}, ${newId()}, ${sampleId}, false, ${analyst.id}, ${asDesigned}, ${expected}, ${causeClass}, ${locus}, ${clock.now()})`.execute(
      db,
    )
  }
  return sampleId
}

const complaints: { id: string; kind: Kind }[] = []
for (let at = 0; at < 160; at++) {
  const kind = at % 4 === 0 ? 'surprise' : 'delivery'
  complaints.push({ id: (await tell(kind, at)).id, kind })
}

test('with nothing but complaints it says that nothing is known, and how to come to know it', async () => {
  const { body } = await read()
  expect(body).toMatchObject({
    complaints: 160,
    coded: 0,
    potholes: [],
    split: { standing: 'no_sample', sample: null, model: null },
  })
  for (const share of [...body.split.classes, ...body.split.groups])
    expect(share).toMatchObject({ estimate: null, model: null, people: { n: 0, share: null, interval: null } })
})

test(
  'what people chose to code is told as of those alone, and makes no share of all',
  async () => {
    await inTransaction(db, async (tx) => {
      for (const { id, kind } of complaints.slice(0, 110)) {
        const { asDesigned, expected, locus } = kinds[kind]
        const primary = { asDesigned, expected, locus }
        const coding = { primary, contributing: [], pass: 1 as const, coderId: analyst.id, now: clock.now() }
        await codeComplaint(tx, { complaintId: id, ...coding })
      }
    })
    const { split, coded } = (await read()).body
    expect(coded).toBe(110)
    expect(split.standing).toBe('no_sample')
    const delivery = split.classes.find((each) => each.class === 'delivery')
    expect(delivery).toMatchObject({ estimate: null, people: { count: 82, n: 110 } })
  },
  patience,
)

test(
  'a settled random sample says shares of all complaints, and a model sharpens them where its errors are known',
  async () => {
    await storeGold(complaints.slice(110), 160)
    const alone = (await read()).body.split
    expect(alone).toMatchObject({
      standing: 'known',
      model: null,
      covered: { ...march, complaints: 160 },
      sample: { n: 50, weighted: false },
    })
    expect(alone.classes.find((each) => each.class === 'delivery')?.estimate).toMatchObject({
      positives: 38,
      method: 'wilson',
    })
    await learnWhenDue(db, clock.now(), goOn)
    await new Coder(db).codeAll(clock.now(), goOn)
    const { split } = (await read()).body
    expect(split.model).toMatchObject({ version: 1, examples: 110, accuracy: { n: 110 } })
    expect(split.classes.reduce((sum, { model }) => sum + (model ?? 0), 0)).toBeCloseTo(1, 9)
    expect(split.covered?.complaints).toBe(160)
  },
  patience,
)

test('the sample holds for the days it was drawn from and for no others', async () => {
  expect((await read({ from: '2026-02-01', to: '2026-03-31' })).body.split).toMatchObject({
    standing: 'known',
    covered: { from: '2026-03-01', to: '2026-03-31' },
  })
  const { split, complaints: then } = (await read({ from: '2026-02-01', to: '2026-02-28' })).body
  expect(then).toBe(0)
  expect(split).toMatchObject({ standing: 'not_in_period', covered: null })
  expect(split.classes.every(({ estimate }) => estimate === null)).toBe(true)
})

test('three voices are drawn, the same for everyone all day, and others on another day', async () => {
  const first = (await read()).body.voices
  const again = (await call(analyst, 'readInsideOut', { query: march })).body.voices
  expect(first).toMatchObject({ chosenOn: '2026-03-02', among: 160 })
  expect(first.complaints).toHaveLength(3)
  expect(again).toEqual(first)
  clock.set(new Date('2026-03-03T09:00:00Z'))
  const next = (await call(manager, 'readInsideOut', { query: march })).body.voices
  expect(next.complaints.map(({ reference }) => reference)).not.toEqual(
    first.complaints.map(({ reference }) => reference),
  )
  clock.set(new Date('2026-03-02T09:00:00Z'))
})

test(
  'counts are exact whether they wait in the outbox or not, for whole months and for days',
  async () => {
    const before = (await read()).body
    await drainCounts(db)
    expect((await read()).body.coded).toBe(before.coded)
    const days = (await read({ from: '2026-03-02', to: '2026-03-02' })).body
    expect([days.complaints, days.coded]).toEqual([160, 110])
    expect(days.split.covered).toMatchObject({ from: '2026-03-02', to: '2026-03-02', complaints: 160 })
  },
  patience,
)

test('promises that were due are counted as kept, late, broken or open, and management by whom it spoke with', async () => {
  const [id] = complaints.map((each) => each.id)
  const commit = (due: string, kept: string | null) =>
    sql`
    insert into commitments (complaint_id, id, text, made_by, made_at, due_at, kept_at)
    values (${id}, ${newId()}, 'We call you', ${agent.id}, '2026-03-01', ${due}, ${kept})`.execute(db)
  await commit('2026-03-02T08:00:00Z', '2026-03-01T10:00:00Z')
  await commit('2026-03-02T08:00:00Z', '2026-03-02T08:30:00Z')
  await commit('2026-03-02T08:00:00Z', null)
  await commit('2026-03-20T08:00:00Z', null)
  await commit('2026-04-20T08:00:00Z', null)
  const { promises, management } = (await read()).body
  expect(promises).toMatchObject({ kept: 1, keptLate: 1, broken: 1, open: 1, keptInTime: { count: 1, n: 3 } })
  expect(management).toMatchObject({ reached: 0, spokenWith: 0, waiting: 0 })
  expect(management.people.map(({ person, customers }) => [person.id, customers])).toEqual([
    [executive.id, 0],
    [manager.id, 0],
  ])
  const behind = async (part: 'kept' | 'keptLate' | 'broken' | 'open' | 'reached') =>
    (await call(executive, 'listListened', { query: { ...march, part } })).body.items
  for (const part of ['kept', 'keptLate', 'broken', 'open'] as const)
    expect((await behind(part)).map(({ told }) => told)).toEqual(['We call you'])
  expect((await behind('open'))[0]?.at).toBe('2026-03-20T08:00:00.000Z')
  expect(await behind('reached')).toEqual([])
})

test('a number of management opens the customers whom it counts', async () => {
  const { reference } = await tell('delivery', 900)
  const asked = { managerId: manager.id, why: 'Wants the manager' }
  expect((await call(agent, 'escalateComplaint', { params: { reference }, body: asked })).status).toBe(200)
  const { reached, waiting, spokenWith } = (await read()).body.management
  expect([reached, waiting, spokenWith]).toEqual([1, 1, 0])
  const behind = (part: 'reached' | 'waiting' | 'spokenWith', person?: string) =>
    call(executive, 'listListened', { query: { ...march, part, ...(person && { person }) } })
  expect((await behind('reached')).body.items).toMatchObject([{ reference, words: 'The parcel was late, case 900' }])
  expect((await behind('waiting')).body.items.map((each) => each.reference)).toEqual([reference])
  expect((await behind('spokenWith')).body.items).toEqual([])
  const word = { how: 'call' as const, words: 'I called; the refund is on its way.' }
  expect((await call(manager, 'recordManagerSpoke', { params: { reference }, body: word })).status).toBe(200)
  expect((await behind('spokenWith', manager.id)).body.items.map((each) => each.reference)).toEqual([reference])
  expect((await behind('spokenWith', executive.id)).body.items).toEqual([])
})

test('potholes come with state and verdict, most complaints of the period first, and without those merged into others', async () => {
  const open = async (name: string) => {
    const body = { name, statement: `${name}.`, ownerId: manager.id, dueOn: '2026-09-01' }
    return (await call(manager, 'openPothole', { body })).body.id
  }
  const [few, many, gone] = [await open('Few'), await open('Many'), await open('Gone')]
  const shown = [few, many, many]
  for (const [place, id] of shown.entries())
    await sql`update complaints set pothole_id = ${id} where id = ${complaints[place]?.id}`.execute(db)
  await sql`
    update potholes set closing = 'merged', closed_at = ${clock.now()}, merged_into_id = ${many}, closed_by = ${manager.id}
    where id = ${gone}`.execute(db)
  const { potholes } = (await read()).body
  expect(potholes.map(({ name, state, complaints: n, verdict }) => [name, state, n, verdict])).toEqual([
    ['Many', 'open', 2, null],
    ['Few', 'open', 1, null],
  ])
  const listed = await call(executive, 'listComplaints', { query: { pothole: many, ...march } as never })
  expect(listed.body.items).toHaveLength(2)
})

test('a period that ends before it begins is refused, and who only passes complaints on does not read it', async () => {
  expect((await read({ from: '2026-03-31', to: '2026-03-01' })).body.errors?.[0]?.field).toBe('to')
  expect((await call(operations, 'readInsideOut', { query: march })).status).toBe(403)
})
