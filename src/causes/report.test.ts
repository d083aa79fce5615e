import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { column, startProduct } from '../../test/setup/product.ts'
import { drainCounts } from '../complaints/counts.ts'
import { ensureBranch, listBranches, storeJourney } from '../journeys/store.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { CausesQuery, CausesReport } from './contract.ts'
import { periodBefore } from './period.ts'
import { type CauseClass, causeClasses, classify, lociOf } from './rules.ts'

const { db, people, call } = await startProduct()
const { agent, analyst } = people
const branch = async (tree: 'products' | 'issues', ...path: string[]) => (await ensureBranch(db, tree, path)) ?? ''
const products = [
  await branch('products', 'Cards'),
  await branch('products', 'Cards', 'Debit'),
  await branch('products', 'Cards', 'Debit', 'Young'),
  await branch('products', 'Loans'),
]
const issues = [await branch('issues', 'Fees'), await branch('issues', 'Fees', 'Hidden')]
const words = (text: string) => ({ en: text, ru: text })
await inTransaction(db, (tx) =>
  storeJourney(tx, {
    name: words('Buy'),
    steps: [
      { code: 'pay', name: words('Pay') },
      { code: 'get', name: words('Get') },
    ],
  }),
)
const steps = await column<string>(db, 'select id from journey_steps order by code')
const taxonomy = await call(analyst, 'replaceTaxonomy', {
  body: {
    basedOn: 1,
    note: 'First',
    causes: [
      { code: 'late', class: 'delivery', locus: 'system', name: words('Late') },
      { code: 'fee', class: 'surprise', locus: 'message', name: words('Fee') },
    ],
  },
})
const causeIds = new Map(taxonomy.body.causes.map((cause) => [cause.class as string, cause.id]))
const channels = ['email', 'phone'] as const
const languages = ['en', 'ru']

// Around the turns of months, and through the February of a leap year, where counts by month and by day meet.
const days = [
  '2023-12-31',
  '2024-01-01',
  '2024-01-15',
  '2024-01-31',
  '2024-02-01',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-31',
  '2024-04-01',
]
const times = ['00:00:00.000', '12:00:00.000', '23:59:59.999']

type Stored = {
  received_at: Date
  product_id: string | null
  issue_id: string | null
  step_id: string | null
  channel: string
  language: string
  cause_class: CauseClass | null
  cause_locus: string | null
  cause_id: string | null
}
const created: string[] = []
const someOf = <Value>(values: readonly Value[]) => fc.constantFrom(null, ...values)
const about = fc.record({ productId: someOf(products), issueId: someOf(issues), stepId: someOf(steps) })
const creation = fc.record({
  about,
  receivedAt: fc.tuple(fc.constantFrom(...days), fc.constantFrom(...times)).map(([day, time]) => `${day}T${time}Z`),
  channel: fc.constantFrom(...channels),
  language: fc.constantFrom(...languages),
})
const answers = fc.record({
  asDesigned: fc.constantFrom('yes', 'no', 'unknown'),
  expected: fc.constantFrom('yes', 'no', 'unknown'),
  named: fc.boolean(),
  locus: fc.nat(),
})

type Work = () => Promise<unknown>
const which = (at: number) => ({ reference: created[at % created.length] ?? '' })
/** Something that happens to the counts, as a thing to do. */
const happening: fc.Arbitrary<Work> = fc.oneof(
  {
    weight: 5,
    arbitrary: creation.map(
      (body): Work =>
        () =>
          create(body),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(), answers).map(
      ([at, given]): Work =>
        () =>
          code(at, given),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(), about).map(
      ([at, body]): Work =>
        () =>
          call(agent, 'classifyComplaint', { params: which(at), body }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 20 }).map(
      (limit): Work =>
        () =>
          drainCounts(db, limit),
    ),
  },
)

async function create({
  about: place,
  ...given
}: {
  about: object
  receivedAt: string
  channel: (typeof channels)[number]
  language: string
}) {
  const { status, body } = await call(agent, 'createComplaint', { body: { text: 'Something', ...given, ...place } })
  expect(status).toBe(201)
  created.push(body.reference)
}

async function code(
  at: number,
  { asDesigned, expected, named, locus }: { asDesigned: string; expected: string; named: boolean; locus: number },
) {
  const given = { asDesigned: asDesigned as 'yes', expected: expected as 'yes' }
  const causeClass = classify(given)
  const loci = lociOf[causeClass]
  const causeId = named ? causeIds.get(causeClass) : undefined
  const primary = { ...given, causeId, locus: causeId ? null : (loci[locus % (loci.length + 1)] ?? null) }
  const { status } = await call(analyst, 'codeComplaint', { params: which(at), body: { pass: 1, primary } })
  expect(status).toBe(201)
}

