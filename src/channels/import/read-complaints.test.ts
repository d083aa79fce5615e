import { afterAll, expect, test } from 'vitest'
import type { Mapping } from './mapping/mapping.ts'
import { all, testFolder } from './read/files-for-tests.ts'
import { openSource } from './read/source.ts'
import { readComplaints } from './read-complaints.ts'

const folder = testFolder()
afterAll(folder.remove)

const mapping: Mapping = {
  name: 'test',
  version: 1,
  columns: { receivedAt: { from: 'date' }, externalId: { from: 'id' }, text: { from: 'text' } },
  skipWhen: [{ column: 'stars', in: ['5'] }],
  rest: 'fields',
}

test('every row is a complaint, skipped, or rejected with its cells and line', async () => {
  const path = folder.write(
    'rows.csv',
    'id,date,stars,text\n1,2026-03-02,1,Cold\n2,2026-03-02,5,Great\n3,soon,1,Late\n4\n',
  )
  const source = await openSource(path)
  expect(await all(readComplaints(source, mapping, new Date('2026-03-09')))).toMatchObject([
    { line: 2, complaint: { externalId: '1', text: 'Cold' }, values: { stars: '1' } },
    { line: 3, skipped: { column: 'stars', value: '5' } },
    { line: 4, problems: [{ field: 'date', key: 'date_unreadable' }], cells: ['3', 'soon', '1', 'Late'] },
    { line: 5, problems: [{ key: 'ragged' }], cells: ['4'] },
  ])
})

test('lists of a rejected JSON row are written out', async () => {
  const source = await openSource(
    folder.write('rows.jsonl', '{"id":1,"date":"x","tags":["a","b"],"events":[{"k":1}]}\n'),
  )
  expect(await all(readComplaints(source, mapping, new Date('2026-03-09')))).toMatchObject([
    { problems: [{ key: 'date_unreadable' }], cells: ['1', 'x', 'a, b', '[{"k":1}]'] },
  ])
})
