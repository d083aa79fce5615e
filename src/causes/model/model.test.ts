import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { codeComplaint } from '../coding.ts'
import type { CodingGiven } from '../contract.ts'
import type { CauseClass } from '../rules.ts'
import { Coder } from './code.ts'
import { learnWhenDue } from './learn.ts'
import { modelCodes, modelCounts, readyModel } from './read.ts'
import { codeOf, firstIdAt, isEnough, isWorthLearning, labelOf, likeliest, performanceOf } from './rules.ts'

const { db, people, call, clock } = await startProduct()
const { agent, analyst } = people
const goOn = () => false
const coder = new Coder(db)
type Kind = 'delivery' | 'surprise'
const answers: Record<Kind, CodingGiven> = {
  delivery: { asDesigned: 'no', locus: 'system' },
  surprise: { asDesigned: 'yes', expected: 'no', locus: 'message' },
}
const texts: Record<Kind, string[]> = {
  delivery: ['The parcel came days late', 'My delivery was late and the parcel damaged', 'Late parcel, lost delivery'],
  surprise: [
    'A hidden fee was charged',
    'You charged fees I never agreed to',
    'Charged a fee that no leaflet mentions',
  ],
}

/** A busy machine may take its time over hundreds of complaints. */
const patience = 180_000

async function tell(kind: Kind, at: number): Promise<{ id: string }> {
  const own = texts[kind]
  const { body } = await call(agent, 'createComplaint', { body: { text: `${own[at % own.length]} (${at})` } })
  return body
}

/** So many complaints of both kinds, told and coded. */
async function tellAndCode(pairs: number, from: number): Promise<void> {
  const told: { id: string; kind: Kind }[] = []
  for (let at = from; at < from + pairs; at++)
    for (const kind of ['delivery', 'surprise'] as const) told.push({ ...(await tell(kind, at)), kind })
  await inTransaction(db, async (tx) => {
    for (const { id, kind } of told)
      await codeComplaint(tx, {
        complaintId: id,
        pass: 1,
        primary: answers[kind],
        contributing: [],
        coderId: analyst.id,
        now: clock.now(),
      })
  })
}

test('a model needs a hundred codings, and two classes with ten of each', async () => {
  const enough = (counts: Partial<Record<CauseClass, number>>) =>
    isEnough(new Map(Object.entries(counts) as [CauseClass, number][]))
  expect(enough({ delivery: 90, surprise: 10 })).toBe(true)
  expect(enough({ delivery: 89, surprise: 10 })).toBe(false)
  expect(enough({ delivery: 200, surprise: 9 })).toBe(false)
  expect([isWorthLearning(100, null), isWorthLearning(124, 100), isWorthLearning(125, 100)]).toEqual([
    true,
    false,
    true,
  ])
  // From the most it can learn from there is nothing more to learn.
  expect(isWorthLearning(1_000_000, 20_000)).toBe(false)
  expect(await learnWhenDue(db, clock.now(), goOn)).toBeNull()
  expect(await readyModel(db)).toBeNull()
})

test('the class is the one whose places are likeliest together, the place the likeliest in it', () => {
  const labels = ['delivery.partner', 'delivery.system', 'surprise.message']
  const { confidence, ...code } = likeliest(labels, [0.35, 0.25, 0.4])
  expect(code).toEqual({ class: 'delivery', locus: 'partner' })
  expect(confidence).toBeCloseTo(0.6, 12)
  expect(codeOf(labelOf('unknown', null))).toEqual({ class: 'unknown', locus: null })
  expect(() => codeOf('delivery.message')).toThrow(/no cause is called/)
})

test('how a model did is told beside what guessing the most frequent class would do', () => {
  const judged = [
    { truth: 'delivery', said: 'delivery', n: 50 },
    { truth: 'delivery', said: 'surprise', n: 10 },
    { truth: 'surprise', said: 'surprise', n: 30 },
  ] as const
  expect(performanceOf(judged)).toEqual({ n: 90, right: 80, byGuessing: 60 })
})

test('ids made later are larger than the first one of a time', () => {
  const [id] = [firstIdAt(new Date(Date.now() - 1000))]
  expect(id < firstIdAt(new Date())).toBe(true)
  expect(firstIdAt(new Date(0))).toBe('00000000-0000-7000-8000-000000000000')
})

