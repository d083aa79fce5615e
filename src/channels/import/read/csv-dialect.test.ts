import { expect, test } from 'vitest'
import { detectDialect } from './csv-dialect.ts'

test.each([
  [',', 'id,text\n1,"a; b; c"\n2,d\n'],
  [';', 'id;text\n1;one, two, three\n2;four\n'],
  ['\t', 'id\ttext\n1\tone, two\n2\tthree\n'],
  ['|', 'id|text|date\n1|one, two|2\n2|three|4\n'],
])('the delimiter %j is told from the regularity of the rows', (delimiter, sample) => {
  expect(detectDialect(sample)).toMatchObject({ delimiter, quote: '"', headerLine: 1 })
})

test('a table whose quotes close nothing is read with quotes as ordinary characters', () => {
  const rows = Array.from({ length: 20 }, (_, index) => `${index}\t"Open and never closed\tx`)
  expect(detectDialect(`id\ttext\tmore\n${rows.join('\n')}\n`)).toMatchObject({ delimiter: '\t', quote: null })
})

test('the line "sep=;" that Excel writes names the delimiter and moves the header down', () => {
  expect(detectDialect('sep=;\r\nid;text\r\n1;a,b\r\n')).toEqual({ delimiter: ';', quote: '"', headerLine: 2 })
})

test('a table of one column is taken to be separated by commas', () => {
  expect(detectDialect('text\nhello\nworld\n')).toMatchObject({ delimiter: ',', quote: '"' })
})
