import { expect, test } from 'vitest'
import type { Draft } from './draft.ts'
import { withColumns } from './editing.ts'
import { dayIn, originOf, questionsOf } from './questions.ts'
import type { Preview } from './preview.ts'

const mapping: Draft['mapping'] = {
  name: 'letters.csv',
  version: 1,
  columns: { receivedAt: { from: 'Day', format: 'dd/mm/yyyy' }, text: { from: 'What' } },
  history: [{ kind: 'closed', closure: 'historic', at: { from: 'End', format: 'dd/mm/yyyy' } }],
  rest: 'fields',
}
const asked = (target: string, column: string) => ({
  key: 'date_order',
  target,
  column,
  example: '01/02/2026',
  options: ['dd/mm/yyyy', 'mm/dd/yyyy'],
})
const first: Preview = {
  id: '01a2010e-dba1-72c4-bede-3b5bd603bfc8',
  fileName: 'letters.csv',
  columns: ['Day', 'Other', 'When', 'End', 'What'],
  samples: [{ Day: '01/02/2026', Other: '03.04.2026', When: '05/06/2026', End: '01/03/2026', What: 'Late' }],
  recognised: null,
  shipped: [],
  mapping,
  confidence: {},
  unmapped: [],
  absent: [],
  questions: [asked('receivedAt', 'Day'), asked('closedAt', 'End')],
  rows: [],
}
const draft: Draft = { mapping, chosen: 'guess', answered: [] }
const keysOf = (of: Draft) => questionsOf(of, first, first, 2026).map(({ key }) => key)
const withDate = (column: string[]): Draft => ({
  ...draft,
  mapping: withColumns(mapping, 'receivedAt', column, { samples: first.samples, year: 2026 }),
})

test('the order of day and month is asked for every date that does not tell it', () => {
  expect(keysOf(draft)).toEqual(['receivedAt:Day', 'closedAt:End'])
})

test('another column is asked about only when its dates do not tell', () => {
  expect(keysOf(withDate(['Other']))).toEqual(['closedAt:End'])
  expect(questionsOf(withDate(['When']), first, first, 2026)[0]).toMatchObject({
    example: '05/06/2026',
    options: ['dd/mm/yyyy', 'mm/dd/yyyy'],
  })
})

test('a file without a date of receipt is asked about', () => {
  expect(keysOf(withDate([]))).toEqual(['no_date', 'closedAt:End'])
})

test('a mapping that was chosen whole knows its dates', () => {
  expect(keysOf({ ...draft, chosen: 'cfpb' })).toEqual([])
})

test('a written date is shown as the day it means', () => {
  expect(dayIn('dd/mm/yyyy', '01/02/2026')).toBe('2026-02-01')
  expect(dayIn('mm-dd-yy', '01-02-26')).toBe('2026-01-02')
  expect(dayIn('mm/dd/yyyy', '13/02/2026')).toBeNull()
})

test('a mapping that is not named after the file is the one under which its rows were rejected before', () => {
  expect(originOf(first)).toBe('guess')
  expect(originOf({ ...first, fileName: 'letters.csv.gz' })).toBe('guess')
  expect(originOf({ ...first, fileName: 'letters.csv.rejected.csv' })).toBe('earlier')
  expect(originOf({ ...first, recognised: 'cfpb' })).toBe('cfpb')
})
