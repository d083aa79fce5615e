import { expect, test } from 'vitest'
import { startProduct } from '../../test/setup/product.ts'
import { ensureBranch, listSteps, storeJourney } from '../journeys/store.ts'
import { inTransaction } from '../platform/database/index.ts'

const { db, call, people, addPerson } = await startProduct()
const words = (text: string) => ({ en: text, ru: text })
const cards = (await ensureBranch(db, 'products', ['Cards'])) as string
await inTransaction(db, (tx) =>
  storeJourney(tx, {
    name: words('Buy'),
    steps: [
      { code: 'pay', name: words('Pay') },
      { code: 'get', name: words('Get') },
    ],
  }),
)
const [pay] = await listSteps(db)
const stepId = pay?.id as string
const given = { text: { en: 'Refunds within two working days' }, validFrom: '2026-01-01' }
const add = async (more: object = {}) =>
  (await call(people.manager, 'addPromise', { body: { ...given, ...more } })).body

test('a promise is put in with where it holds, and a missing indicator, remedy and owner are findings', async () => {
  const promise = await add({ productIds: [cards], stepIds: [stepId, stepId] })
  expect(promise).toMatchObject({
    version: 1,
    state: 'in_force',
    text: { en: 'Refunds within two working days', ru: null },
    productIds: [cards],
    stepIds: [stepId],
    changedBy: 'Manager',
    findings: ['no_indicator', 'no_remedy', 'no_owner'],
  })
  const { body } = await call(people.agent, 'listPromises')
  expect(body.map(({ id }) => id)).toContain(promise.id)
})

test('saying it anew keeps what was said before, and of two edits of one version one gets through', async () => {
  const { id } = await add({ productIds: [cards] })
  const change = {
    params: { id },
    ifMatch: 1,
    body: { ...given, text: { en: 'Refunds within a week' }, remedy: 'Ten euros' },
  }
  const changed = await call(people.manager, 'changePromise', change)
  expect(changed.body).toMatchObject({ version: 2, productIds: [], remedy: 'Ten euros' })
  expect((await call(people.manager, 'changePromise', change)).status).toBe(412)
  const { body: versions } = await call(people.analyst, 'listPromiseVersions', { params: { id } })
  expect(versions.map(({ version, text, productIds }) => [version, text.en, productIds])).toEqual([
    [2, 'Refunds within a week', []],
    [1, 'Refunds within two working days', [cards]],
  ])
})

test('what was kept is read against the threshold, and the last word on a period counts', async () => {
  const { id } = await add({ indicator: 'Days', threshold: 0.9, remedy: 'Ten euros' })
  const read = (from: string, cases: number, kept: number) =>
    call(people.manager, 'addPromiseReading', {
      params: { id },
      body: { from, to: `${from.slice(0, 8)}28`, cases, kept },
    })
  await read('2026-01-01', 100, 50)
  await read('2026-02-01', 4, 4)
  const { body } = await read('2026-01-01', 100, 99)
  expect(body.readings.map(({ from, cases, kept, verdict }) => [from, cases, kept, verdict])).toEqual([
    ['2026-02-01', 4, 4, 'too_few'],
    ['2026-01-01', 100, 99, 'kept'],
  ])
  expect(body.findings).toEqual(['no_owner'])
})

test('an owner who left is a finding, and one who is there is none', async () => {
  const owner = await addPerson('manager', { name: 'Ada' })
  const { id, findings } = await add({ ownerId: owner.id, indicator: 'Days', threshold: 1, remedy: 'None but sorry' })
  expect(findings).toEqual(['never_read'])
  const gone = { params: { id: owner.id }, body: { successorId: people.manager.id } }
  expect((await call(people.administrator, 'deactivatePerson', gone)).status).toBe(200)
  const { body } = await call(people.manager, 'listPromises')
  expect(body.find((each) => each.id === id)?.findings).toEqual(['owner_left', 'never_read'])
})

test('ended promises stand last', async () => {
  const ended = await add({ validTo: '2026-02-01' })
  const later = await add({ validFrom: '2027-01-01' })
  const { body } = await call(people.manager, 'listPromises')
  expect(body.slice(-2).map(({ id, state, findings }) => [id, state, findings.length > 0])).toEqual([
    [later.id, 'future', true],
    [ended.id, 'ended', false],
  ])
})

test('what cannot be is refused with the field named', async () => {
  const refused = async (more: object) => {
    const { status, body } = await call(people.manager, 'addPromise', { body: { ...given, ...more } })
    return [status, body.errors?.map(({ field }) => field)]
  }
  expect(await refused({ text: { en: ' ' } })).toEqual([400, ['text']])
  expect(await refused({ validTo: '2025-01-01' })).toEqual([400, ['validTo']])
  expect(await refused({ threshold: 95 })).toEqual([400, ['threshold']])
  expect((await refused({ productIds: [stepId] }))[0]).toBe(422)
  const { id } = await add()
  const reading = { params: { id }, body: { from: '2026-01-01', to: '2026-01-31', cases: 5, kept: 6 } }
  const { status, body } = await call(people.manager, 'addPromiseReading', reading)
  expect([status, body.errors?.map(({ field }) => field)]).toEqual([400, ['kept']])
})

test('which products go through a step is said whole, and taken back by saying none', async () => {
  const store = (productIds: string[]) =>
    call(people.manager, 'storeStepProducts', { params: { id: stepId }, body: { productIds } })
  expect((await store([cards, cards])).body).toEqual({ stepId, productIds: [cards] })
  expect((await call(people.analyst, 'readStepProducts')).body).toEqual([{ stepId, productIds: [cards] }])
  expect((await store([])).body).toEqual({ stepId, productIds: [] })
  expect((await call(people.analyst, 'readStepProducts')).body).toEqual([])
  expect((await store([stepId])).status).toBe(422)
})
