import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CausesReport } from '../../src/causes/contract.ts'
import { type App, createApp } from '../../src/app.ts'
import { settableClock } from '../../src/platform/clock.ts'
import { connectAsApp, type Database } from '../../src/platform/database/index.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { type CausesFilters, complaintsOf, listAddress } from './openings.ts'

const march = { from: '2026-03-01', to: '2026-03-31' }

// Invented. Two months; a product with and without parts; some without product, issue or number.
const rows = [
  ['1', '2026-03-02', 'Parcel', 'Express', 'Late', 'phone'],
  ['2', '2026-03-03', 'Parcel', 'Express', 'Lost', 'email'],
  ['3', '2026-03-04', 'Parcel', '', 'Late', 'email'],
  ['4', '2026-03-05', 'Letter', '', 'Late', 'phone'],
  ['5', '2026-03-06', '', '', 'Rude', 'phone'],
  ['6', '2026-03-07', 'Parcel', 'Night', '', 'phone'],
  ['7', '2026-03-31', 'Parcel', 'Express', 'Late', 'phone'],
  ['8', '2026-02-02', 'Parcel', 'Express', 'Late', 'phone'],
  ['9', '2026-02-28', 'Letter', '', 'Lost', 'phone'],
]
const codings = [
  { number: '1', primary: { asDesigned: 'no', locus: 'person' } },
  { number: '2', primary: { asDesigned: 'no', locus: 'system' } },
  { number: '3', primary: { asDesigned: 'yes', expected: 'no', locus: 'process' } },
  { number: '4', primary: { asDesigned: 'yes', expected: 'yes' } },
  { number: '5', primary: { asDesigned: 'unknown' } },
  { number: '6', primary: { asDesigned: 'yes', expected: 'no', locus: 'message' } },
  { number: '7', primary: { asDesigned: 'no', locus: 'partner' } },
  { number: '8', primary: { asDesigned: 'no', locus: 'person' } },
]

let app: App
let db: Database
let ask: <Shape>(method: 'GET' | 'POST', url: string, payload?: object) => Promise<Shape>
const folder = mkdtempSync(join(tmpdir(), 'amends-openings-'))

beforeAll(async () => {
  const { owner } = await testDatabase()
  db = await connectAsApp(owner)
  app = await createApp({ db, clock: settableClock(new Date('2026-04-02T12:00:00Z')), dataFolder: folder })
  const setUp = { organization: 'Parcels', name: 'Ada Example', email: 'ada@example.com', password: 'correct horse 1' }
  const signedIn = await app.http.inject({
    method: 'POST',
    url: '/api/v1/setup',
    payload: setUp,
    remoteAddress: '127.0.0.1',
  })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  ask = async (method, url, payload) => {
    const answer = await app.http.inject({
      method,
      url,
      headers: { cookie, 'x-requested-with': 'test' },
      ...(payload && { payload }),
    })
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`)
    return answer.json()
  }
  await importRows()
  for (const { number, primary } of codings) {
    const { items } = await ask<{ items: { reference: string }[] }>('GET', `/api/v1/complaints?q=number${number}`)
    await ask('POST', `/api/v1/complaints/${items[0]?.reference}/codings`, { primary })
  }
})

afterAll(async () => {
  await app.stop()
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

async function importRows(): Promise<void> {
  const path = join(folder, 'rows.csv')
  const lines = rows.map(([number = '', day, product, part, issue, channel]) =>
    [number, day, product, part, issue, channel, `What happened, number${number}`].join(';'),
  )
  writeFileSync(path, ['number;day;product;part;issue;channel;text', ...lines].join('\n'))
  const mapping = {
    name: 'rows',
    version: 1,
    columns: {
      externalId: { from: 'number' },
      receivedAt: { from: 'day', format: 'iso' },
      text: { from: 'text' },
      product: { from: 'product' },
      subProduct: { from: 'part' },
      issue: { from: 'issue' },
      channel: { from: 'channel' },
    },
    rest: 'drop',
  }
  const headers = { authorization: `Bearer ${app.localToken}` }
  const local = { method: 'POST', url: '/api/v1/imports/local', headers, payload: { path, mapping } } as const
  const { id } = (await app.http.inject(local)).json()
  for (;;) {
    const { state, failure } = (await app.http.inject({ method: 'GET', url: `/api/v1/imports/${id}`, headers })).json()
    if (state === 'done') return
    if (state !== 'running') throw new Error(`${state}: ${failure}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const query = (filters: object): string => new URLSearchParams(Object.entries(filters)).toString()
const reportOf = (filters: CausesFilters) => ask<CausesReport>('GET', `/api/v1/reports/causes?${query(filters)}`)

/** Every number of a report under the name that opens it. */
function numbersOf(report: CausesReport): [name: string, count: number][] {
  const places = (['product', 'issue', 'step', 'cause'] as const).flatMap((dimension) =>
    report.pareto[dimension].map(({ id, count }): [string, number] => [`${dimension}.${id ?? 'none'}`, count]),
  )
  return [
    ['all', report.total.count],
    ['coded', report.coded.count],
    ['uncoded', report.total.count - report.coded.count],
    ['before.all', report.total.before],
    ['before.coded', report.coded.before],
    ['group.as_planned', report.asPlanned.count],
    ...report.groups.map((each): [string, number] => [`group.${each.group}`, each.count]),
    ...report.classes.map((each): [string, number] => [`class.${each.class}`, each.count]),
    ...report.classes.map((each): [string, number] => [`before.class.${each.class}`, each.before.count]),
    ...report.classes.flatMap(({ class: causeClass, loci }) =>
      loci.map(({ locus, count }): [string, number] => [`locus.${causeClass}.${locus ?? 'none'}`, count]),
    ),
    ...report.months.map(({ month, count }): [string, number] => [`month.${month.slice(0, 7)}`, count]),
    ...places,
  ]
}

async function listed(name: string, filters: CausesFilters, report: CausesReport): Promise<number> {
  const parts = complaintsOf(name, filters, report.before) ?? []
  const counts = parts.map((where) =>
    ask<{ count: number }>('GET', listAddress(where).replace('/complaints?', '/api/v1/complaints/count?')),
  )
  return (await Promise.all(counts)).reduce((sum, { count }) => sum + count, 0)
}

async function expectSame(filters: CausesFilters): Promise<CausesReport> {
  const report = await reportOf(filters)
  const numbers = numbersOf(report)
  const found = await Promise.all(numbers.map(async ([name]) => [name, await listed(name, filters, report)]))
  expect(found).toEqual(numbers)
  return report
}

test('every number opens as many complaints as it counts', async () => {
  const report = await expectSame(march)
  expect(report.total).toEqual({ count: 7, before: 2 })
  expect(report.groups.map(({ count }) => count)).toEqual([1, 4, 1])
})

test('so it does under a filter, for a product with parts as well', async () => {
  const { pareto } = await reportOf(march)
  const parcel = pareto.product.find(({ name }) => name === 'Parcel')?.id as string
  const within = await expectSame({ ...march, product: parcel, channel: 'email' })
  expect(within.total.count).toBe(2)
  // One of the two was never divided further: its row is the product itself.
  expect(within.pareto.product.map(({ id, count }) => [id === parcel, count])).toContainEqual([true, 1])
})

test('a name that is no number opens nothing', () => {
  for (const name of ['', 'moon', 'class.kind', 'group.them', 'product.1', 'month.2026', 'toString']) {
    expect(complaintsOf(name, march, null)).toBeNull()
  }
})
