import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { connectAsApp, inTransaction } from '../platform/database/index.ts'
import { ensureBranch, listBranches, listSteps, storeJourney } from './store.ts'

const { owner } = await testDatabase()
const db = await connectAsApp(owner)
afterAll(() => db.destroy())
const names = async () => (await listBranches(db, 'products')).map((each) => each.name)

test('a path of names is made where it is missing and found where it is there', async () => {
  const debit = await ensureBranch(db, 'products', ['Cards', 'Debit'])
  expect(await ensureBranch(db, 'products', ['Cards', 'Debit'])).toBe(debit)
  const cards = await ensureBranch(db, 'products', [' Cards '])
  const found = await listBranches(db, 'products')
  expect(found).toEqual([
    { id: cards, name: 'Cards', parentId: null },
    { id: debit, name: 'Debit', parentId: cards },
  ])
})

test('the same name in another place is another branch', async () => {
  const one = await ensureBranch(db, 'products', ['Loans', 'Debit'])
  expect(one).not.toBe(await ensureBranch(db, 'products', ['Cards', 'Debit']))
  expect(await ensureBranch(db, 'issues', ['Cards'])).not.toBe(await ensureBranch(db, 'products', ['Cards']))
})

test('an empty name ends the path, and no name is no branch', async () => {
  const cards = await ensureBranch(db, 'products', ['Cards'])
  expect(await ensureBranch(db, 'products', ['Cards', ' ', 'Never'])).toBe(cards)
  expect(await ensureBranch(db, 'products', ['Cards', null])).toBe(cards)
  expect(await ensureBranch(db, 'products', [undefined, 'Never'])).toBeNull()
  expect(await names()).not.toContain('Never')
})

test('many who make the same path at once make it once', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => ensureBranch(db, 'products', ['At once', 'Below'])))
  expect(new Set(ids).size).toBe(1)
  expect((await names()).filter((name) => name === 'At once' || name === 'Below')).toHaveLength(2)
})

const words = (text: string) => ({ en: text, ru: text })

test('a journey has its steps in order, and a step that is known moves and is named anew', async () => {
  const store = (name: string, steps: string[]) =>
    inTransaction(db, (tx) =>
      storeJourney(tx, { name: words(name), steps: steps.map((code) => ({ code, name: words(`${name} ${code}`) })) }),
    )
  await store('Buy', ['look', 'pay', 'get'])
  const [, pay] = await listSteps(db)
  await store('Return', ['pay', 'send'])
  const steps = await listSteps(db)
  expect(steps.map((step) => [step.journey.en, step.position, step.name.en])).toEqual([
    ['Buy', 1, 'Buy look'],
    ['Buy', 3, 'Buy get'],
    ['Return', 1, 'Return pay'],
    ['Return', 2, 'Return send'],
  ])
  expect(steps[2]?.id).toBe(pay?.id)
})
