import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { testFolder } from '../../channels/import/read/files-for-tests.ts'
import { openSource } from '../../channels/import/read/source.ts'
import { reportPages } from './contract.ts'

const { app, people } = await startProduct()
const folder = testFolder()
afterAll(folder.remove)

const file = (page: string, query: string) =>
  app.http.inject({
    method: 'GET',
    url: `/api/v1/reports/${page}/file?${query}`,
    headers: people.executive.headers,
  })
const days = 'from=2026-01-01&to=2026-03-31'

test.each(reportPages)('%s leaves as a PDF file that screen readers can read, and as a workbook', async (page) => {
  const pdf = await file(page, `${days}&format=pdf`)
  expect(pdf.statusCode, pdf.body.slice(0, 300)).toBe(200)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.headers['content-disposition']).toContain(`${page}-2026-01-01-2026-03-31.pdf`)
  const bytes = pdf.rawPayload.toString('latin1')
  expect(bytes.startsWith('%PDF-1.7')).toBe(true)
  expect(bytes).toContain('/Lang (en)')
  expect(bytes).toContain('/StructTreeRoot')
  const book = await file(page, `${days}&format=xlsx`)
  const path = join(folder.path, `${page}.xlsx`)
  writeFileSync(path, book.rawPayload)
  const source = await openSource(path)
  const rows = await Array.fromAsync(source.rows())
  await source.close()
  const words = JSON.stringify([source.header, ...rows.map(({ values }) => values)])
  expect(words).toContain('1 Jan 2026')
  expect(words).toContain('31 Mar 2026')
})

test('a period that ends before it begins is refused by its field', async () => {
  const answer = await file('causes', 'from=2026-03-01&to=2026-01-01&format=pdf')
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toEqual([expect.objectContaining({ field: 'to' })])
})