test(
  'a model is learned from what people coded, and codes all complaints apart from them; new ones as they come',
  async () => {
    await tellAndCode(60, 0)
    await tell('delivery', 500)
    const version = await learnWhenDue(db, clock.now(), goOn)
    expect(version).toBe(1)
    // Learned, but not asked before it has coded everything.
    expect(await readyModel(db)).toBeNull()
    expect(await coder.codeAll(clock.now(), goOn)).toBe(121)
    expect(await readyModel(db)).toMatchObject({ version: 1, examples: 120, byGuessing: 60 })
    expect((await readyModel(db))?.right).toBeGreaterThan(110)
    const { id } = await tell('surprise', 501)
    expect(await coder.codeAll(clock.now(), goOn)).toBe(1)
    expect(await coder.codeAll(clock.now(), goOn)).toBe(0)
    expect((await modelCodes(db, 1, [id])).get(id)).toEqual({ class: 'surprise', locus: 'message' })
    expect(await column(db, 'select count(*) from codings')).toEqual([120])
  },
  patience,
)

test(
  'counts by day are what is stored by complaint, once, even when two processes code at the same time',
  async () => {
    for (let at = 0; at < 30; at++) await tell(at % 2 ? 'delivery' : 'surprise', 600 + at)
    const other = new Coder(db)
    const done = await Promise.all([coder.codeAll(clock.now(), goOn), other.codeAll(clock.now(), goOn)])
    expect(done[0] + done[1]).toBe(30)
    const { rows } = await sql<{ class: string; locus: string | null; n: number }>`
    select class, locus, count(*) as n from model_codings group by 1, 2 order by 1, 2`.execute(db)
    const day = { version: 1, from: '2026-03-02', to: '2026-03-02' }
    const counted = await modelCounts(db, day)
    expect(counted.toSorted((one, next) => (one.class < next.class ? -1 : 1))).toEqual(rows)
    expect(counted.reduce((sum, { n }) => sum + n, 0)).toBe(152)
    expect(await modelCounts(db, { ...day, from: '2026-03-03', to: '2026-03-31' })).toEqual([])
  },
  patience,
)

test(
  'with a quarter more codings it learns again; the new version takes over once it has coded everything',
  async () => {
    await tellAndCode(15, 700)
    expect(await learnWhenDue(db, clock.now(), goOn)).toBe(2)
    expect((await readyModel(db))?.version).toBe(1)
    await coder.codeAll(clock.now(), goOn)
    expect((await readyModel(db))?.version).toBe(2)
    expect(await column(db, 'select distinct model_version from model_codings')).toEqual([2])
    expect(await column(db, 'select distinct model_version from model_counts')).toEqual([2])
    expect(await column(db, 'select version from cause_models where cleared_at is not null')).toEqual([1])
  },
  patience,
)

test(
  'learning stops when the server does, and nothing is left half done',
  async () => {
    await tellAndCode(20, 800)
    expect(await learnWhenDue(db, clock.now(), () => true)).toBeNull()
    expect(await column(db, 'select max(version) from cause_models')).toEqual([2])
  },
  patience,
)

test(
  'what was drawn at random to measure the model is not learned from',
  async () => {
    const before = await column<number>(db, 'select examples from cause_models where version = 2')
    expect(before).toEqual([150])
    await sql`insert into coding_samples (id, name, period_from, period_to, only_with_words, stratified_by, allocation, size, shared, coders, seed, taxonomy_version, created_at, drawn_at, frame_print)
    values ('00000000-0000-7000-8000-000000000001', 'All', '2026-03-01', '2026-03-31', true, 'none', 'proportional', 190, 0, 1, 1, 1, now(), now(), 'as drawn')`.execute(
      db,
    )
    await sql`insert into sample_strata (sample_id, stratum, frame, drawn) values ('00000000-0000-7000-8000-000000000001', '', 500, 30)`.execute(
      db,
    )
    await sql`insert into sample_units (complaint_id, sample_id, position, stratum, probability, coders)
    select complaint_id, '00000000-0000-7000-8000-000000000001', row_number() over (order by complaint_id), '', 0.1, 1
    from codings order by complaint_id limit 1`.execute(db)
    expect(await learnWhenDue(db, clock.now(), goOn)).toBe(3)
    expect(await column(db, 'select examples from cause_models where version = 3')).toEqual([189])
  },
  patience,
)
