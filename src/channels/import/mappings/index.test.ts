import { expect, test } from 'vitest'
import { applyMapping } from '../mapping/apply.ts'
import type { SourceRow } from '../read/row.ts'
import { recognise, shippedMappings } from './index.ts'

const now = new Date('2026-03-09T12:00:00Z')

function complaintOf(row: SourceRow, name = recognise(Object.keys(row))) {
  const mapping = name === null ? undefined : shippedMappings[name]
  if (!mapping) throw new Error('recognised by nothing')
  const { complaint, skipped, problems } = applyMapping(mapping, row, now)
  return complaint ?? skipped ?? problems
}

const cfpb = {
  'Date received': '2019-09-24',
  Product: 'Debt collection',
  'Sub-product': 'I do not know',
  Issue: 'Attempts to collect debt not owed',
  'Sub-issue': 'Debt is not yours',
  'Consumer complaint narrative': 'They call me XXXX times a day.',
  'Company public response': '',
  Company: 'EXAMPLE COLLECTORS',
  State: 'FL',
  'ZIP code': '335XX',
  Tags: '',
  'Consumer consent provided?': 'Consent provided',
  'Submitted via': 'Postal mail',
  'Date sent to company': '2019-09-25',
  'Company response to consumer': 'Closed with explanation',
  'Timely response?': 'Yes',
  'Consumer disputed?': 'N/A',
  'Complaint ID': '1',
}
const received = new Date('2019-09-24T04:00:00Z')
const sent = new Date('2019-09-25T04:00:00Z')
const sentEvent = { kind: 'status', at: sent, status: 'Sent to company' }

test('the official export of the CFPB is known by its headings; what it calls closed is closed without the customer', () => {
  expect(complaintOf(cfpb)).toEqual({
    externalId: '1',
    receivedAt: received,
    text: 'They call me XXXX times a day.',
    title: null,
    channel: 'letter',
    language: null,
    product: 'Debt collection',
    subProduct: 'I do not know',
    issue: 'Attempts to collect debt not owed',
    subIssue: 'Debt is not yours',
    step: null,
    customer: null,
    team: null,
    tags: [],
    fields: {
      Company: 'EXAMPLE COLLECTORS',
      State: 'FL',
      'ZIP code': '335XX',
      'Consumer consent provided?': 'Consent provided',
      'Date sent to company': '2019-09-25',
      'Company response to consumer': 'Closed with explanation',
      'Timely response?': 'Yes',
      closingDateKnown: 'false',
    },
    history: [sentEvent, { kind: 'closed', at: sent, closure: 'historic', words: 'Closed with explanation' }],
  })
})

test('a complaint in progress, or one that the company never answered in time, is not closed', () => {
  for (const status of ['In progress', 'Untimely response']) {
    expect(complaintOf({ ...cfpb, 'Company response to consumer': status })).toMatchObject({
      history: [sentEvent, { kind: 'status', at: sent, status }],
    })
  }
})

test('a dispute of the consumer is an event', () => {
  expect(complaintOf({ ...cfpb, 'Consumer disputed?': 'Yes' })).toMatchObject({
    fields: { disputeDateKnown: 'false' },
    history: [sentEvent, { kind: 'closed' }, { kind: 'disputed', at: sent }],
  })
})

test('older exports of the CFPB, without narrative, without number and with American dates, are known as well', () => {
  const {
    'Complaint ID': id,
    'Consumer complaint narrative': _,
    'Company response to consumer': response,
    ...rest
  } = cfpb
  const american = { ...rest, 'Date received': '9/24/2019', 'Date sent to company': '9/25/2019' }
  const of2014 = { ...american, 'Complaint ID': id, 'Company response': response }
  const withoutNumber = { ...american, 'Company response to consumer': response }
  for (const row of [of2014, withoutNumber]) {
    expect(complaintOf(row)).toMatchObject({
      receivedAt: received,
      text: null,
      history: [sentEvent, { kind: 'closed', at: sent }],
    })
  }
  expect(complaintOf(withoutNumber)).toMatchObject({ externalId: null })
})

test('a table of narratives alone is received at the moment of the import, and says so', () => {
  const row = { Product: 'Mortgage', 'Consumer complaint narrative': 'They lost my payment.' }
  expect(complaintOf(row)).toMatchObject({ receivedAt: now, fields: { receivedDateKnown: 'false' }, history: [] })
})

