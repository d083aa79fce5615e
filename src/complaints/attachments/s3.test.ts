import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { startS3 } from '../../../test/setup/s3.ts'
import { openFileStore } from '../../platform/files/index.ts'
import { sendFiles } from './attaching-for-tests.ts'

const folder = mkdtempSync(join(tmpdir(), 'amends-s3-product-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const product = await startProduct({ files: await openFileStore({ store: 's3', s3: await startS3() }, folder) })
const { call, db, people, send } = product

test('a file goes into a bucket and comes back, whole or in part; a refused one never gets there', async () => {
  const { body: complaint } = await call(people.agent, 'createComplaint', { body: { text: 'It broke.' } })
  const { reference } = complaint
  const { body } = await sendFiles(product, people.agent, reference, [{ name: 'digits.txt', content: '0123456789' }])
  const url = `/api/v1/complaints/${reference}/attachments/${body[0]?.id}`
  const whole = await send({ method: 'GET', url, headers: people.agent.headers })
  expect([whole.status, whole.text]).toEqual([200, '0123456789'])
  const part = await send({ method: 'GET', url, headers: { ...people.agent.headers, range: 'bytes=3-5' } })
  expect([part.status, part.text, part.headers['content-length']]).toEqual([206, '345', '3'])
  const refused = await sendFiles(product, people.agent, reference, [{ name: 'run.exe', content: 'MZ' }])
  expect(refused.status).toBe(422)
  expect(await column(db, 'select id from incoming_files')).toEqual([])
})
