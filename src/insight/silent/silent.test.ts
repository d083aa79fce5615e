import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { countComplainants } from '../surveys/complainants.ts'
import { surveyorOf } from '../surveys/surveys-for-tests.ts'
import { type Answers, putAnswers } from './answers-for-tests.ts'
import { leversOf } from './rules.ts'

const product = await startProduct()
const { db, clock, people, call } = product
const { make } = surveyorOf(product)
const read = async (query = {}) => (await call(people.manager, 'readSilentCustomers', { query })).body

/** 800 answers as in the worked survey: 232 with a problem, 58 of them complained, 52 of the 174 silent ones will leave. */
const worked: Answers[] = [
  { count: 568, had_problem: false, leaving: 'unsure' },
  { count: 58, complained: true, told: 'company', ended: 'satisfied' },
  { count: 52, complained: false, leaving: 'yes', silent_because: 'no_use' },
  { count: 122, complained: false, silent_because: 'too_much_effort' },
]
const whole = [{ segment: '', language: 'en', inFrame: 200_000, drawn: 2000 }]

test('before there is a survey or an input nothing is computed, and what is missing is named', async () => {
  const { survey, estimates, market } = await read()
  expect([survey, estimates, market.damage, market.levers]).toEqual([null, null, null, null])
  expect(market.missing).toContain('annualValue')
  expect(market.missing).toHaveLength(14)
})

test('the worked survey: rates with intervals, multiplier, leavers by the direct proportion, and their money', async () => {
  const { id } = await make({ name: 'Worked' })
  await putAnswers(db, id, whole, worked)
  await sql`update surveys set complainants = 5200 where id = ${id}`.execute(db)
  const inputs = {
    customers: { low: 200_000, likely: 200_000, high: 200_000, source: 'CRM' },
    annualValue: { low: 250, likely: 250, high: 250, source: 'Finance' },
  }
  const saved = await call(people.analyst, 'saveMarketInputs', { body: { inputs, currency: 'EUR' } })
  expect(saved.status).toBe(204)
  const { survey, estimates } = await read({ survey: id })
  expect(survey?.response).toMatchObject({ count: 800, n: 2000, share: 0.4 })
  expect(estimates).toMatchObject({
    problemRate: { count: 232, n: 800, share: 0.29, weighted: null, interval: { low: expect.closeTo(0.259619, 6) } },
    complained: { count: 58, n: 232, share: 0.25 },
    silentSufferers: { count: 174, interval: { high: expect.closeTo(0.247401, 6) } },
    silentLeavers: { count: 52, n: 800, share: 0.065, interval: { high: expect.closeTo(0.084247, 6) } },
    multiplier: { multiplier: 4, low: expect.closeTo(3.231, 3), high: expect.closeTo(5.034, 3) },
    projected: {
      complainants: 5200,
      problems: 20_800,
      low: expect.closeTo(16_802, -0.5),
      high: expect.closeTo(26_176, -0.5),
    },
    leaversMoney: {
      amount: expect.closeTo(3_250_000, 4),
      low: expect.closeTo(2_495_515, -1),
      high: expect.closeTo(4_212_366, -1),
    },
  })
  expect(estimates?.reasons.map(({ key, count, n }) => `${key} ${count} of ${n}`)).toEqual([
    'too_much_effort 122 of 174',
    'no_use 52 of 174',
  ])
})

test('answers are weighted by the size of each part of the frame', async () => {
  const { id } = await make({ name: 'Parts' })
  const parts = [
    { segment: 'large', language: 'en', inFrame: 800, drawn: 100 },
    { segment: 'small', language: 'en', inFrame: 200, drawn: 100 },
  ]
  const no = { had_problem: false }
  await putAnswers(db, id, parts, [
    { count: 40, segment: 'large', ...no },
    { count: 10, segment: 'large', complained: false },
    { count: 20, segment: 'small', ...no },
    { count: 30, segment: 'small', complained: false },
  ])
  const { estimates } = await read({ survey: id })
  expect(estimates?.problemRate.share).toBe(0.4)
  expect(estimates?.problemRate.weighted?.share).toBeCloseTo(0.28, 12)
  expect(estimates?.problemRate.weighted?.effective).toBeCloseTo(73.529412, 5)
  expect(estimates?.multiplier).toBeNull()
})

