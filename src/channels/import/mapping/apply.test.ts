import { expect, test } from 'vitest'
import type { SourceRow } from '../read/row.ts'
import { applyMapping } from './apply.ts'
import { contentHash } from './content-hash.ts'
import type { Mapping } from './mapping.ts'

const now = new Date('2026-03-09T12:00:00Z')

function mapping(columns: Mapping['columns'], more: Partial<Mapping> = {}): Mapping {
  return { name: 'test', version: 1, columns, rest: 'fields', ...more }
}

function complaintOf(map: Mapping, row: SourceRow) {
  const { complaint, problems } = applyMapping(map, row, now)
  if (!complaint) throw new Error(JSON.stringify(problems))
  return complaint
}

const date = { from: 'Date', format: 'dd.mm.yyyy' }

test('columns become parts of the complaint, all others stay as fields unless they are empty', () => {
  const map = mapping({
    receivedAt: date,
    externalId: { from: 'No' },
    text: { from: 'Text' },
    product: { from: 'Product' },
    'customer.email': { from: 'Mail' },
  })
  const row = {
    No: ' 17 ',
    Date: '02.03.2026',
    Text: ' cold\n',
    Product: ' Water ',
    Mail: 'a@b.example',
    City: ' Oslo ',
    Note: ' ',
  }
  expect(complaintOf(map, row)).toEqual({
    externalId: '17',
    receivedAt: new Date('2026-03-02T00:00:00Z'),
    text: ' cold\n',
    title: null,
    channel: 'import',
    language: null,
    product: 'Water',
    subProduct: null,
    issue: null,
    subIssue: null,
    step: null,
    customer: { externalId: null, name: null, email: 'a@b.example', phone: null },
    team: null,
    tags: [],
    fields: { City: 'Oslo' },
    history: [],
  })
})

test('the first column that holds something counts; joined ones are put together', () => {
  const map = mapping({
    receivedAt: { from: ['Day', 'Time'], join: ' ', format: 'dd.mm.yyyy hh:mm', timeZone: 'Europe/Moscow' },
    text: { from: ['Long', 'Short'] },
    title: { from: ['Long', 'Short'], join: ' / ' },
  })
  const found = complaintOf(map, { Day: '02.03.2026', Time: '10:00', Long: '', Short: 'cold' })
  expect(found).toMatchObject({ receivedAt: new Date('2026-03-02T07:00:00Z'), text: 'cold', title: 'cold' })
})

test('words that mean nothing are nothing', () => {
  const map = mapping({ receivedAt: date, text: { from: 'Text' }, issue: { from: 'Issue' } }, { emptyWords: ['N/A'] })
  const found = complaintOf(map, { Date: '02.03.2026', Text: 'x', Issue: ' n/a ', City: 'N/A' })
  expect(found).toMatchObject({ issue: null, fields: {} })
})

test('words of the source are translated; a channel nobody knows stays as a field', () => {
  const channel = { from: 'Via', values: { Web: 'web_form', Pigeon: 'carrier' }, otherwise: 'other' }
  const map = mapping({ receivedAt: date, text: { from: 'Text' }, channel })
  const via = (word: string) => complaintOf(map, { Date: '02.03.2026', Text: 'x', Via: word })
  expect(via('web ')).toMatchObject({ channel: 'web_form', fields: {} })
  expect(via('Pigeon')).toMatchObject({ channel: 'import', fields: { Via: 'carrier' } })
  expect(via('Fax')).toMatchObject({ channel: 'import', fields: { Via: 'other' } })
})

test('an address that is no e-mail address stays as a field', () => {
  const map = mapping({ receivedAt: date, text: { from: 'Text' }, 'customer.email': { from: 'Mail' } })
  expect(complaintOf(map, { Date: '02.03.2026', Text: 'x', Mail: 'none given' })).toMatchObject({
    customer: null,
    fields: { Mail: 'none given' },
  })
})

