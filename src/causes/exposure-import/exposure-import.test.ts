import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Caller, startProduct } from '../../../test/setup/product.ts'
import { commandLine } from '../../channels/import/import-for-tests.ts'
import { testFolder } from '../../channels/import/read/files-for-tests.ts'
import { ensureBranch } from '../../journeys/store.ts'
import type { ExposureImport } from './contract.ts'

const { db, people, call, send } = await startProduct()
const { analyst, agent } = people
const cards = (await ensureBranch(db, 'products', ['Cards'])) ?? ''
const debit = (await ensureBranch(db, 'products', ['Cards', 'Debit'])) ?? ''
await ensureBranch(db, 'products', ['Loans', 'Debit'])
const late = (await ensureBranch(db, 'issues', ['Late'])) ?? ''
const folder = testFolder()
afterAll(folder.remove)

beforeEach(() => sql`delete from exposures`.execute(db))

async function upload(content: string, { who = analyst as Caller, store = false, name = 'orders.csv' } = {}) {
  const boundary = 'a-line-between'
  const payload = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="file"; filename="${name}"`,
    'Content-Type: text/csv',
    '',
    content,
    `--${boundary}--`,
    '',
  ].join('\r\n')
  const { status, text } = await send({
    method: 'POST',
    url: `/api/v1/exposures/imports?store=${store}`,
    headers: { ...who.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  })
  return { status, body: JSON.parse(text) as ExposureImport & { detail?: string } }
}
const listed = async () => (await call(analyst, 'readExposures')).body

test('a file is looked at first: nothing is stored until somebody says so', async () => {
  const file = 'Month,Product,Orders\n2026-01,Cards,12000\n2026-02,Cards,12500\n'
  const looked = await upload(file)
  expect(looked.body).toMatchObject({
    isStored: false,
    rows: [
      {
        line: 2,
        dimension: 'product',
        valueId: cards,
        path: 'Cards',
        month: '2026-01-01',
        units: 12_000,
        unitName: 'Orders',
        before: null,
      },
      { line: 3, month: '2026-02-01', units: 12_500 },
    ],
    rejected: [],
  })
  expect(await listed()).toEqual([])
  expect((await upload(file, { store: true })).body.isStored).toBe(true)
  expect(await listed()).toHaveLength(2)
})

test('what would be replaced is said with the number it had', async () => {
  await upload('month,product,orders\n2026-01,Cards,12000\n', { store: true })
  expect((await upload('month,product,orders\n2026-01,Cards,13000\n')).body.rows).toMatchObject([
    { units: 13_000, before: 12_000 },
  ])
})

test('dimension, name and unit may stand in columns of their own, in English or Russian', async () => {
  const english = 'month;dimension;name;how many;unit\n01.2026;issue;Late;1 200;journeys\n2026-01;all;;9000;orders\n'
  const russian = `Месяц;Измерение;Название;Количество;Единица\n2026-02;продукт;${cards};5,5;тысяч заказов\n`
  expect((await upload(english)).body.rows).toMatchObject([
    { dimension: 'issue', valueId: late, units: 1200, unitName: 'journeys' },
    { dimension: 'all', valueId: null, units: 9000, unitName: 'orders' },
  ])
  expect((await upload(russian)).body.rows).toMatchObject([
    { dimension: 'product', valueId: cards, month: '2026-02-01', units: 5.5, unitName: 'тысяч заказов' },
  ])
})

test('of two branches with one name the path says which', async () => {
  const { body } = await upload('month,product,orders\n2026-01,Debit,1\n2026-01,Cards > Debit,2\n')
  expect(body.rows).toMatchObject([{ valueId: debit, units: 2 }])
  expect(body.rejected).toMatchObject([
    { line: 2, reason: '“Debit” is the name of several: “Cards › Debit” and “Loans › Debit”. Write the whole path.' },
  ])
})

test('rows that are not understood come back whole, each with its reason, and the others are stored', async () => {
  const { body } = await upload(
    [
      'month,dimension,name,units,unit',
      '2026-01,product,Cards,100,orders',
      'January,product,Cards,100,orders',
      '2026-02,product,Cards,none,orders',
      '2026-02,planet,Cards,1,orders',
      '2026-02,product,Boats,1,orders',
      '2026-02,product,,1,orders',
      '2026-02,,Cards,1,orders',
      '2026-02,product,Cards,1,',
      '2026-01,product,cards,200,orders',
      '2026-01,"broken',
    ].join('\n'),
    { store: true },
  )
  expect(body.rejected.map(({ line, reason }) => [line, reason.slice(0, 30)])).toEqual([
    [3, '“January” is no month. Write i'],
    [4, '“none” is no number above zero'],
    [5, '“planet” is none of: all, prod'],
    [6, '“Boats” is not known here. Wri'],
    [7, 'The name is missing. Write the'],
    [8, 'It is not said whether this is'],
    [9, 'It is not said what is counted'],
    [10, 'The same thing and month stand'],
    [11, expect.stringContaining('quote')],
  ])
  expect(body.rejected[0]?.cells).toEqual(['January', 'product', 'Cards', '100', 'orders'])
  expect(await listed()).toMatchObject([{ valueId: cards, units: 100 }])
})

test('a file without a month or without numbers is refused, and says which columns it has', async () => {
  const { status, body } = await upload('colour,size\nred,1\n')
  expect([status, body.detail]).toEqual([
    422,
    'No column of the file says “Month”. It has: colour, size. Name the columns month, dimension, name, how many and unit. Nothing was stored.',
  ])
  expect((await upload('month,product,colour,size\n2026-01,Cards,red,1\n')).body.detail).toContain('“How many”')
})

test('a corrected file of rejected rows is read like the file itself', async () => {
  const { body } = await upload('amends: line,amends: reason,month,orders\n3,no month,2026-03,70\n')
  expect(body.rows).toMatchObject([{ dimension: 'all', month: '2026-03-01', units: 70, unitName: 'orders' }])
})

test('one number is taken back, and what was exposed then is unknown again', async () => {
  await upload('month,product,orders\n2026-01,Cards,5\n2026-02,Cards,6\n', { store: true })
  const query = { dimension: 'product', valueId: cards, month: '2026-01-01' } as const
  expect((await call(analyst, 'deleteExposure', { query })).status).toBe(204)
  expect(await listed()).toMatchObject([{ month: '2026-02-01' }])
})

test('only the command line names a file on the server’s disk, and only stewards bring exposures', async () => {
  const path = folder.write('local.csv', 'month,orders\n2026-01,10\n')
  const local = (who: Caller) => call(who, 'importLocalExposures', { body: { path, store: true } })
  expect((await local(people.administrator)).status).toBe(403)
  expect((await local(commandLine)).body.rows).toHaveLength(1)
  expect((await upload('month,orders\n2026-01,10\n', { who: agent })).status).toBe(403)
})

test('an upload that brings no file is refused at once', async () => {
  const { status } = await send({ method: 'POST', url: '/api/v1/exposures/imports', headers: analyst.headers })
  expect(Math.floor(status / 100)).toBe(4)
})
