import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { all, testFolder, zipOf } from './files-for-tests.ts'
import { openSource, type SourceSettings } from './source.ts'

const folder = testFolder()
afterAll(folder.remove)

async function read(name: string, content: string | Uint8Array, settings: SourceSettings = {}) {
  const source = await openSource(folder.write(name, content), settings)
  const rows = await all(source.rows())
  await source.close()
  return { source, rows, values: rows.flatMap(({ values }) => (values ? [values] : [])) }
}

const table = 'id;text\r\n1;Вода холодная\r\n2;Лифт стоит\r\n'
const expected = [
  { id: '1', text: 'Вода холодная' },
  { id: '2', text: 'Лифт стоит' },
]

test('a table is read by its headings, with the line each row begins on', async () => {
  const { rows, source } = await read('table.csv', table)
  expect(source.header).toEqual(['id', 'text'])
  expect(rows).toEqual([
    { line: 2, values: expected[0] },
    { line: 3, values: expected[1] },
  ])
})

test.each([
  ['UTF-8 with its mark', Buffer.from(`\ufeff${table}`)],
  ['UTF-16 LE with its mark', Buffer.from(`\ufeff${table}`, 'utf16le')],
  ['UTF-16 BE with its mark', Buffer.from(`\ufeff${table}`, 'utf16le').swap16()],
  ['gzip', gzipSync(table)],
  ['a zip with one file', zipOf({ 'table.csv': table, '__MACOSX/._table.csv': 'x' })],
])('%s is unpacked and decoded without being told', async (_, content) => {
  expect((await read('packed', content)).values).toEqual(expected)
})

test('an encoding can be forced', async () => {
  const { values } = await read('forced.csv', Buffer.from('id;text\n1;\xe2\xee\xe4\xe0\n', 'latin1'), {
    encoding: 'windows-1251',
  })
  expect(values).toEqual([{ id: '1', text: 'вода' }])
})

test('a row with too few or too many cells is a problem of that row, empty cells too many are not', async () => {
  const { rows } = await read('ragged.csv', 'a,b\n1,2\n3\n4,5,6\n7,8,,\n9,10\n')
  expect(rows.map(({ line, problem }) => [line, problem?.key, problem?.values])).toEqual([
    [2, undefined, undefined],
    [3, 'ragged', { found: 1, expected: 2 }],
    [4, 'ragged', { found: 3, expected: 2 }],
    [5, undefined, undefined],
    [6, undefined, undefined],
  ])
})

test('empty and repeated headings get names that tell them apart', async () => {
  const { source } = await read('headings.csv', ',Date,Date, Text \n1,2,3,4\n')
  expect(source.header).toEqual(['Column 1', 'Date', 'Date (2)', 'Text'])
})

test('lines above the header are passed over when told where it stands', async () => {
  const { values } = await read('above.csv', 'Report of May\n\nid,text\n1,a\n', { headerLine: 3 })
  expect(values).toEqual([{ id: '1', text: 'a' }])
})

test('JSON Lines give a row a line; nested objects become columns, lists stay lists', async () => {
  const lines = '{"id":1,"customer":{"mail":"a@b.example"},"tags":["x"],"none":null}\n\n{"id":2,\n{"id":3}\n[4]\n'
  const { rows } = await read('lines.ndjson', lines)
  expect(rows.map(({ line, values, problem }) => [line, problem?.key ?? values])).toEqual([
    [1, { id: '1', 'customer.mail': 'a@b.example', tags: ['x'], none: '' }],
    [3, 'json_broken'],
    [4, { id: '3' }],
    [5, 'not_an_object'],
  ])
})

test('a JSON list of objects is read with the line of every object', async () => {
  const { rows } = await read(
    'list.json',
    '[\n  {"id": "a ]} \\" b",\n   "n": {"x": [1, {"y": 2}]}},\n  7,\n  {"id": "c"}\n]\n',
  )
  expect(rows.map(({ line, values, problem }) => [line, problem?.key ?? values])).toEqual([
    [2, { id: 'a ]} " b', 'n.x': [1, { y: 2 }] }],
    [4, 'not_an_object'],
    [5, { id: 'c' }],
  ])
})

test('in a JSON document the first list of objects is read, or the one at the named place', async () => {
  const document = JSON.stringify({
    took: [1, 2],
    hits: { total: { value: 2 }, hits: [{ id: 1 }, { id: 2 }] },
    more: [{ id: 9 }],
  })
  expect((await read('document.json', document)).values).toEqual([{ id: '1' }, { id: '2' }])
  expect((await read('document.json', document, { records: 'more' })).values).toEqual([{ id: '9' }])
})

test('a JSON list that breaks off says so after the rows that were whole', async () => {
  const { rows } = await read('cut.json', '[{"id":1},{"id":2},{"id"')
  expect(rows.map(({ values, problem }) => problem?.key ?? values)).toEqual([{ id: '1' }, { id: '2' }, 'json_broken'])
})

test('long numbers keep their digits, halves of surrogate pairs and zeros are replaced', async () => {
  const { values } = await read('numbers.jsonl', '{"id":570306133677760513,"n":1.5,"text":"a\\u0000\\ud83d b"}\n')
  expect(values).toEqual([{ id: '570306133677760513', n: '1.5', text: 'a\ufffd\ufffd b' }])
})

test('bytes read grow to the size of the file', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${'x'.repeat(60)}`)
  const source = await openSource(folder.write('long.csv', `id,text\n${rows.join('\n')}\n`))
  const reading = source.rows()
  await reading.next()
  const early = source.bytesRead()
  expect(early).toBeGreaterThan(0)
  expect(early).toBeLessThan(source.size)
  let count = 1
  for await (const _ of reading) count++
  expect(count).toBe(20_000)
  expect(source.bytesRead()).toBe(source.size)
  expect(source.sample.length).toBe(1000)
})

test.each([
  ['import_file_empty', 'nothing.csv', ''],
  ['import_file_empty', 'blank.csv', ' \n '],
  ['import_file_kind', 'old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['import_file_kind', 'report.pdf', '%PDF-1.7'],
  ['import_archive_damaged', 'cut.csv.gz', gzipSync('a,b\n1,2\n'.repeat(1000)).subarray(0, 30)],
  ['import_archive_damaged', 'cut.zip', zipOf({ 'a.csv': 'a,b\n' }).subarray(0, 40)],
  ['import_archive_many', 'two.zip', zipOf({ 'a.csv': 'a', 'b.csv': 'b' })],
  ['import_archive_bomb', 'bomb.zip', zipOf({ 'a.csv': Buffer.alloc(40 << 20) })],
  ['import_records_missing', 'no-list.json', '{"a": {"b": 1},\n"c": [1, 2]}'],
])('a file that cannot be read at all is refused as %s: %s', async (key, name, content) => {
  await expect(read(name, content)).rejects.toMatchObject({ name: 'Problem', key })
})

test('a file that is not there, and an encoding that does not exist, are refused', async () => {
  await expect(openSource('/nowhere/complaints.csv')).rejects.toMatchObject({ key: 'import_file_unreadable' })
  await expect(read('table.csv', table, { encoding: 'klingon' })).rejects.toMatchObject({
    key: 'import_encoding_unknown',
  })
})

test('of very long rows the sample keeps only some, because it stays in memory', async () => {
  const { source, rows } = await read(
    'long.csv',
    `id,text\n${Array.from({ length: 60 }, (_, id) => `${id},${'x'.repeat(100_000)}\n`).join('')}`,
  )
  expect(rows.length).toBe(60)
  expect(source.sample.length).toBe(20)
})
