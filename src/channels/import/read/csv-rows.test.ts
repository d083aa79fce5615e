import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { type CsvDialect, CsvRows } from './csv-rows.ts'

const comma: CsvDialect = { delimiter: ',', quote: '"' }

function rowsOf(text: string, { dialect = comma, pieces = text.length || 1, longest = 1000 } = {}) {
  const rows = new CsvRows(dialect, { longest })
  const found = []
  for (let at = 0; at < text.length; at += pieces) found.push(...rows.push(text.slice(at, at + pieces)))
  return [...found, ...rows.end()]
}

const cellsOf = (text: string, options = {}) => rowsOf(text, options).map(({ cells }) => cells)

for (const [name, end] of [
  ['CR LF', '\r\n'],
  ['LF', '\n'],
  ['CR', '\r'],
]) {
  test(`lines ending with ${name} are told apart, blank ones left out`, () => {
    expect(rowsOf(`a,b${end}1,2${end}${end}3,4`)).toEqual([
      { line: 1, cells: ['a', 'b'], fault: null },
      { line: 2, cells: ['1', '2'], fault: null },
      { line: 4, cells: ['3', '4'], fault: null },
    ])
  })
}

test('line endings of every kind may stand in one file', () => {
  expect(cellsOf('a\rb\nc\r\nd')).toEqual([['a'], ['b'], ['c'], ['d']])
})

test('a quoted cell holds delimiters, doubled quotes and line ends, and the line of the next row is still right', () => {
  expect(rowsOf('id,text\n1,"He said ""no"", then\r\nleft\nus"\n2,ok\n')).toEqual([
    { line: 1, cells: ['id', 'text'], fault: null },
    { line: 2, cells: ['1', 'He said "no", then\r\nleft\nus'], fault: null },
    { line: 5, cells: ['2', 'ok'], fault: null },
  ])
})

test('wherever a text is cut into pieces, the rows are the same', () => {
  const text = 'id,text\r\n1,"a ""b""\r\nc",x\r\n2,"",\r3,plain\r\n'
  for (let pieces = 1; pieces < text.length; pieces++) expect(rowsOf(text, { pieces })).toEqual(rowsOf(text))
})

test('what another program writes is read back unchanged', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ж', '"', ',', '\n', '\r', ' ', ';') })
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 40 }), (rows, pieces) => {
      const text = Papa.unparse(rows, { quotes: true })
      expect(cellsOf(text, { pieces })).toEqual(rows)
    }),
  )
})

test('a quote inside a quoted cell that was not doubled is taken as it stands', () => {
  expect(cellsOf('id,text\n1,"the "best" bank"\n2,ok')).toEqual([
    ['id', 'text'],
    ['1', 'the "best" bank'],
    ['2', 'ok'],
  ])
})

test('a quote that is never closed costs its own line only', () => {
  expect(rowsOf('id,text\n1,"never closed\n2,fine\n3,fine too')).toEqual([
    { line: 1, cells: ['id', 'text'], fault: null },
    { line: 2, cells: ['1,"never closed'], fault: 'quote_unclosed' },
    { line: 3, cells: ['2', 'fine'], fault: null },
    { line: 4, cells: ['3', 'fine too'], fault: null },
  ])
})

test('a quote left open before other quoted cells does not swallow their rows', () => {
  const found = rowsOf('id,text,x\n1,"open,x\n2,"fine",x\n3,"also fine",x')
  expect(found.map(({ line, fault }) => [line, fault])).toEqual([
    [1, null],
    [2, 'quote_unclosed'],
    [3, null],
    [4, null],
  ])
})

test('a row longer than any row can be is reported, and reading goes on behind it', () => {
  const found = rowsOf(`a,b\n${'x'.repeat(3000)},1\n2,3\n`, { pieces: 50, longest: 1000 })
  expect(found.map(({ line, fault }) => [line, fault])).toEqual([
    [1, null],
    [2, 'row_too_long'],
    [3, null],
  ])
})

test('quotes are ordinary characters in a dialect without them', () => {
  expect(cellsOf('a\tb\n"1\t2"\n', { dialect: { delimiter: '\t', quote: null } })).toEqual([
    ['a', 'b'],
    ['"1', '2"'],
  ])
})