test('formats are tried in their order, and a date that an Excel cell became is always read', () => {
  const map = mapping({ receivedAt: { from: 'Date', format: ['yyyy-dd-mm', 'yyyy-mm-dd'] }, text: { from: 'Text' } })
  const on = (written: string) => complaintOf(map, { Date: written, Text: 'x' }).receivedAt.toISOString().slice(0, 10)
  expect(on('2016-02-11')).toBe('2016-11-02')
  expect(on('2016-02-25')).toBe('2016-02-25')
  const russian = mapping({ receivedAt: date, text: { from: 'Text' } })
  expect(complaintOf(russian, { Date: '2026-03-02T10:00:00', Text: 'x' }).receivedAt).toEqual(
    new Date('2026-03-02T10:00:00Z'),
  )
})

test.each([
  ['date_missing', { Date: ' ', Text: 'x' }],
  ['date_unreadable', { Date: '2/3/26', Text: 'x' }],
  ['date_in_future', { Date: '12.03.2026', Text: 'x' }],
  ['date_too_old', { Date: '12.03.1926', Text: 'x' }],
  ['nothing_said', { Date: '02.03.2026', Text: ' ' }],
])('a row is refused with %s', (key, row) => {
  const { problems } = applyMapping(mapping({ receivedAt: date, text: { from: 'Text' } }), row, now)
  expect(problems).toMatchObject([{ key }])
})

test('without a date the moment of the import is taken only if the mapping says so, and a field says it', () => {
  const map = mapping({ receivedAt: { ifEmpty: 'import time' }, text: { from: 'Text' } })
  expect(complaintOf(map, { Text: 'x' })).toMatchObject({ receivedAt: now, fields: { receivedDateKnown: 'false' } })
})

test('rows that are no complaints are skipped, with the word that says so', () => {
  const skipWhen = [
    { column: 'Stars', in: ['4', '5'] },
    { column: 'Text', filled: false },
  ]
  const map = mapping({ receivedAt: date, text: { from: 'Text' } }, { skipWhen })
  expect(applyMapping(map, { Stars: '5', Text: 'Great' }, now)).toEqual({ skipped: { column: 'Stars', value: '5' } })
  expect(applyMapping(map, { Stars: '1', Text: '' }, now)).toEqual({ skipped: { column: 'Text', value: '' } })
  expect(applyMapping(map, { Stars: '1', Text: 'Cold', Date: '02.03.2026' }, now).complaint).toBeDefined()
})

test('only the columns named as exceptions are kept, or dropped, and a field may get another name', () => {
  const columns = { receivedAt: date, text: { from: 'Text' } }
  const row = { Date: '02.03.2026', Text: 'x', A: '1', B: '2', C: '3' }
  expect(complaintOf(mapping(columns, { except: ['A'] }), row).fields).toEqual({ B: '2', C: '3' })
  expect(complaintOf(mapping(columns, { rest: 'drop', except: ['A'] }), row).fields).toEqual({ A: '1' })
  expect(complaintOf(mapping(columns, { rest: 'drop', fields: { Region: { from: 'C' } } }), row).fields).toEqual({
    Region: '3',
  })
})

test('places inside lists of JSON can be named; lists of words become a text, lists of objects no field', () => {
  const map = mapping({
    receivedAt: { from: 'events.0.at' },
    text: { from: 'text' },
    product: { from: 'cars.0.model.name' },
  })
  const row = {
    text: 'x',
    events: [{ at: '2026-03-02' }],
    cars: [{ model: { name: '911' } }],
    tags: ['a', 1],
    many: [{}],
  }
  expect(complaintOf(map, row)).toMatchObject({ product: '911', fields: { tags: 'a, 1' } })
})

const at = { from: 'Closed', format: 'dd.mm.yyyy' }

test('a date alone says that an event happened; without it nothing did', () => {
  const history: Mapping['history'] = [{ kind: 'closed', at, closure: 'historic', words: { from: 'Status' } }]
  const map = mapping({ receivedAt: date, text: { from: 'Text' } }, { history })
  const row = { Date: '02.03.2026', Text: 'x', Status: 'Done' }
  expect(complaintOf(map, { ...row, Closed: '05.03.2026' }).history).toEqual([
    { kind: 'closed', at: new Date('2026-03-05T00:00:00Z'), closure: 'historic', words: 'Done' },
  ])
  expect(complaintOf(map, { ...row, Closed: '' }).history).toEqual([])
  expect(applyMapping(map, { ...row, Closed: 'soon' }, now).problems).toMatchObject([
    { field: 'Closed', key: 'date_unreadable' },
  ])
})

