import { expect, test } from 'vitest'
import { allLanguages } from '../../platform/texts/index.ts'
import { explain, type ImportProblem } from './problems.ts'

const values = {
  found: 2,
  expected: 3,
  value: 'x',
  format: 'iso',
  reason: 'x',
  part: 'x',
  allowed: 'x',
  column: 'x',
  nearest: 'y',
  length: 1234,
  most: 300,
}

const keys: Record<ImportProblem['key'], true> = {
  ragged: true,
  quote_unclosed: true,
  row_too_long: true,
  json_broken: true,
  not_an_object: true,
  date_missing: true,
  date_unreadable: true,
  date_in_future: true,
  date_too_old: true,
  nothing_said: true,
  history_unreadable: true,
  value_too_long: true,
  not_storable: true,
  mapping_not_json: true,
  mapping_unknown_part: true,
  mapping_missing: true,
  mapping_wrong_kind: true,
  mapping_choice: true,
  mapping_size: true,
  mapping_date_format: true,
  mapping_time_zone: true,
  mapping_encoding: true,
  mapping_column_absent: true,
}

test.each(Object.keys(keys) as ImportProblem['key'][])(
  '%s says what is wrong and what to do, in every language',
  (key) => {
    for (const language of allLanguages) {
      const { message, remedy } = explain({ field: 'Date', key, values }, language)
      expect(message.length).toBeGreaterThan(10)
      expect(remedy.length).toBeGreaterThan(5)
      expect(message + remedy).not.toMatch(/[{}]\w/)
    }
  },
)

test('numbers are spoken with their words', () => {
  const problem: ImportProblem = { field: '', key: 'ragged', values: { found: 1, expected: 18 } }
  expect(explain(problem, 'en').message).toBe('This row has 1 cell, the header has 18.')
  expect(explain(problem, 'ru').message).toBe('В этой строке 1 ячейка, а в заголовке 18.')
})
