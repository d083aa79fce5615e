import { expect, test } from 'vitest'
import { applyMapping } from '../mapping/apply.ts'
import type { SourceRow } from '../read/row.ts'
import { recognise, shippedMappings } from './index.ts'

const now = new Date('2022-01-01T00:00:00Z')

function appeal(events: unknown[]) {
  const row: SourceRow = {
    id: '1',
    author: 'a1',
    district: 'Невский',
    expected_answer: '',
    responsible: 'Администрация',
    reason: 'Слабый напор',
    category: 'Водоснабжение',
    object: 'Дом',
    events,
  }
  const mapping = shippedMappings[recognise(Object.keys(row)) ?? '']
  if (!mapping) throw new Error('recognised by nothing')
  return applyMapping(mapping, row, now)
}

const message = { at: '2020-12-20T12:22:35.486867', kind: 'message', text: 'Напор слабый', photos: 1 }
const moscow = (text: string) => new Date(`${text}+03:00`)

test('the first message is the complaint, a later one is the customer writing again', () => {
  const { complaint } = appeal([message, { at: '2020-12-21T08:00:00', kind: 'message', text: 'Всё ещё слабый' }])
  expect(complaint).toMatchObject({
    externalId: '1',
    receivedAt: moscow('2020-12-20T12:22:35.486'),
    text: 'Напор слабый',
    language: 'ru',
    product: 'Водоснабжение',
    issue: 'Слабый напор',
    team: 'Администрация',
    customer: { externalId: 'a1' },
    fields: { district: 'Невский' },
    history: [{ kind: 'customer_wrote', at: moscow('2020-12-21T08:00:00'), text: 'Всё ещё слабый' }],
  })
})

test('an interim answer promises a day, up to its end', () => {
  const answer = {
    at: '2020-12-22T10:00:00',
    kind: 'answer',
    interim: true,
    promised: '2021-04-12',
    by: 'ЖА',
    text: 'Позже',
  }
  expect(appeal([message, answer]).complaint?.history).toEqual([
    {
      kind: 'answered',
      at: moscow('2020-12-22T10:00:00'),
      by: 'ЖА',
      text: 'Позже',
      interim: true,
      promisedFor: moscow('2021-04-12T23:59:59'),
    },
  ])
})

test.each([
  [
    'от контролера: "Комитет", от координатора: "Комитет" контролеру: "Администрация", координатору: "ЖА". В связи с этим срок изменен',
    'Комитет',
    'ЖА',
  ],
  ['от координатора: "ЖА" координатору: "ГКУ "Центр""', 'ЖА', 'ГКУ "Центр"'],
  ['от контролера: "А", от координатора: "ГКУ "Центр"" контролеру: "Б", координатору: "ЖА".', 'ГКУ "Центр"', 'ЖА'],
  ['от контролера: "А", от координатора: "ЖА" контролеру: "Б", координатору: "ЖА".', 'А', 'Б'],
  ['от контролера: "А" контролеру: "Б"', 'А', 'Б'],
  ['передано', null, null],
])('a re-routing is read: %s', (note, from, to) => {
  const [event] =
    appeal([message, { at: '2020-12-22T10:00:00', kind: 'route', comment_html: note }]).complaint?.history ?? []
  expect(event).toEqual({ kind: 'rerouted', at: moscow('2020-12-22T10:00:00'), from, to, note })
})

test('only what the customer confirmed is solved; a repeated confirmation counts once', () => {
  const satisfied = {
    at: '2021-01-05T10:00:00',
    kind: 'status',
    status: 'Завершено: Пользователь удовлетворен решением проблемы',
  }
  const { complaint } = appeal([message, satisfied, { ...satisfied, at: '2021-01-05T10:00:01' }])
  expect(complaint?.history).toEqual([
    { kind: 'closed', at: moscow('2021-01-05T10:00:00'), closure: 'solved', words: satisfied.status },
  ])
  const automatic = { at: '2021-01-05T10:00:00', kind: 'status', status: 'Завершено: Автоматически' }
  expect(appeal([message, automatic]).complaint?.history).toMatchObject([{ kind: 'closed', closure: 'historic' }])
})

test('a status and a new classification are kept in their order', () => {
  const recode = {
    at: '2020-12-21T08:00:00',
    kind: 'recode',
    reason_change: { old: 'Двор/Мусор', current: 'Улица/Мусор' },
  }
  expect(
    appeal([message, { at: '2020-12-20T12:30:00', kind: 'status', status: 'Модерация' }, recode]).complaint?.history,
  ).toEqual([
    { kind: 'status', at: moscow('2020-12-20T12:30:00'), status: 'Модерация' },
    { kind: 'reclassified', at: moscow('2020-12-21T08:00:00'), from: 'Двор/Мусор', to: 'Улица/Мусор' },
  ])
})

test('an appeal that was classified before its message was received no later than that', () => {
  const recode = { at: '2020-10-20T16:00:00', kind: 'recode', reason_change: { old: 'A', current: 'B' } }
  expect(appeal([recode, message]).complaint).toMatchObject({
    receivedAt: moscow('2020-10-20T16:00:00'),
    text: 'Напор слабый',
    fields: { receivedDateKnown: 'false' },
    history: [{ kind: 'reclassified' }],
  })
})

test('a history in another form is refused, not guessed', () => {
  expect(appeal([message, 'text']).problems).toMatchObject([{ key: 'history_unreadable' }])
  expect(appeal([message, { ...message, at: 'soon' }]).problems).toMatchObject([{ key: 'history_unreadable' }])
})
