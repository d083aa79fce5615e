import { expect, test } from 'vitest'
import { guessDates } from './guess-dates.ts'
import { guessMapping } from './guess.ts'

/** Twenty rows: every column gives its value for the number of the row. */
function rows(columns: Record<string, (row: number) => string>) {
  return Array.from({ length: 20 }, (_, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value(row)])),
  )
}

function guess(columns: Record<string, (row: number) => string>) {
  return guessMapping(Object.keys(columns), rows(columns), 2026)
}

const long = (row: number) =>
  `The parcel number ${row} did not come, and nobody could tell me where it was all that week.`
const day = (row: number) => String((row % 28) + 1).padStart(2, '0')

test('an English table is understood', () => {
  const { mapping, unmapped, questions, confidence } = guess({
    'Ticket #': (row) => `T-${row}`,
    'Date received': (row) => `2026-03-${day(row)}`,
    'Complaint text': long,
    Channel: (row) => (row % 2 ? 'Phone call' : 'Web form'),
    'Product name': (row) => (row % 2 ? 'Parcel' : 'Letter'),
    'Sub-product': (row) => (row % 2 ? 'Big' : 'Small'),
    'E-mail': (row) => `c${row}@mail.example`,
    Shelf: (row) => String(row % 3),
  })
  expect(mapping.columns).toEqual({
    externalId: { from: 'Ticket #' },
    receivedAt: { from: 'Date received', format: 'iso' },
    text: { from: 'Complaint text' },
    channel: { from: 'Channel', values: { 'Phone call': 'phone', 'Web form': 'web_form' } },
    product: { from: 'Product name' },
    subProduct: { from: 'Sub-product' },
    'customer.email': { from: 'E-mail' },
  })
  expect(unmapped).toEqual(['Shelf'])
  expect(questions).toEqual([])
  expect(confidence.text).toBeGreaterThan(0.9)
})

test('a Russian table is understood, its closing date becomes a closure without the word of the customer', () => {
  const { mapping } = guess({
    'Номер обращения': (row) => String(1000 + row),
    'Дата поступления': (row) => `${day(row)}.03.2026 10:15`,
    'Текст жалобы': long,
    Канал: (row) => (row % 2 ? 'Телефон' : 'Сайт'),
    Продукт: (row) => (row % 2 ? 'Карта' : 'Вклад'),
    Категория: (row) => (row % 2 ? 'Комиссия' : 'Очередь'),
    ФИО: (row) => `Иванов ${row}`,
    Телефон: (row) => `+7 921 555-00-${day(row)}`,
    'Дата закрытия': (row) => (row % 2 ? `${day(row)}.04.2026` : ''),
    Статус: (row) => (row % 2 ? 'Закрыто' : 'В работе'),
  })
  expect(mapping.columns).toMatchObject({
    externalId: { from: 'Номер обращения' },
    receivedAt: { from: 'Дата поступления', format: 'dd.mm.yyyy' },
    text: { from: 'Текст жалобы' },
    channel: { from: 'Канал', values: { Телефон: 'phone', Сайт: 'web_form' } },
    product: { from: 'Продукт' },
    issue: { from: 'Категория' },
    'customer.name': { from: 'ФИО' },
    'customer.phone': { from: 'Телефон' },
  })
  expect(mapping.history).toEqual([
    {
      kind: 'closed',
      at: { from: 'Дата закрытия', format: 'dd.mm.yyyy' },
      closure: 'historic',
      words: { from: 'Статус' },
    },
  ])
})

test('a Portuguese table is understood', () => {
  const { mapping } = guess({
    Protocolo: (row) => `2026-${row}`,
    'Data da reclamação': (row) => `${day(row)}/03/2026`,
    Descrição: long,
    Título: (row) => `Atraso número ${row}`,
    Categoria: (row) => (row % 2 ? 'Entrega' : 'Preço'),
  })
  expect(mapping.columns).toMatchObject({
    externalId: { from: 'Protocolo' },
    receivedAt: { from: 'Data da reclamação', format: 'dd/mm/yyyy' },
    text: { from: 'Descrição' },
    title: { from: 'Título' },
    issue: { from: 'Categoria' },
  })
})

test('what no column holds is asked', () => {
  const { mapping, questions } = guess({ Colour: (row) => (row % 2 ? 'red' : 'blue') })
  expect(questions.map(({ key }) => key)).toEqual(['no_date', 'no_text'])
  expect(mapping.columns.receivedAt).toEqual({ ifEmpty: 'import time' })
})

test('days beyond the twelfth tell day from month; without them it is a question with an example', () => {
  expect(guessDates(['05/06/2026', '25/06/2026'], 2026)).toEqual({ format: 'dd/mm/yyyy', share: 1, orQuestion: null })
  expect(guessDates(['06/05/2026', '06/25/2026'], 2026)).toEqual({ format: 'mm/dd/yyyy', share: 1, orQuestion: null })
  expect(guessDates(['05/05/2026', '05/06/2026'], 2026)).toEqual({
    format: 'dd/mm/yyyy',
    share: 1,
    orQuestion: { other: 'mm/dd/yyyy', example: '05/06/2026' },
  })
  const { questions } = guess({ Date: () => '05/06/2026', Text: long })
  expect(questions).toEqual([
    {
      key: 'date_order',
      target: 'receivedAt',
      column: 'Date',
      example: '05/06/2026',
      options: ['dd/mm/yyyy', 'mm/dd/yyyy'],
    },
  ])
})

test('what programs write for "nothing" is nothing, also among dates', () => {
  const { mapping } = guess({
    Date: (row) => `2026-03-${day(row)}`,
    Text: long,
    'Closed date': (row) => (row % 2 ? 'NA' : `2026-04-${day(row)}`),
  })
  expect(mapping.emptyWords).toContain('NA')
  expect(mapping.history).toMatchObject([{ kind: 'closed', at: { from: 'Closed date', format: 'iso' } }])
})

test('values that are mostly no dates are none', () => {
  expect(guessDates(['05.06.2026', 'soon', 'later'], 2026)).toBe(null)
  expect(guessDates([], 2026)).toBe(null)
})

test('a word inside another one is not that word', () => {
  const { mapping } = guess({
    Date: (row) => `2026-03-${day(row)}`,
    Text: long,
    'deepseek-reasoner': (row) => (row % 2 ? 'a' : 'b'),
  })
  expect(mapping.columns.issue).toBeUndefined()
})

test.each(['No.', '№', '№ обращения', 'No'])('"%s" is the number of a complaint', (heading) => {
  const { mapping } = guess({
    [heading]: (row) => String(1000 + row),
    Date: (row) => `2026-03-${day(row)}`,
    Text: long,
  })
  expect(mapping.columns.externalId).toEqual({ from: heading })
})
