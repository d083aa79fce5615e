import { expect, test } from 'vitest'
import { explain } from '../problems.ts'
import { columnsAbsent } from './columns-absent.ts'
import { parseMapping } from './parse-mapping.ts'

const sound = {
  name: 'ours',
  version: 1,
  columns: { receivedAt: { from: 'Date', format: 'dd.mm.yyyy' } },
  rest: 'fields',
}

function mistakes(written: unknown): [string, string][] {
  return (parseMapping(written).problems ?? []).map(({ field, key }) => [field, key])
}

test('a mapping may come as text or as data', () => {
  expect(parseMapping(JSON.stringify(sound)).mapping).toEqual(sound)
  expect(parseMapping(sound).mapping).toEqual(sound)
})

test.each([
  ['text that is no JSON', '{"name": ', [['', 'mapping_not_json']]],
  ['a missing name', { ...sound, name: undefined }, [['name', 'mapping_missing']]],
  ['no date of receipt', { ...sound, columns: {} }, [['columns.receivedAt', 'mapping_missing']]],
  ['a number for a text', { ...sound, name: 5 }, [['name', 'mapping_wrong_kind']]],
  ['an unknown choice', { ...sound, rest: 'keep' }, [['rest', 'mapping_choice']]],
  ['an unknown part', { ...sound, colums: {} }, [['colums', 'mapping_unknown_part']]],
  ['an empty list', { ...sound, columns: { receivedAt: { from: [] } } }, [['columns.receivedAt.from', 'mapping_size']]],
  [
    'columns of the wrong kind',
    { ...sound, columns: { receivedAt: { from: 5 } } },
    [['columns.receivedAt.from', 'mapping_wrong_kind']],
  ],
  ['a long delimiter', { ...sound, source: { delimiter: '::' } }, [['source.delimiter', 'mapping_size']]],
  ['an unknown zone', { ...sound, timeZone: 'Moscow' }, [['timeZone', 'mapping_time_zone']]],
  ['an unknown encoding', { ...sound, source: { encoding: 'klingon' } }, [['source.encoding', 'mapping_encoding']]],
  [
    'a bad format in a list',
    { ...sound, columns: { receivedAt: { from: 'D', format: ['iso', 'dd'] } } },
    [['columns.receivedAt.format.1', 'mapping_date_format']],
  ],
  ['an unknown kind of event', { ...sound, history: [{ kind: 'opened' }] }, [['history.0.kind', 'mapping_choice']]],
  [
    'a part of another event',
    { ...sound, history: [{ kind: 'disputed', closure: 'solved' }] },
    [['history.0.closure', 'mapping_unknown_part']],
  ],
])('%s is named with its place', (_, written, expected) => {
  expect(mistakes(written)).toEqual(expected)
})

test('a mistyped part is answered with the one that was probably meant', () => {
  const [problem] = parseMapping({ ...sound, columns: { ...sound.columns, prodct: { from: 'P' } } }).problems ?? []
  expect(problem && explain(problem, 'en')).toEqual({
    field: 'columns.prodct',
    message: 'The mapping has a part “prodct” that means nothing at “columns.prodct”.',
    remedy: 'Take it out, or write what was meant: product.',
  })
})

test('a column that the file does not have is answered with the heading that comes nearest', () => {
  const { mapping } = parseMapping({
    ...sound,
    columns: {
      receivedAt: { from: 'Date recieved' },
      text: { from: ['Nothing', 'Text'] },
      title: { from: ['Text', 'Gone'], join: ' ' },
    },
    fields: { Place: { from: 'list.0.place' } },
    skipWhen: [{ column: 'Star', in: ['5'] }],
  })
  if (!mapping) throw new Error('a mapping')
  const sample = [{ 'Date received': '', Text: '', list: [{ place: 'Oslo' }] }]
  expect(columnsAbsent(mapping, ['Date received', 'Text', 'Stars', 'list'], sample)).toEqual([
    {
      field: 'columns.receivedAt',
      key: 'mapping_column_absent',
      values: { column: 'Date recieved', nearest: 'Date received' },
    },
    {
      field: 'columns.title',
      key: 'mapping_column_absent',
      values: { column: 'Gone', nearest: 'Date received, Text, Stars, list' },
    },
    { field: 'skipWhen.0.column', key: 'mapping_column_absent', values: { column: 'Star', nearest: 'Stars' } },
  ])
})