test('fewer than five answers are too few to say, and feed no model', async () => {
  const { id } = await make({ name: 'Few' })
  await putAnswers(db, id, whole, [{ count: 4, complained: false, leaving: 'yes' }])
  const { estimates, market } = await read({ survey: id })
  expect(estimates?.problemRate.tooFew).toBe(true)
  expect(estimates?.leaversMoney).toBeNull()
  expect(market.inputs.find(({ name }) => name === 'problemRate')?.used).toBeNull()
})

const shares = {
  problemRate: 0.4,
  complaintRate: 0.25,
  satisfied: 0.4,
  mollified: 0.35,
  dissatisfied: 0.25,
  leaveSatisfied: 0.08,
  leaveMollified: 0.25,
  leaveDissatisfied: 0.55,
  leaveSilent: 0.3,
  leaveWithoutProblem: 0.05,
  told: 5,
  acting: 0.01,
}
const exactly = Object.fromEntries(
  Object.entries(shares).map(([name, likely]) => [name, { low: likely, likely, high: likely, source: 'Study' }]),
)

test('the worked market from typed inputs, with both levers; a range of an input makes one of the money', async () => {
  const { status } = await call(people.administrator, 'saveMarketInputs', { body: { inputs: exactly } })
  expect(status).toBe(204)
  const { market } = await read()
  expect(market.missing).toEqual([])
  expect(market.currency).toBe('EUR')
  expect(market.damage?.money?.likely).toBeCloseTo(4_785_000, 3)
  expect(market.damage?.wordOfMouthMoney?.likely).toBeCloseTo(812_500, 3)
  expect(market.levers?.handling).toMatchObject({ complaintRate: 0.4 })
  expect(market.levers?.handling.saved.likely).toBeCloseTo(573_000, 3)
  expect(market.levers?.prevention.problemRate).toBeCloseTo(0.3, 12)
  expect(market.levers?.prevention.saved.likely).toBeCloseTo(1_446_250, 3)
  const value = { low: 150, likely: 250, high: 350, source: 'Finance' }
  await call(people.analyst, 'saveMarketInputs', { body: { inputs: { annualValue: value }, currency: 'EUR' } })
  const wide = (await read()).market.damage?.money
  expect(wide?.likely).toBeCloseTo(4_785_000, 3)
  expect(wide?.low).toBeLessThan(3_500_000)
  expect(wide?.high).toBeGreaterThan(6_000_000)
})

test('an input that is taken back falls to what the survey says', async () => {
  await call(people.analyst, 'saveMarketInputs', { body: { inputs: { problemRate: null } } })
  const { surveys, market } = await read()
  const { market: ofWorked } = await read({ survey: surveys.find(({ name }) => name === 'Worked')?.id })
  expect(ofWorked.inputs.find(({ name }) => name === 'problemRate')).toMatchObject({ typed: null, used: 'survey' })
  expect(ofWorked.damage?.problems?.likely).toBeCloseTo(58_000, 6)
  expect(market.missing).toEqual(['problemRate'])
})

test('inputs out of order, shares above one and a value without currency are refused by name', async () => {
  const refused = async (inputs: object) => {
    const { status, body } = await call(people.analyst, 'saveMarketInputs', { body: { inputs } as never })
    return [status, (body as { errors?: { field: string }[] }).errors?.[0]?.field]
  }
  expect(await refused({ told: { low: 5, likely: 4, high: 6, source: 'X' } })).toEqual([400, 'inputs.told'])
  expect(await refused({ acting: { low: 0, likely: 1, high: 2, source: 'X' } })).toEqual([400, 'inputs.acting.high'])
  expect(await refused({ annualValue: { low: 1, likely: 2, high: 3, source: 'X' } })).toEqual([400, 'currency'])
})

test('levers stay within what is possible', () => {
  const likely = { problemRate: 0.2, complaintRate: 0.95, satisfied: 0.9, mollified: 0.02, dissatisfied: 0.08 }
  const { handling } = leversOf(likely, { prevented: 1, telling: 0.15, better: 0.15 })
  expect(handling.complaintRate).toBe(1)
  expect(handling.dissatisfied).toBe(0)
  expect(handling.mollified).toBe(0)
  expect(handling.satisfied).toBeCloseTo(1, 12)
})

