import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { drainCounts } from '../../complaints/counts.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { knownUntil } from '../counting/known-until.ts'
import { countNewRules } from '../counting/count.ts'
import { lastYear } from './numbers.ts'

const { db, people, call, clock } = await startProduct()
const { manager, agent, administrator } = people
const parcels = (await ensureBranch(db, 'products', ['Parcels'])) ?? ''

const complain = async (receivedAt: string) => {
  const body = { channel: 'phone', receivedAt, productId: parcels, text: 'Late again' } as never
  return (await call(agent, 'createComplaint', { body })).body.reference
}
const open = async (more: object) => {
  const given = { name: 'Late', statement: 'It comes late.', ownerId: manager.id, dueOn: '2026-06-01' }
  return (await call(manager, 'openPothole', { body: { ...given, ...more } })).body.id
}
const numbers = async (id: string) => (await call(manager, 'readPotholeNumbers', { params: { id } })).body
const expose = (month: string, units: number) =>
  call(administrator, 'storeExposures', {
    body: [{ dimension: 'product', valueId: parcels, month, units, unitName: 'parcels' }],
  } as never)

test('the last year is the twelve whole months before this one', () => {
  const { from, to, until, months } = lastYear(new Date('2026-03-31T23:00:00Z'))
  expect([from, to, until, months.length, months[0], months[11]]).toEqual([
    '2025-03-01',
    '2026-02-28',
    '2026-03-01',
    12,
    '2025-03-01',
    '2026-02-01',
  ])
})

test('by its rule: complaints of a year, per what could have failed, and what they cost, each with its interval', async () => {
  for (const day of ['03', '04', '05', '06', '07', '08', '09']) await complain(`2026-02-${day}T10:00:00Z`)
  await complain('2025-04-02T10:00:00Z')
  await complain('2026-03-01T10:00:00Z')
  const id = await open({ rule: { product: parcels }, loss: { each: 20, currency: 'EUR' } })
  expect(await numbers(id)).toMatchObject({ complaints: null, rate: null, money: null })
  await drainCounts(db)
  await call(administrator, 'watchNow', { body: {} })
  await countNewRules(db, clock.now())
  const unexposed = await numbers(id)
  expect([unexposed.complaints, unexposed.exposure, unexposed.rate]).toEqual([8, null, null])
  for (const month of lastYear(clock.now()).months) await expose(month, 100)
  const found = await numbers(id)
  expect(found.counts[0]?.value.en).toBe('Parcels')
  expect([found.exposure?.units, found.exposure?.of]).toEqual([1200, 'product'])
  // 8 in 1.2 thousand; exact Poisson limits of 8 are 3.4538 and 15.7632.
  expect(found.rate?.perThousand).toBeCloseTo(8 / 1.2, 6)
  expect(found.rate?.low).toBeCloseTo(3.4538 / 1.2, 3)
  expect(found.rate?.high).toBeCloseTo(15.7632 / 1.2, 3)
  expect(found.money?.value).toBe(160)
  expect(found.money?.low).toBeCloseTo(69.08, 1)
  expect(found.money?.high).toBeCloseTo(315.26, 1)
  expect(found.months.filter(({ n }) => n > 0)).toEqual([
    { month: '2025-04-01', n: 1 },
    { month: '2026-02-01', n: 7 },
  ])
})

test('without a rule what was accepted is counted, and of few nothing more is said', async () => {
  const id = await open({ complaints: [await complain('2026-02-20T10:00:00Z')] })
  const { complaints, tooFew, rate, counts, money } = await numbers(id)
  expect([complaints, tooFew, rate, counts, money]).toEqual([1, true, null, [], null])
})

test('where no complaint came for long, the last year ends with the month of the last one', async () => {
  const [last, soon, later] = ['2026-03-01T10:00:00Z', '2026-04-01T10:00:00Z', '2026-11-20T10:00:00Z'].map(
    (at) => new Date(at),
  )
  expect(await knownUntil(db, last as Date)).toEqual(last)
  expect(await knownUntil(db, soon as Date)).toEqual(soon)
  expect(await knownUntil(db, later as Date)).toEqual(new Date('2026-04-01T00:00:00Z'))
})
