import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { ensureBranch, listSteps, storeJourney } from '../../journeys/store.ts'
import { inTransaction } from '../../platform/database/index.ts'

const { db, call, people } = await startProduct()
const words = (text: string) => ({ en: text, ru: text })
const product: Record<string, string> = {}
const step: Record<string, string> = {}
const period = { from: '2026-01-01', to: '2026-03-31' }

beforeAll(async () => {
  for (const name of ['Cards', 'Loans', 'Savings'])
    product[name] = (await ensureBranch(db, 'products', [name])) as string
  const steps = ['pay', 'leave'].map((code) => ({ code, name: words(code) }))
  await inTransaction(db, (tx) => storeJourney(tx, { name: words('Bank'), steps }))
  for (const { code, id } of await listSteps(db)) step[code] = id
})

const complaint = async (productId: string | undefined, stepId?: string) => {
  const body = { text: `The fee comes twice ${Math.random()}`, productId, stepId }
  return (await call(people.agent, 'createComplaint', { body })).body.id
}
/** A pothole that two complaints about cards at the step of paying show. */
async function pothole(rule?: { product?: string; q?: string }) {
  const body = { name: 'Fees', statement: 'Fees come twice', ownerId: people.manager.id, dueOn: '2026-06-01', rule }
  const { id, version } = (await call(people.manager, 'openPothole', { body })).body
  for (const each of [await complaint(product.Cards, step.pay), await complaint(product.Cards, step.pay)])
    await sql`update complaints set pothole_id = ${id} where id = ${each}`.execute(db)
  return { id, version }
}
const promise = async (more: object = {}) => {
  const body = { text: { en: 'No fee twice' }, validFrom: '2026-01-01', ...more }
  return (await call(people.manager, 'addPromise', { body })).body.id
}
const read = async (id: string, query = period) =>
  (await call(people.analyst, 'readTouched', { params: { id }, query })).body
const name = (id: string, body: { promiseIds: string[]; stepIds: string[] }) =>
  call(people.manager, 'nameTouched', { params: { id }, body })
const placesOf = async (id: string) => {
  const { places } = await read(id)
  const nameOf = (all: Record<string, string>, of: string | null) =>
    Object.entries(all).find(([, each]) => each === of)?.[0] ?? null
  return places.map(({ productId, stepId, count }) => [nameOf(product, productId), nameOf(step, stepId), count])
}

test('the steps and promises of the complaints that show it are offered to be named', async () => {
  const { id } = await pothole()
  const [ofCards, ended, ofLoans] = [
    await promise({ productIds: [product.Cards] }),
    await promise({ validTo: '2026-02-01' }),
    await promise({ productIds: [product.Loans] }),
  ]
  const found = await read(id)
  expect(found.shown).toBe(2)
  expect(found.steps).toEqual([{ id: step.pay, named: false, complaints: 2 }])
  expect(found.promises).toContainEqual({ id: ofCards, named: false, complaints: 2 })
  expect(found.promises.map((each) => each.id)).not.toContain(ended)
  expect(found.promises.map((each) => each.id)).not.toContain(ofLoans)
  expect(found.productIds).toEqual([product.Cards])
  expect(found.places).toEqual([])
})

test('other products at a touched step are to be looked at, also where nobody complained', async () => {
  const { id } = await pothole()
  await complaint(product.Loans, step.pay)
  expect((await name(id, { promiseIds: [], stepIds: [step.pay as string] })).status).toBe(204)
  const loans = (await placesOf(id)).find(([of]) => of === 'Loans')
  expect(await placesOf(id)).toEqual([loans, ['Savings', 'pay', 0]])
  expect(loans?.[2]).toBeGreaterThan(0)
  const { unstatedSteps, exposureUnknown, places } = await read(id)
  expect([unstatedSteps, exposureUnknown]).toEqual([[step.pay], 'none_stored'])
  expect(places[1]).toMatchObject({ units: null, rate: null, tooFew: true, because: [{ kind: 'step', id: step.pay }] })
})

test('where it is said which products go through the step, only those are', async () => {
  const { id } = await pothole()
  const stepId = step.leave as string
  await call(people.manager, 'storeStepProducts', {
    params: { id: stepId },
    body: { productIds: [product.Cards as string, product.Savings as string] },
  })
  await name(id, { promiseIds: [], stepIds: [stepId] })
  expect(await placesOf(id)).toEqual([['Savings', 'leave', 0]])
  expect((await read(id)).unstatedSteps).toEqual([])
})