test('an event that happened on no known date stands at the receipt and says so', () => {
  const when = { column: 'Status', startsWith: ['closed'] }
  const map = mapping(
    { receivedAt: date, text: { from: 'Text' } },
    { history: [{ kind: 'closed', when, closure: 'historic' }] },
  )
  const found = complaintOf(map, { Date: '02.03.2026', Text: 'x', Status: 'Closed with relief' })
  expect(found.history).toEqual([{ kind: 'closed', at: found.receivedAt, closure: 'historic', words: null }])
  expect(found.fields.closingDateKnown).toBe('false')
  expect(complaintOf(map, { Date: '02.03.2026', Text: 'x', Status: 'Open' }).history).toEqual([])
})

test('history is sorted, and nothing in it stands before the receipt', () => {
  const history: Mapping['history'] = [
    {
      kind: 'answered',
      at: { from: 'Answered' },
      text: { from: 'Answer' },
      by: { is: 'Desk' },
      promisedFor: { from: 'By' },
    },
    { kind: 'customer_wrote', at: { from: 'Again' }, text: { from: 'More' } },
    { kind: 'rerouted', at: { from: 'Sent' }, fromTeam: { is: 'A' }, toTeam: { is: 'B' } },
    { kind: 'reclassified', at: { from: 'Sent' }, was: { is: 'old' }, becomes: { is: 'new' } },
    { kind: 'status', at: { from: 'Sent' }, status: { is: 'sent' } },
    { kind: 'disputed', at: { from: 'Sent' } },
  ]
  const row = {
    Date: '02.03.2026',
    Text: 'x',
    Answered: '2026-03-05',
    Answer: 'Soon',
    By: '2026-04-01',
    Again: '2026-03-04',
    More: 'And?',
    Sent: '2026-03-01',
  }
  const received = new Date('2026-03-02T00:00:00Z')
  expect(complaintOf(mapping({ receivedAt: date, text: { from: 'Text' } }, { history }), row).history).toEqual([
    { kind: 'rerouted', at: received, from: 'A', to: 'B', note: null },
    { kind: 'reclassified', at: received, from: 'old', to: 'new' },
    { kind: 'status', at: received, status: 'sent' },
    { kind: 'disputed', at: received },
    { kind: 'customer_wrote', at: new Date('2026-03-04T00:00:00Z'), text: 'And?' },
    {
      kind: 'answered',
      at: new Date('2026-03-05T00:00:00Z'),
      by: 'Desk',
      text: 'Soon',
      interim: true,
      promisedFor: new Date('2026-04-01T23:59:59Z'),
    },
  ])
})

test('the same values have the same content, whatever their order, spacing and Unicode form', () => {
  const one = contentHash({ Name: 'Café  au\nlait', Empty: '', List: [1, { a: 2 }] })
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(contentHash({ List: [1, { a: 2 }], Name: ' Cafe\u0301 au lait ' })).toBe(one)
  expect(contentHash({ List: [1, { a: 2 }], Name: 'Café au lait!' })).not.toBe(one)
})

test('a text where a number or an address belongs is a problem that names the column', () => {
  const map = mapping({
    receivedAt: date,
    externalId: { from: 'No' },
    text: { from: 'Text' },
    'customer.phone': { from: 'Phone' },
  })
  const row = { No: 'x'.repeat(301), Date: '02.03.2026', Text: 'cold', Phone: '7'.repeat(61) }
  expect(applyMapping(map, row, now).problems).toEqual([
    { field: 'No', key: 'value_too_long', values: { column: 'No', length: 301, most: 300 } },
    { field: 'Phone', key: 'value_too_long', values: { column: 'Phone', length: 61, most: 60 } },
  ])
  expect(complaintOf(map, { ...row, No: 'x'.repeat(300), Phone: '7'.repeat(60) }).externalId?.length).toBe(300)
})
