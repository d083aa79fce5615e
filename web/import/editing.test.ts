import { expect, test } from 'vitest'
import type { Mapping } from '../../src/channels/import/mapping/mapping.ts'
import {
  columnsOf,
  columnsOfEvent,
  dateQuestion,
  restColumns,
  withChannelWord,
  withColumns,
  withConstant,
  withDateOrder,
  withReceipt,
  withRest,
  withSkips,
  withoutEvent,
} from './editing.ts'

const mapping: Mapping = {
  name: 'letters.csv',
  version: 1,
  columns: {
    receivedAt: { from: 'Day', format: 'dd/mm/yyyy' },
    text: { from: 'What' },
    product: { from: 'Thing' },
  },
  history: [
    { kind: 'closed', closure: 'historic', at: { from: 'End', format: 'dd/mm/yyyy' }, words: { from: 'State' } },
  ],
  rest: 'fields',
}
const samples = [
  { Day: '01/02/2026', When: '2026-02-01', Way: 'Phone', How: 'pigeon', What: 'Late' },
  { Day: '03/02/2026', When: '2026-02-03', Way: 'E-mail', How: '', What: '' },
]
const sample = { samples, year: 2026 }

test('another date column has its form found out anew', () => {
  expect(withColumns(mapping, 'receivedAt', ['When'], sample).columns.receivedAt).toEqual({
    from: 'When',
    format: 'iso',
  })
})

test('without a date column no form is left', () => {
  expect(withColumns(mapping, 'receivedAt', [], sample).columns.receivedAt).toEqual({})
})

test('where day and month cannot be told apart there is a question', () => {
  expect(dateQuestion(mapping, samples, 2026)).toEqual({ other: 'mm/dd/yyyy', example: '01/02/2026' })
  expect(dateQuestion(withColumns(mapping, 'receivedAt', ['When'], sample), samples, 2026)).toBeNull()
})

test('the order of day and month is set for the date that was asked about', () => {
  const closed = withDateOrder(mapping, 'closedAt', 'mm/dd/yyyy')
  expect(closed.columns.receivedAt.format).toBe('dd/mm/yyyy')
  expect(closed.history?.[0]?.at?.format).toBe('mm/dd/yyyy')
  expect(withDateOrder(mapping, 'receivedAt', 'mm/dd/yyyy').columns.receivedAt.format).toBe('mm/dd/yyyy')
})

test('several columns stand in their order, none takes the target away', () => {
  expect(withColumns(mapping, 'text', ['What', 'How'], sample).columns.text).toEqual({ from: ['What', 'How'] })
  expect(columnsOf(withColumns(mapping, 'text', [], sample), 'text')).toEqual([])
  expect('text' in withColumns(mapping, 'text', [], sample).columns).toBe(false)
})

test('a text for every row takes the place of the column, and a column that of the text', () => {
  const constant = withConstant(mapping, 'product', 'Parcel')
  expect(constant.columns.product).toEqual({ is: 'Parcel' })
  expect(withColumns(constant, 'product', ['Thing'], sample).columns.product).toEqual({ from: 'Thing' })
  expect('product' in withConstant(constant, 'product', '').columns).toBe(false)
})

test('words of a channel column that are known get a channel, the others can be given one', () => {
  const guessed = withColumns(mapping, 'channel', ['Way'], sample)
  expect(guessed.columns.channel).toEqual({ from: 'Way', values: { Phone: 'phone', 'E-mail': 'email' } })
  const taught = withChannelWord(guessed, 'pigeon', 'letter')
  expect(taught.columns.channel?.values).toEqual({ Phone: 'phone', 'E-mail': 'email', pigeon: 'letter' })
  expect(withChannelWord(taught, 'Phone', null).columns.channel?.values).toEqual({
    'E-mail': 'email',
    pigeon: 'letter',
  })
})

test('what nothing uses is left over, also what only the history looks at', () => {
  expect(restColumns(mapping, ['Day', 'What', 'Thing', 'End', 'Other'])).toEqual(['End', 'Other'])
})

test('empty lists are left out of the mapping', () => {
  expect(withRest({ ...mapping, except: ['Other'] }, 'drop', [])).toEqual({ ...mapping, rest: 'drop' })
  expect(withSkips({ ...mapping, skipWhen: [{ column: 'Other' }] }, [])).toEqual(mapping)
  expect('history' in withoutEvent(mapping, 0)).toBe(false)
})

test('a row without a date is rejected or gets the moment of the import', () => {
  expect(withReceipt(mapping, { ifEmpty: 'import time' }).columns.receivedAt).toEqual({
    from: 'Day',
    format: 'dd/mm/yyyy',
    ifEmpty: 'import time',
  })
  expect(withReceipt(mapping, { format: [] }).columns.receivedAt).toEqual({ from: 'Day' })
})

test('an event names every column it is read from', () => {
  expect(mapping.history?.map(columnsOfEvent)).toEqual([['End', 'State']])
})
