import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { verifyEvents } from '../../complaints/events.ts'
import { settableClock } from '../../platform/clock.ts'
import { RoutingDesk } from '../../complaints/routing/desk.ts'
import { commandLine, csv, ended, importFile, mappingNamed, row, rows, header } from './import-for-tests.ts'
import { insertImport } from './imports.ts'
import { testFolder } from './read/files-for-tests.ts'
import { ImportRunner } from './runner.ts'

const product = await startProduct()
const { db, people, call } = product
const folder = testFolder()
afterAll(folder.remove)

const storedFrom = (source: string) =>
  column<string>(db, `select external_id from external_ids where source = '${source}' order by 1`)
const rejectsOf = (path: string) =>
  readFileSync(`${path}.rejected.csv`, 'utf8').replace('\ufeff', '').trim().split('\r\n')
test('a file is imported once: the same file again adds nothing', async () => {
  const path = folder.write('twice.csv', csv(rows(1, 1234)))
  expect(await importFile(product, path)).toMatchObject({
    state: 'done',
    readRows: 1234,
    storedRows: 1234,
    duplicateRows: 0,
    rejectedRows: 0,
    rejectsPath: null,
  })
  const again = await importFile(product, path)
  expect(again).toMatchObject({ state: 'done', readRows: 1234, storedRows: 0, duplicateRows: 1234 })
  expect(again.readBytes).toBe(again.totalBytes)
  expect((await storedFrom('twice.csv')).length).toBe(1234)
})

test('packed or not, a file is the same file', async () => {
  const text = csv(rows(1, 20))
  folder.write('packed.csv', text)
  await importFile(product, join(folder.path, 'packed.csv'))
  const path = folder.write('packed.csv.gz', gzipSync(text))
  expect(await importFile(product, path)).toMatchObject({ storedRows: 0, duplicateRows: 20 })
})

test('an import that is stopped keeps what it stored; the same again stores exactly the rest', async () => {
  const path = folder.write('stopped.csv', csv(rows(1, 3000)))
  const { body: started } = await call(commandLine, 'startLocalImport', { body: { path } })
  for (;;) {
    const { body } = await call(commandLine, 'readImport', { params: { id: started.id } })
    if (body.storedRows > 0) break
  }
  expect((await call(commandLine, 'stopImport', { params: { id: started.id } })).status).toBe(204)
  const stopped = await ended(product, started.id)
  expect(stopped.state).toBe('stopped')
  expect(stopped.storedRows).toBeLessThan(3000)
  expect((await storedFrom('stopped.csv')).length).toBe(stopped.storedRows)
  const rest = await importFile(product, path)
  expect(rest).toMatchObject({
    state: 'done',
    storedRows: 3000 - stopped.storedRows,
    duplicateRows: stopped.storedRows,
  })
  expect((await storedFrom('stopped.csv')).length).toBe(3000)
})

test('two imports of overlapping files at once store each complaint and each customer once', async () => {
  const more = (from: number, to: number) =>
    csv(rows(from, to)).replace('Product', 'Product,E-mail').replaceAll('Parcel\n', 'Parcel,kim@example.com\n')
  const asked = {
    mapping: {
      ...mappingNamed('overlap'),
      columns: { ...mappingNamed('').columns, 'customer.email': { from: 'E-mail' } },
    },
  }
  const [one, other] = await Promise.all([
    importFile(product, folder.write('one.csv', more(1, 1500)), asked),
    importFile(product, folder.write('other.csv', more(1001, 2500)), asked),
  ])
  expect([one.state, other.state]).toEqual(['done', 'done'])
  expect(one.storedRows + other.storedRows).toBe(2500)
  expect(one.duplicateRows + other.duplicateRows).toBe(500)
  expect((await storedFrom('overlap')).length).toBe(2500)
  expect(await column(db, `select count(distinct customer_id) from complaints where customer_id is not null`)).toEqual([
    1,
  ])
})

test('a file that is being imported is not imported at the same time once more', async () => {
  const path = folder.write('busy.csv', csv(rows(1, 3000)))
  const { body: started } = await call(commandLine, 'startLocalImport', { body: { path } })
  const second = await call(commandLine, 'startLocalImport', { body: { path } })
  expect(second.status).toBe(409)
  expect(second.body.detail).toBe('This file is being imported already.')
  expect(await ended(product, started.id)).toMatchObject({ state: 'done', storedRows: 3000 })
})

