import { expect, test } from 'vitest'
import { type ChartTable, toCsv, wordCell } from './table.ts'

const table = (...words: string[]): ChartTable => ({
  columns: [
    { header: 'Cause', isNumber: false },
    { header: 'Share', isNumber: true },
  ],
  rows: words.map((word, row) => ({
    key: word,
    cells: [wordCell(word), { shown: '41%', plain: row === 0 ? 0.41 : null }],
  })),
})

test('numbers are plain, and what is not known is an empty field', () => {
  expect(toCsv(table('Delivery', 'Process'))).toBe('Cause,Share\r\nDelivery,0.41\r\nProcess,\r\n')
})

test('commas, quotes and line ends stay inside their field', () => {
  expect(toCsv(table('late, "again"\nand again'))).toBe('Cause,Share\r\n"late, ""again""\nand again",0.41\r\n')
})

test.each(['=1+1', '+7', '-1', '@here'])('a spreadsheet does not run %s', (word) => {
  expect(toCsv(table(word))).toContain(`\r\n'${word},`)
})