test('an answer of the search API of the CFPB gives what the export gives', () => {
  const row = {
    _id: '1',
    '_source.complaint_id': '1',
    '_source.date_received': '2019-09-24T12:00:00-05:00',
    '_source.product': 'Debt collection',
    '_source.sub_product': 'I do not know',
    '_source.complaint_what_happened': '',
    '_source.date_sent_to_company': '2019-09-25T12:00:00-05:00',
    '_source.company_response': 'Closed with monetary relief',
    '_source.consumer_disputed': 'N/A',
    '_source.submitted_via': 'Web',
    '_source.company': 'EXAMPLE COLLECTORS',
    '_source.timely': 'Yes',
    sort: [1, '1'],
  }
  expect(complaintOf(row)).toMatchObject({
    externalId: '1',
    receivedAt: new Date('2019-09-24T17:00:00Z'),
    text: null,
    channel: 'web_form',
    team: null,
    tags: [],
    fields: {
      Company: 'EXAMPLE COLLECTORS',
      'Timely response?': 'Yes',
      'Company response to consumer': 'Closed with monetary relief',
    },
    history: [{ kind: 'status' }, { kind: 'closed', closure: 'historic', words: 'Closed with monetary relief' }],
  })
})

test('vehicle complaints are known in the form of a table and in that of the public API', () => {
  const table = {
    model: 'Roadster',
    year: '2007',
    date: '04/03/2020',
    component: 'ENGINE',
    summary: 'IT STOPPED.',
    odiNumber: '7',
  }
  const api = {
    odiNumber: '7',
    dateComplaintFiled: '04/03/2020',
    components: 'ENGINE',
    summary: 'IT STOPPED.',
    products: [{ productYear: '2007', productModel: 'Roadster' }],
  }
  for (const row of [table, api]) {
    expect(complaintOf(row)).toMatchObject({
      externalId: '7',
      receivedAt: new Date('2020-04-03T04:00:00Z'),
      text: 'IT STOPPED.',
      product: 'Roadster',
      subProduct: '2007',
      issue: 'ENGINE',
    })
  }
})

const reclameAqui = {
  ID: ' 29',
  TEMA: 'Atraso',
  LOCAL: 'Recife - PE',
  TEMPO: '2017-01-11',
  CATEGORIA: 'Entrega<->Loja',
  STATUS: 'Resolvido',
  DESCRICAO: 'Comprei em outubro e não chegou.',
  DIA: '1',
}

test('Reclame Aqui: the customer said that it is solved, or that it is not; day and month are put right', () => {
  const at = new Date('2017-11-01T02:00:00Z')
  expect(complaintOf(reclameAqui)).toMatchObject({
    externalId: '29',
    receivedAt: at,
    language: 'pt-BR',
    fields: { LOCAL: 'Recife - PE', STATUS: 'Resolvido', closingDateKnown: 'false' },
    history: [{ kind: 'answered' }, { kind: 'status' }, { kind: 'closed', at, closure: 'solved', words: 'Resolvido' }],
  })
  expect(complaintOf({ ...reclameAqui, STATUS: 'Não resolvido' })).toMatchObject({
    history: [{ kind: 'answered' }, { kind: 'status' }, { kind: 'disputed' }],
  })
  expect(complaintOf({ ...reclameAqui, STATUS: 'Não respondida' })).toMatchObject({ history: [{ kind: 'status' }] })
})

test('what an agent called solved is not solved by the customer (FCC)', () => {
  const row = {
    'Ticket #': '5',
    'Customer Complaint': 'Slow internet',
    Date: '06-12-15',
    Time: '9:59:40 PM',
    'Received Via': 'Customer Care Call',
    Status: 'Solved',
  }
  expect(complaintOf(row)).toMatchObject({
    receivedAt: new Date('2015-06-13T01:59:40Z'),
    title: 'Slow internet',
    channel: 'phone',
    history: [{ kind: 'closed', closure: 'historic', words: 'Solved' }],
  })
})

test('praise is skipped: three stars and more, tweets that are not negative', () => {
  const review = {
    review_id: 'a',
    order_id: 'b',
    review_score: '2',
    review_comment_message: '',
    review_answer_timestamp: '2018-08-15 04:10:37',
  }
  expect(complaintOf(review)).toMatchObject({
    externalId: 'a/b',
    text: null,
    receivedAt: new Date('2018-08-15T07:10:37Z'),
  })
  expect(complaintOf({ ...review, review_score: '3' })).toEqual({ column: 'review_score', value: '3' })
  const tweet = {
    _unit_id: '1',
    airline_sentiment: 'negative',
    negativereason: 'Late Flight',
    airline: 'Example Air',
    name: 'someone',
    text: 'Late again',
    tweet_created: '2/24/15 11:35',
  }
  expect(complaintOf(tweet)).toMatchObject({
    issue: 'Late Flight',
    channel: 'social',
    customer: { externalId: 'someone' },
  })
  expect(complaintOf({ ...tweet, airline_sentiment: 'positive' })).toMatchObject({ value: 'positive' })
})

test('a table that nobody knows is not recognised', () => {
  expect(recognise(['id', 'text', 'date'])).toBe(null)
})