test('bad rows go to a file with line and reason; the others are in; corrected, the file needs no mapping of its own', async () => {
  const path = folder.write(
    'bad.csv',
    csv([
      row(1),
      row(2, 'No such day', '2025-13-77'),
      '3,2025-11-20,too few',
      row(4),
      row(5, 'Tomorrow', '2031-01-01'),
    ]),
  )
  const asked = { mapping: mappingNamed('bad') }
  expect(await importFile(product, path, asked)).toMatchObject({
    state: 'done',
    readRows: 5,
    storedRows: 2,
    rejectedRows: 3,
    rejectsPath: `${path}.rejected.csv`,
  })
  const [head, ...bad] = rejectsOf(path)
  expect(head).toBe(`amends: line,amends: reason,${header}`)
  expect(bad.map((line) => line.split(',')[0])).toEqual(['3', '4', '6'])
  expect(bad[0]).toContain('“2025-13-77” is not a date')
  expect(bad[1]).toContain('This row has 3 cells, the header has 4.')
  expect(bad[2]).toContain('lies in the future')
  const corrected = readFileSync(`${path}.rejected.csv`, 'utf8')
    .replaceAll('2025-13-77', '2025-12-07')
    .replaceAll('2031', '2021')
    .replace('too few', 'now enough,Parcel')
  writeFileSync(`${path}.rejected.csv`, corrected)
  const again = await importFile(product, `${path}.rejected.csv`)
  expect(again).toMatchObject({ state: 'done', readRows: 3, storedRows: 3, rejectedRows: 0 })
  expect(await storedFrom('bad')).toEqual(['1', '2', '3', '4', '5'])
})

test('the same number twice in a file is one complaint; rows without numbers are told apart by what they say', async () => {
  const path = folder.write('twins.csv', csv([row(7, 'First'), row(7, 'Second'), row(8)]))
  expect(await importFile(product, path, { mapping: mappingNamed('twins') })).toMatchObject({
    storedRows: 2,
    duplicateRows: 1,
  })
  const { externalId: _, ...columns } = mappingNamed('').columns
  const asked = { mapping: { ...mappingNamed('content'), columns } }
  const plain = folder.write(
    'content.csv',
    `Date received,Complaint text,Product\n2025-11-20,One,A\n2025-11-20,Two,A\n2025-11-20, One ,A\n`,
  )
  expect(await importFile(product, plain, asked)).toMatchObject({ storedRows: 2, duplicateRows: 1 })
  const turned = folder.write(
    'turned.csv',
    `Product,Complaint text,Date received\nA,Two,2025-11-20\nB,Two,2025-11-20\n`,
  )
  expect(await importFile(product, turned, asked)).toMatchObject({ storedRows: 1, duplicateRows: 1 })
  expect((await storedFrom('content')).every((key) => /^content:[0-9a-f]{64}$/.test(key))).toBe(true)
})