const question: fc.Arbitrary<CausesQuery> = fc
  .record(
    {
      ends: fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)),
      product: fc.constantFrom(...products),
      issue: fc.constantFrom(...issues),
      step: fc.constantFrom(...steps),
      channel: fc.constantFrom(...channels),
      language: fc.constantFrom(...languages),
    },
    { requiredKeys: ['ends'] },
  )
  .map(({ ends: [one, other], ...filters }) => ({
    from: one < other ? one : other,
    to: one < other ? other : one,
    ...filters,
  }))

/** The report as it must be, counted one by one over all complaints. */
async function counted(query: CausesQuery) {
  const { rows } = await sql<Stored>`select * from complaints`.execute(db)
  const parents = new Map(
    [...(await listBranches(db, 'products')), ...(await listBranches(db, 'issues'))].map((each) => [
      each.id,
      each.parentId,
    ]),
  )
  const pathOf = (id: string | null): string[] => (id ? [...pathOf(parents.get(id) ?? null), id] : [])
  const before = periodBefore(query)
  const isIn = ({ from, to }: { from: string; to: string }, row: Stored) => {
    const day = row.received_at.toISOString().slice(0, 10)
    return day >= from && day <= to
  }
  const wanted = rows
    .filter((row) => !query.product || pathOf(row.product_id).includes(query.product))
    .filter((row) => !query.issue || pathOf(row.issue_id).includes(query.issue))
    .filter((row) => !query.step || row.step_id === query.step)
    .filter((row) => !query.channel || row.channel === query.channel)
    .filter((row) => !query.language || row.language === query.language)
  const now = wanted.filter((row) => isIn(query, row))
  const then = wanted.filter((row) => isIn(before, row))
  const tally = (keyOf: (row: Stored) => string | null) => {
    const keys = new Set([...now, ...then].map(keyOf))
    const entries = [...keys].map((key) => {
      const own = now.filter((row) => keyOf(row) === key)
      return [
        String(key),
        { count: own.length, before: then.filter((row) => keyOf(row) === key).length, byClass: byClass(own) },
      ] as const
    })
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
  // Below what was chosen the next level counts; above it, or with nothing chosen, the topmost.
  const placeOf = (id: string | null, chosen: string | undefined) => {
    const path = pathOf(id)
    const at = chosen ? path.indexOf(chosen) : -1
    return path[at + 1] ?? path[at] ?? null
  }
  return {
    total: { count: now.length, before: then.length },
    coded: { count: now.filter((row) => row.cause_class).length, before: then.filter((row) => row.cause_class).length },
    classes: causeClasses.map((each) => [
      now.filter((row) => row.cause_class === each).length,
      then.filter((row) => row.cause_class === each).length,
    ]),
    product: tally((row) => placeOf(row.product_id, query.product)),
    issue: tally((row) => placeOf(row.issue_id, query.issue)),
    step: tally((row) => row.step_id),
    cause: tally((row) => row.cause_id),
    months: monthsOf(now),
  }
}

function byClass(rows: { cause_class: CauseClass | null }[]) {
  const counts = { delivery: 0, surprise: 0, mismatch: 0, unknown: 0, uncoded: 0 }
  for (const row of rows) counts[row.cause_class ?? 'uncoded'] += 1
  return counts
}

function monthsOf(rows: Stored[]) {
  const groups = Map.groupBy(rows, (row) => `${row.received_at.toISOString().slice(0, 7)}-01`)
  return [...groups]
    .map(([month, own]) => ({ month, count: own.length, byClass: byClass(own) }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
}

/** The same parts of the report that is answered. */
function reported({ total, coded, classes, pareto, months }: CausesReport) {
  const named = (rows: CausesReport['pareto']['product']) =>
    Object.fromEntries(
      rows
        .map(
          ({ id, count, before, byClass: classCounts }) =>
            [String(id), { count, before, byClass: classCounts }] as const,
        )
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    )
  return {
    total,
    coded,
    classes: classes.map(({ count, before }) => [count, before.count]),
    product: named(pareto.product),
    issue: named(pareto.issue),
    step: named(pareto.step),
    cause: named(pareto.cause),
    months,
  }
}

const ask = (query: Omit<CausesQuery, 'tag'>) => call(agent, 'reportCauses', { query })

test('whatever happens, the report counts what a plain count over all complaints counts', async () => {
  await create({ about: {}, receivedAt: '2024-02-29T23:59:59.999Z', channel: 'email', language: 'en' })
  const life = fc.tuple(
    fc.array(happening, { minLength: 5, maxLength: 15 }),
    fc.array(question, { minLength: 4, maxLength: 6 }),
  )
  await fc.assert(
    fc.asyncProperty(life, async ([works, questions]) => {
      for (const work of works) await work()
      for (const query of questions) {
        const { status, body } = await ask(query)
        expect(status).toBe(200)
        expect(reported(body), JSON.stringify(query)).toEqual(await counted(query))
      }
    }),
    { numRuns: 10, endOnFailure: true },
  )
})

test('once everything is drained the counts alone say the same', async () => {
  while ((await drainCounts(db, 1000)) > 0);
  expect(await column(db, 'select count(*) from complaint_counts_outbox')).toEqual([0])
  const query = { from: '2024-01-01', to: '2024-03-31' }
  expect(reported((await ask(query)).body)).toEqual(await counted(query))
  expect(await column(db, 'select count(*) from complaint_counts where n < 0')).toEqual([0])
})

test('while complaints arrive and counts are drained, by several at once, no report goes back or too far', async () => {
  const query = { from: '2022-01-01', to: '2022-12-31' }
  const arrive = () => create({ about: {}, receivedAt: '2022-06-15T12:00:00.000Z', channel: 'email', language: 'en' })
  let isOver = false
  const drain = async () => {
    while (!isOver) await drainCounts(db, 3)
  }
  const seen: number[] = []
  const watch = async () => {
    while (!isOver) seen.push((await ask(query)).body.total.count)
  }
  const arrivals = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.all([arrive(), arrive()])
    isOver = true
  }
  await Promise.all([arrivals(), drain(), drain(), watch()])
  seen.push((await ask(query)).body.total.count)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen.at(-1)).toBe(40)
})

test.each([
  [{ from: '2024-03-01', to: '2024-02-29' }, 'to'],
  [{ from: '2024-02-30', to: '2024-03-01' }, 'from'],
  [{ from: '0000-01-01', to: '2024-03-01' }, 'from'],
  [{ from: '2024-03-01', to: '9999-12-31' }, 'to'],
  [{ from: '2024-03-01' }, 'to'],
  [{ from: '2024-03-01', to: '2024-03-02', channel: 'pigeon' }, 'channel'],
])('the period or filter %j is refused, naming %s', async (query, field) => {
  const answer = await ask(query as CausesQuery)
  expect(answer.status).toBe(400)
  expect(answer.body.errors?.map((each) => each.field)).toEqual([field])
})

test('the longest period that may be asked for is answered', async () => {
  const { body } = await ask({ from: '1900-01-01', to: '2199-12-31' })
  expect(body.total).toEqual({ count: created.length, before: 0 })
})

test('where nothing happened, shares are unknown rather than zero', async () => {
  const { body } = await ask({ from: '2010-01-01', to: '2010-12-31' })
  expect(body.classes.map(({ n, share, interval, change }) => ({ n, share, interval, change }))).toEqual(
    Array(4).fill({ n: 0, share: null, interval: null, change: null }),
  )
  expect(body.pareto.product).toEqual([])
})

test('a rate is of the exposure of whole months, and unknown where one month has none', async () => {
  const [id = ''] = products
  await create({ about: { productId: id }, receivedAt: '2021-01-05T12:00:00.000Z', channel: 'email', language: 'en' })
  const expose = (month: string, valueId: string | null = id, dimension: 'product' | 'all' = 'product') =>
    call(analyst, 'storeExposures', { body: [{ dimension, valueId, month, units: 4000, unitName: 'cards' }] })
  const rate = async (from: string, to: string) =>
    (await ask({ from, to })).body.pareto.product.find((row) => row.id === id)?.rate
  expect((await expose('2021-01-01')).status).toBe(204)
  expect(await rate('2021-01-01', '2021-01-31')).toMatchObject({ perThousand: 0.25, units: 4000, unitName: 'cards' })
  expect(await rate('2021-01-01', '2021-02-28')).toBeNull()
  expect(await rate('2021-01-01', '2021-01-30')).toBeNull()
  await expose('2021-02-01')
  expect(await rate('2021-01-01', '2021-02-28')).toMatchObject({ perThousand: 0.125, units: 8000 })
  for (const [month, valueId, dimension] of [
    ['2021-01-02', id, 'product'],
    ['2021-01-01', null, 'product'],
    ['2021-01-01', id, 'all'],
    ['0000-01-01', id, 'product'],
  ] as const) {
    expect((await expose(month, valueId, dimension)).status, month).toBe(400)
  }
})

test('the report goes out as a file that runs nothing', async () => {
  await branch('products', '=cmd()')
  const [evil] = await column<string>(db, `select id from products where name = '=cmd()'`)
  await create({ about: { productId: evil }, receivedAt: '2020-05-05T12:00:00.000Z', channel: 'email', language: 'en' })
  const file = (format: 'csv' | 'xlsx') =>
    call(agent, 'exportCauses', { query: { from: '2020-05-01', to: '2020-05-31', format } })
  const csv = await file('csv')
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(csv.headers['content-disposition']).toBe('attachment; filename="causes-2020-05-01-2020-05-31.csv"')
  expect(csv.text.startsWith('\ufeff')).toBe(true)
  expect(csv.text).toContain(`'=cmd()`)
  expect(csv.text).not.toMatch(/(^|,|\n)=cmd/)
  const xlsx = await file('xlsx')
  expect([xlsx.status, xlsx.text.startsWith('PK')]).toEqual([200, true])
})
