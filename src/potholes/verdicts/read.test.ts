import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { newId } from '../../platform/ids.ts'

const { people, call } = await startProduct()
const { manager, operations } = people

test('readers of potholes read verdicts; a pothole without a live fix has none, one that is not there is not found', async () => {
  const body = { name: 'New', statement: 'Nothing done yet.', ownerId: manager.id, dueOn: '2026-09-01' }
  const { id } = (await call(manager, 'openPothole', { body })).body
  expect((await call(manager, 'readVerdict', { params: { id } })).body).toEqual({ leading: null, others: [], days: [] })
  expect((await call(operations, 'readVerdict', { params: { id } })).status).toBe(403)
  expect((await call(manager, 'readVerdict', { params: { id: newId() } })).status).toBe(404)
})