test('zero characters and halves of surrogate pairs do not keep a row out', async () => {
  const lines = [
    { id: 1, at: '2025-11-20', text: 'zero \u0000 here', kind: 'a\u0000b' },
    { id: 2, at: '2025-11-20', text: 'half \ud83d here', kind: 'C:\\u0000' },
    { id: 3, at: '2025-11-20', text: 'whole 😀 here', kind: '\udc00' },
  ]
  const path = folder.write('odd.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))
  const asked = {
    mapping: {
      name: 'odd',
      version: 1,
      rest: 'fields',
      columns: {
        externalId: { from: 'id' },
        receivedAt: { from: 'at' },
        text: { from: 'text' },
        product: { from: 'kind' },
      },
      history: [
        {
          kind: 'status',
          when: {
            column: 'kind',
            filled: true,
          },
          status: { from: 'kind' },
        },
      ],
    },
  }
  expect(await importFile(product, path, asked)).toMatchObject({ storedRows: 3, rejectedRows: 0 })
  const texts = await column(
    db,
    `select c.text from complaints c join external_ids x on x.complaint_id = c.id where x.source = 'odd' order by x.external_id`,
  )
  expect(texts).toEqual(['zero \ufffd here', 'half \ufffd here', 'whole 😀 here'])
  const raw = folder.write('raw.csv', Buffer.from(csv([row(1, 'raw \u0000 zero')])))
  expect(await importFile(product, raw, { mapping: mappingNamed('raw') })).toMatchObject({ storedRows: 1 })
})

test('what the database refuses is one rejected row, with the database’s reason', async () => {
  const path = folder.write('refused.csv', csv([row(1), row('x'.repeat(301)), row(3)]))
  const { storedRows, rejectedRows } = await importFile(product, path, { mapping: mappingNamed('refused') })
  expect([storedRows, rejectedRows]).toEqual([2, 1])
  expect(rejectsOf(path)[1]).toContain('“Case number” is 301 characters long; here it may be 300 at most.')
  await sql`alter table complaints add constraint no_sevens check (text !~ 'seven')`.execute(product.owned)
  const many = Array.from({ length: 700 }, (_, index) => row(index, index % 99 === 7 ? `seven ${index}` : 'fine'))
  const sevens = folder.write('sevens.csv', csv(many))
  const ends = await importFile(product, sevens, { mapping: mappingNamed('sevens') })
  await sql`alter table complaints drop constraint no_sevens`.execute(product.owned)
  expect(ends).toMatchObject({ state: 'done', readRows: 700, storedRows: 693, rejectedRows: 7, duplicateRows: 0 })
  const bad = rejectsOf(sevens).slice(1)
  expect(bad.map((line) => Number(line.split(',')[0])).sort((a, b) => a - b)).toEqual([9, 108, 207, 306, 405, 504, 603])
  expect(bad[0]).toContain('no_sevens')
})

test('a file that ends in the middle: what was whole is in, and the rest is said', async () => {
  const path = folder.write('cut.csv', csv(rows(1, 40)).slice(0, -30))
  const cut = await importFile(product, path, { mapping: mappingNamed('cut') })
  expect(cut).toMatchObject({ state: 'done', storedRows: 39, rejectedRows: 1 })
  expect(rejectsOf(path)[1]).toMatch(/^41,.*(quote is opened|cells)/)
  const packed = gzipSync(
    csv(Array.from({ length: 4000 }, (_, index) => row(index, `${'long '.repeat(30)}${index * 7919}`))),
  )
  const half = folder.write('half.csv.gz', packed.subarray(0, packed.length / 2))
  const failed = await importFile(product, half, { mapping: mappingNamed('half') })
  expect(failed).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('“half.csv.gz” is damaged or incomplete'),
  })
  const inside = (await storedFrom('half')).length
  expect(inside).toBe(failed.storedRows)
  folder.write('half.csv.gz', packed)
  expect(await importFile(product, half, { mapping: mappingNamed('half') })).toMatchObject({
    state: 'done',
    storedRows: 4000 - inside,
    duplicateRows: inside,
  })
})

test('rejected rows are also had where nothing can be written beside the file', async () => {
  const path = folder.write('beside.csv', csv([row(1, 'Tomorrow', '2031-01-01')]))
  mkdirSync(`${path}.rejected.csv.old`)
  mkdirSync(`${path}.rejected.csv`)
  writeFileSync(join(`${path}.rejected.csv.old`, 'keep'), '')
  const { id, rejectsPath } = await importFile(product, path, { mapping: mappingNamed('beside') })
  expect(rejectsPath).not.toBe(`${path}.rejected.csv`)
  expect(existsSync(rejectsPath ?? '')).toBe(true)
  const { text } = await call(people.analyst, 'downloadRejects', { params: { id } })
  expect(text).toContain('lies in the future')
})

test('an import that was under way when the process ended is marked as stopped, and nothing new before that', async () => {
  const path = folder.write('crashed.csv', csv(rows(1, 10)))
  const id = '01900000-0000-7000-8000-000000000001'
  const mapping = mappingNamed('crashed')
  const clock = settableClock(new Date('2026-03-02T09:00:00Z'))
  await insertImport(db, {
    id,
    fileName: 'crashed.csv',
    path,
    mapping: mapping as never,
    startedBy: null,
    now: clock.now(),
  })
  await sql`update imports set state = 'running' where id = ${id}`.execute(db)
  const runner = new ImportRunner({ db, clock, desk: new RoutingDesk(db, clock), dataFolder: folder.path })
  await runner.start(id, mapping as never, 'en')
  await runner.stopAll()
  expect(['done', 'stopped']).toContain((await ended(product, id)).state)
})

test('very long rows go in small batches, and all of them', async () => {
  const long = 'Слово '.repeat(60_000)
  const path = folder.write('long.csv', csv(Array.from({ length: 12 }, (_, index) => row(index, long))))
  expect(await importFile(product, path, { mapping: mappingNamed('long') })).toMatchObject({
    state: 'done',
    storedRows: 12,
  })
})

test('after all of this every chain of events is whole', async () => {
  const { breaks, complaints } = await verifyEvents(db)
  expect(breaks).toEqual([])
  expect(complaints).toBeGreaterThan(10_000)
})
