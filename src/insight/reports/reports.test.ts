import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { testFolder } from '../../channels/import/read/files-for-tests.ts'
import { openSource } from '../../channels/import/read/source.ts'
import { VoiceDrawer } from '../split/voices.ts'
import { type Narrowing, type ReportPage, reportPages } from './contract.ts'
import { makeReport } from './make.ts'

const { app, people, db, clock, call } = await startProduct()
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

const made = (page: ReportPage, narrowing: Narrowing) =>
  makeReport(page, {
    db,
    drawer: new VoiceDrawer(db),
    from: '2026-01-01',
    to: '2026-03-31',
    narrowing,
    viewer: { id: people.executive.id, role: 'executive' },
    language: 'en',
    now: clock.now(),
  })

test('a file is narrowed as its page is, and says to what', async () => {
  for (const channel of ['phone', 'phone', 'letter'] as const)
    await call(people.agent, 'createComplaint', { body: { text: 'The parcel is late.', channel } })
  const whole = await made('causes', {})
  expect(whole.about).toContain('All complaints of these days.')
  expect(whole.sections[0]?.said).toContain('People coded 0 of 3 complaints.')
  const narrowed = await made('causes', { channel: 'phone' })
  expect(narrowed.about).toContain('Only: Channel: Telephone.')
  expect(narrowed.sections[0]?.said).toContain('People coded 0 of 2 complaints.')
})

test('a page that cannot be narrowed says so in its file, and what it covers', async () => {
  const { about } = await made('inside-out', { channel: 'phone' })
  expect(about).toContain('All complaints of these days.')
  expect(about).toContain('This page cannot be narrowed by: Channel. It covers them all.')
  const { about: answers } = await made('silent-customers', {})
  expect(answers).toContain('The answers of the survey named below, and all ratings of these days.')
})

test('the file of Inside out says what problems cost in a year or what is missing for it, and what keeps hurting', async () => {
  const section = async (heading: string) =>
    (await made('inside-out', {})).sections.find((each) => each.heading === heading)
  const unknown = await section('What it costs in a year')
  expect(unknown?.said[0]).toContain('14 inputs are missing')
  expect((await section('What keeps hurting'))?.tables).toEqual([])
  const range = { low: 0, likely: 0.5, high: 1, source: 'guess' }
  const names = ['problemRate', 'complaintRate', 'satisfied', 'mollified', 'dissatisfied', 'leaveSatisfied'] as const
  const more = ['leaveMollified', 'leaveDissatisfied', 'leaveSilent', 'acting'] as const
  const shares = Object.fromEntries([...names, ...more].map((name) => [name, range]))
  const of = (likely: number) => ({ low: likely, likely, high: likely, source: 'books' })
  const inputs = { ...shares, leaveWithoutProblem: of(0), customers: of(10_000), annualValue: of(200), told: of(2) }
  const { status } = await call(people.analyst, 'saveMarketInputs', { body: { inputs, currency: 'EUR' } })
  expect(status).toBe(204)
  const known = await section('What it costs in a year')
  expect(known?.said[0]).toMatch(
    /^€[\d,]+ lost because of problems, €[\d,]+ to €[\d,]+ with 95 %; from the company’s own/,
  )
  const body = { name: 'Fee', statement: 'A fee.', ownerId: people.manager.id, dueOn: '2026-09-01' }
  await call(people.manager, 'openPothole', { body })
  expect((await section('What keeps hurting'))?.tables[0]?.rows).toEqual([
    ['Fee', 'Cause not found yet', people.manager.name, 0, 'No fix is live yet.'],
  ])
})

test('the charts of a page stand in its PDF as figures with their words', async () => {
  const pdf = await file('barriers', `${days}&format=pdf`)
  expect(pdf.rawPayload.toString('latin1')).toContain('/S /Figure')
})
