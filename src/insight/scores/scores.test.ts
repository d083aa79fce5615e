import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { customerSaysSolved } from '../../complaints/solution/customer-says.ts'
import { rate } from '../../complaints/solution/rating.ts'
import { startSession } from '../../people/sessions.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { putAnswers } from '../silent/answers-for-tests.ts'
import { surveyorOf } from '../surveys/surveys-for-tests.ts'

const product = await startProduct()
const { db, clock, people, call } = product
const { make } = surveyorOf(product)
const read = async (query = {}) => (await call(people.manager, 'readScores', { query })).body

let customers = 0
/** A complaint that the customer calls solved, and how it was for them, if they say. */
async function solved(rating: { satisfaction: number; effort?: number; comment?: string } | null) {
  const customer = { email: `kim${++customers}@example.com` }
  const { body } = await call(people.agent, 'createComplaint', {
    body: { text: 'The parcel is late', language: 'en', customer },
  })
  const { id: complaintId, reference } = body
  await call(people.agent, 'proposeSolution', { params: { reference }, body: { words: 'It comes on Friday.' } })
  await inTransaction(db, (tx) => customerSaysSolved(tx, { complaintId, channel: 'web_form', now: clock.now() }))
  if (rating) await inTransaction(db, (tx) => rate(tx, { complaintId, ...rating, now: clock.now() }))
  return reference
}

test('before anybody was asked there is no score, which is not nought', async () => {
  const scores = await read()
  expect(scores).toMatchObject({
    asked: 0,
    satisfaction: { n: 0, share: null },
    effort: { n: 0, mean: null },
    recommend: [],
  })
  expect(scores.satisfactionTrend.points.every(({ value }) => value === null)).toBe(true)
})

test('satisfaction is the two best answers, effort a mean with its interval, and who was asked and did not say is counted', async () => {
  const reference = await solved({ satisfaction: 2, effort: 1, comment: 'Four calls' })
  for (const effort of [7, 6, 5, 7, 3, 6, 2, 7, 5, 6, 6]) await solved({ satisfaction: effort > 3 ? 5 : 3, effort })
  await solved(null)
  const scores = await read()
  expect(scores).toMatchObject({
    asked: 13,
    response: { count: 12, n: 13 },
    satisfaction: { count: 9, n: 12, share: 0.75 },
  })
  expect(scores.effort.mean).toBeCloseTo(5.083333, 6)
  expect(scores.effort.interval?.low).toBeCloseTo(3.799425, 6)
  expect(scores.effort.interval?.high).toBeCloseTo(6.367241, 6)
  const { body: behind } = await call(people.manager, 'listRatings', { query: { part: 'not_satisfied' } })
  expect(behind).toHaveLength(3)
  expect(behind.find((each) => each.reference === reference)).toMatchObject({
    satisfaction: 2,
    effort: 1,
    comment: 'Four calls',
  })
})

test('a month has limits only beside another, and only outside them something changed', async () => {
  expect((await read()).satisfactionTrend.centre).toBeNull()
  clock.advance(31 * 86_400_000)
  for (const person of Object.values(people))
    person.headers = { cookie: `amends_session=${await startSession(db, person.id, clock.now())}` }
  for (let place = 0; place < 6; place++) await solved({ satisfaction: 1 })
  const { satisfactionTrend } = await read()
  expect(satisfactionTrend.centre).toBe(0.5)
  const [march, april] = satisfactionTrend.points.slice(-2)
  expect(march).toMatchObject({ at: '2026-03-01', n: 12, value: 0.75, signal: null })
  expect(april).toMatchObject({ at: '2026-04-01', n: 6, value: 0, signal: null, limits: { low: 0 } })
  const before = await read({ from: '2025-12-01', to: '2026-01-31' })
  expect(before).toMatchObject({ asked: 0, satisfaction: { n: 0 } })
  expect(before.satisfactionTrend.points.map(({ at }) => at)).toEqual(['2025-12-01', '2026-01-01'])
})

const whole = [{ segment: '', language: 'en', inFrame: 10_000, drawn: 400 }]
const answers = ([promoters, passives, detractors]: readonly [number, number, number]) => [
  { count: promoters, had_problem: false, recommend: 10 },
  { count: passives, had_problem: false, recommend: 7 },
  { count: detractors, had_problem: false, recommend: 3 },
]

test('recommendation of each survey that asked, adjusted for small n, with the plain score beside and noise told from change', async () => {
  const surveys = [
    { name: 'Winter', from: '2025-11-01', to: '2025-12-31', counts: [50, 30, 20] },
    { name: 'Spring', from: '2026-01-01', to: '2026-01-31', counts: [52, 30, 18] },
    { name: 'After', from: '2026-02-01', to: '2026-02-28', counts: [20, 30, 50] },
  ] as const
  for (const { counts, ...days } of surveys) {
    const { id } = await make({ ...days, asksRecommend: true })
    await putAnswers(db, id, whole, answers(counts))
  }
  const { recommend, recommendTrend } = await read()
  expect(recommend.map(({ name }) => name)).toEqual(['After', 'Spring', 'Winter'])
  expect(recommend[2]).toMatchObject({
    promoters: 50,
    passives: 30,
    detractors: 20,
    n: 100,
    response: { count: 100, n: 400 },
  })
  expect(recommend[2]?.score?.score).toBeCloseTo(29.13, 2)
  expect(recommend[2]?.score?.low).toBeCloseTo(14.05, 2)
  expect(recommend[2]?.score?.plain.score).toBeCloseTo(30, 10)
  expect(recommend[2]?.score?.plain.high).toBeCloseTo(45.31, 2)
  expect(recommendTrend.centre).toBeCloseTo(34 / 3, 10)
  expect(recommendTrend.points.map(({ signal }) => signal)).toEqual([null, null, 'below'])
})

test('a period that ends before it begins is refused, also when only its begin is named', async () => {
  for (const query of [{ from: '2026-02-01', to: '2026-01-01' }, { from: '2150-01-01' }])
    for (const read of ['readScores', 'listRatings'] as const)
      expect(await call(people.manager, read, { query })).toMatchObject({
        status: 400,
        body: { type: 'urn:amends:problem:period_backwards' },
      })
})

test('a trend of more than twenty years shows its last ones', async () => {
  const to = clock.now().toISOString().slice(0, 10)
  const { points } = (await read({ from: '1950-01-01', to })).satisfactionTrend
  expect(points).toHaveLength(240)
  expect(points.at(-1)?.at).toBe(`${to.slice(0, 7)}-01`)
})
