import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { productFolder } from '../../platform/root.ts'
import { commandLine, csv, ended, importFile, mappingNamed, row, rows } from './import-for-tests.ts'
import { shippedMappings } from './mappings/index.ts'
import { testFolder } from './read/files-for-tests.ts'

const product = await startProduct()
const { db, people, call } = product
const folder = testFolder()
afterAll(folder.remove)

const storedFrom = (source: string) =>
  column<string>(db, `select external_id from external_ids where source = '${source}' order by 1`)

const refusal = async (body: { path: string; as?: string; mapping?: unknown }) => {
  const answer = await call(commandLine, 'startLocalImport', { body })
  return `${answer.status} ${answer.body.type?.split(':').at(-1)} ${answer.body.detail}`
}

test('a mapping that names a missing column is refused before anything is stored, with the nearest heading', async () => {
  const path = folder.write('missing.csv', csv(rows(1, 3)))
  const mapping = {
    ...mappingNamed('missing'),
    columns: { ...mappingNamed('').columns, text: { from: 'Complaint txt' } },
  }
  expect(await refusal({ path, mapping })).toBe(
    '422 mapping_invalid The mapping cannot be used: The file has no column “Complaint txt”, which the mapping uses at “columns.text”. Write a heading of the file (Complaint text), or take this part out of the mapping.',
  )
  expect(await storedFrom('missing')).toEqual([])
})

test('wrong names are said: the mapping, the file, a folder instead of a file, a mapping that is none', async () => {
  const path = folder.write('fine.csv', csv(rows(1, 3)))
  expect(await refusal({ path, as: 'cfbp' })).toMatch(
    /^422 mapping_unknown There is no mapping called “cfbp”\. There are: cfpb, /,
  )
  expect(await refusal({ path: folder.write('other.csv', 'A,B\n1,2\n'), as: 'cfpb' })).toMatch(
    /^422 mapping_invalid .*no column “Consumer complaint narrative”/s,
  )
  expect(await refusal({ path: `${path}.no` })).toMatch(/^404 import_file_unreadable “fine.csv.no” cannot be opened/)
  expect(await refusal({ path: folder.path })).toMatch(/^404 import_file_unreadable /)
  expect(await refusal({ path: folder.write('empty.csv', '') })).toMatch(/^422 import_file_empty /)
  expect(await refusal({ path, mapping: { name: 'x', version: 1, columns: {}, rest: 'fields' } })).toMatch(
    /^422 mapping_invalid .*“columns.receivedAt” is missing/,
  )
})

test('what only a person can tell is asked, not guessed', async () => {
  const path = folder.write('open.csv', 'Case number,Date received,Remark\n1,03/04/2025,ok\n2,05/06/2025,ok\n')
  expect(await refusal({ path })).toMatch(
    /^422 import_open_questions .*is 03\/04\/2025 dd\/mm\/yyyy or mm\/dd\/yyyy\?.*No column holds what customers wrote\./s,
  )
  const { body } = await call(commandLine, 'previewLocalImport', { body: { path } })
  expect(body.questions.map(({ key }) => key)).toEqual(['date_order', 'no_text'])
  expect(body.mapping).toMatchObject({
    name: 'open.csv',
    columns: { receivedAt: { from: 'Date received', format: 'dd/mm/yyyy' } },
  })
})

test('only the command line of the machine itself may name a file there', async () => {
  for (const operation of ['startLocalImport', 'previewLocalImport'] as const) {
    const answer = await call(people.administrator, operation, { body: { path: '/etc/passwd' } })
    expect(answer.status).toBe(403)
  }
})

const upload = async (name: string, content: string) => {
  const body = new FormData()
  body.append('file', new Blob([content]), name)
  const request = new Request('http://localhost', { method: 'POST', body })
  const answer = await product.send({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { ...people.analyst.headers, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return JSON.parse(answer.text) as {
    id: string
    mapping: { name: string; columns: object }
    recognised: string | null
  }
}

test('an uploaded file is looked at first and imported when told; its rejected rows, uploaded again, keep its mapping', async () => {
  const content = csv([...rows(1, 30), row(31, 'Tomorrow', '2031-01-01')])
  const { id, mapping } = await upload('uploaded.csv', content)
  expect(await storedFrom('uploaded.csv')).toEqual([])
  const changed = { ...mapping, name: 'upload', columns: { ...mapping.columns, channel: { is: 'phone' } } }
  const { status } = await call(people.analyst, 'startImport', { params: { id }, body: { mapping: changed } })
  expect(status).toBe(202)
  expect(await ended(product, id)).toMatchObject({
    state: 'done',
    storedRows: 30,
    rejectedRows: 1,
    fileName: 'uploaded.csv',
  })
  const rejected = (await call(people.analyst, 'downloadRejects', { params: { id } })).text
  const again = await upload('uploaded.csv.rejected.csv', rejected.replaceAll('2031', '2021'))
  expect(again).toMatchObject({ mapping: changed, recognised: null })
  const { body: shown } = await call(people.analyst, 'previewImport', { params: { id: again.id }, body: {} })
  expect(shown.mapping).toEqual(changed)
  await call(people.analyst, 'startImport', { params: { id: again.id }, body: { mapping: again.mapping } })
  expect(await ended(product, again.id)).toMatchObject({ state: 'done', storedRows: 1, rejectedRows: 0 })
  expect((await storedFrom('upload')).length).toBe(31)
})

test('the example in the documentation does what is said of it', async () => {
  const page = readFileSync(join(productFolder, 'docs', 'import.md'), 'utf8')
  const block = (kind: string) => page.split(`\`\`\`${kind}\n`)[1]?.split('\n```')[0] ?? ''
  const path = folder.write('example.csv', `${block('csv')}\n`)
  const asked = { mapping: JSON.parse(block('json')) }
  expect(await importFile(product, path, asked)).toMatchObject({ state: 'done', storedRows: 3, rejectedRows: 0 })
  const { rows: found } = await sql<{ key: string }>`
    select x.external_id as key, c.closure, c.channel, p.name as product, (select due_at from commitments m where m.complaint_id = c.id) as due
    from complaints c join external_ids x on x.complaint_id = c.id join products p on p.id = c.product_id
    where x.source = 'bus-calls' order by 1`.execute(db)
  expect(found).toEqual([
    { key: 'A-17', closure: null, channel: 'phone', product: '12', due: new Date('2025-03-18T22:59:59Z') },
    { key: 'A-18', closure: 'solved', channel: 'phone', product: '3', due: null },
    { key: 'A-19', closure: 'historic', channel: 'phone', product: '3', due: null },
  ])
  for (const name of Object.keys(shippedMappings)) expect(page).toContain(`| \`${name}\` |`)
})