test('other products and steps of a touched promise are to be looked at', async () => {
  const { id } = await pothole()
  const promiseId = await promise({ productIds: [product.Cards, product.Savings], stepIds: [step.pay, step.leave] })
  await name(id, { promiseIds: [promiseId], stepIds: [step.leave as string] })
  const found = await placesOf(id)
  expect(found.map(([of, at]) => `${of} ${at}`).toSorted((one, other) => one.localeCompare(other))).toEqual([
    'null pay',
    'Savings leave',
  ])
})

test('a rate is told where the exposure is known', async () => {
  const { id } = await pothole()
  const exposures = ['2026-01-01', '2026-02-01', '2026-03-01'].map((month) => ({
    dimension: 'product' as const,
    valueId: product.Savings as string,
    month,
    units: 1000,
    unitName: 'accounts',
  }))
  await call(people.analyst, 'storeExposures', { body: exposures })
  for (let each = 0; each < 6; each += 1) await complaint(product.Savings, step.pay)
  await name(id, { promiseIds: [], stepIds: [step.pay as string] })
  const { places, exposureUnknown } = await read(id)
  const savings = places.find(({ productId }) => productId === product.Savings)
  expect(exposureUnknown).toBeNull()
  expect(savings).toMatchObject({ count: 6, units: 3000, unitName: 'accounts', tooFew: false })
  expect(savings?.rate?.perThousand).toBeCloseTo(2, 10)
  expect(savings?.rate?.low).toBeLessThan(2)
  expect((await read(id, { from: '2026-01-02', to: '2026-03-31' })).exposureUnknown).toBe('not_whole_months')
})

test('what was found at a place is kept, the last word first, and stays when the place is proposed no longer', async () => {
  const { id } = await pothole()
  await name(id, { promiseIds: [], stepIds: [step.pay as string] })
  const look = (answer: 'same_here' | 'not_here', note?: string) =>
    call(people.manager, 'lookAtPlace', {
      params: { id },
      body: { productId: product.Loans as string, stepId: step.pay as string, answer, note },
    })
  await look('not_here', 'Asked the loans team')
  await look('same_here')
  const { places } = await read(id)
  const last = places.at(-1)
  expect(last?.productId).toBe(product.Loans)
  expect(last?.looks.map(({ answer, note, by }) => [answer, note, by])).toEqual([
    ['same_here', null, 'Manager'],
    ['not_here', 'Asked the loans team', 'Manager'],
  ])
  await name(id, { promiseIds: [], stepIds: [] })
  const left = (await read(id)).places
  expect(left.map(({ productId, because, looks }) => [productId, because, looks.length])).toEqual([
    [product.Loans, [], 2],
  ])
})

test('widening makes the rule count the place too, once', async () => {
  const { id } = await pothole({ product: product.Cards as string, q: 'fee' })
  const widen = () =>
    call(people.manager, 'lookAtPlace', {
      params: { id },
      body: { productId: product.Loans as string, stepId: step.pay as string, answer: 'widened' },
    })
  expect((await widen()).body).toEqual({ rule: 'widened' })
  const { body } = await call(people.analyst, 'readPothole', { params: { id } })
  expect(body.rule?.filters).toEqual({ product: `${product.Cards},${product.Loans}`, q: 'fee' })
  expect((await widen()).body).toEqual({ rule: 'as_it_was' })
})

test('what cannot be is refused', async () => {
  const { id, version } = await pothole()
  expect((await name(id, { promiseIds: [], stepIds: [id] })).status).toBe(422)
  const body = { promiseIds: [], stepIds: [] }
  expect((await call(people.manager, 'nameTouched', { params: { id }, body, ifMatch: version + 5 })).status).toBe(412)
  expect(
    (await call(people.analyst, 'readTouched', { params: { id: step.pay as string }, query: period })).status,
  ).toBe(404)
  const nowhere = { productId: null, stepId: null, answer: 'not_here' as const }
  expect((await call(people.manager, 'lookAtPlace', { params: { id }, body: nowhere })).status).toBe(400)
})