/** A taxonomy of two causes, and complaints coded to them. */
async function codeTwoCauses() {
  const given = (code: string) => ({ code, class: 'surprise' as const, locus: 'process', name: { en: code, ru: code } })
  const { body: before } = await call(people.analyst, 'readTaxonomy', {})
  const kept = before.causes.map(({ id: _id, ...cause }) => cause)
  const causes = [...kept, given('late-fee'), given('rude-tone')]
  await call(people.analyst, 'replaceTaxonomy', { body: { basedOn: before.version, note: 'Two', causes } })
  const { body: after } = await call(people.analyst, 'readTaxonomy', {})
  const idOf = (code: string) => after.causes.find((cause) => cause.code === code)?.id ?? ''
  const [fee, tone] = [idOf('late-fee'), idOf('rude-tone')]
  for (const [causeId, count] of [
    [fee, 6],
    [tone, 4],
  ] as const)
    for (let place = 0; place < count; place++) {
      const receivedAt = '2026-02-10T09:00:00Z'
      const customer = { email: `c${place}@example.org` }
      const { body } = await call(people.agent, 'createComplaint', {
        body: { text: 'It went wrong', receivedAt, customer },
      })
      const primary = { asDesigned: 'yes' as const, expected: 'no' as const, locus: 'process', causeId }
      await call(people.analyst, 'codeComplaint', { params: { reference: body.reference }, body: { primary } })
    }
  return { fee, tone }
}

test('causes are ranked by the problems behind their complaints, with the cost of the repair beside; else not at all', async () => {
  const { fee, tone } = await codeTwoCauses()
  const cost = { low: 10_000, likely: 20_000, high: 40_000, source: 'IT estimate' }
  expect((await call(people.manager, 'saveRepairCost', { params: { causeId: tone }, body: { cost } })).status).toBe(204)
  const { id } = await make({ name: 'By cause', causeIds: [fee, tone] })
  const unknown = await read({ survey: id })
  expect(unknown.causes.isRanked).toBe(false)
  expect(unknown.causes.rows.map(({ causeId, complaints }) => [causeId, complaints])).toEqual([
    [fee, 6],
    [tone, 4],
  ])
  // 60 % of those with a late fee complain, of those spoken to rudely 20 %: ten problems beside twenty.
  await putAnswers(db, id, whole, [
    { count: 100, had_problem: false },
    { count: 30, complained: true, cause_id: fee, ended: 'satisfied' },
    { count: 20, complained: false, cause_id: fee },
    { count: 10, complained: true, cause_id: tone, ended: 'dissatisfied' },
    { count: 40, complained: false, cause_id: tone, leaving: 'yes' },
  ])
  const { causes, market } = await read({ survey: id })
  expect(causes.isRanked).toBe(true)
  expect(causes.rows.map(({ causeId }) => causeId)).toEqual([tone, fee])
  const [first] = causes.rows
  expect(first).toMatchObject({
    complaints: 4,
    isOwn: true,
    propensity: { count: 10, n: 50, share: 0.2 },
    repair: cost,
  })
  expect(first?.share.likely).toBeCloseTo(2 / 3, 12)
  expect(first?.money?.likely).toBeCloseTo(((market.damage?.money?.likely ?? 0) * 2) / 3, 4)
  expect(first?.share.low).toBeLessThan(0.5)
})

test('each customer who complained in the days asked about counts once, by a job', async () => {
  const { id } = await make({ name: 'Counted' })
  await putAnswers(db, id, whole, worked)
  expect((await read({ survey: id })).estimates?.projected).toBeNull()
  await countComplainants(db, clock.now())
  // Six customers, four of whom complained twice.
  expect((await read({ survey: id })).estimates?.projected).toMatchObject({ complainants: 6, problems: 24 })
})

test('a survey that is not there is said to be not there', async () => {
  const { status, body } = await call(people.manager, 'readSilentCustomers', {
    query: { survey: '0190aaaa-0000-7000-8000-000000000000' },
  })
  expect([status, body.type?.split(':').at(-1)]).toEqual([404, 'survey_not_found'])
})
