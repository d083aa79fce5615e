import { expect, test } from 'vitest'
import { recognise } from './recognise.ts'

// A Monday, noon in London and three in the afternoon in Moscow.
const now = new Date('2026-03-02T12:00:00Z')
const found = (text: string, timeZone = 'UTC', at = now) =>
  recognise(text, { now: at, timeZone }).map(({ phrase, dueAt }) => [phrase, dueAt.toISOString().slice(0, 16)])

test.each<[string, string, string]>([
  ['We will tell you by Friday 17:00 where it is.', 'by Friday 17:00', '2026-03-06T17:00'],
  ['I’ll call you by Friday.', 'by Friday', '2026-03-06T18:00'],
  ['You will have the money by 5 pm on Thursday.', 'by 5 pm on Thursday', '2026-03-05T17:00'],
  ['We will reply before next Tuesday at 9:30 am.', 'before next Tuesday at 9:30 am', '2026-03-10T09:30'],
  ['I will write to you tomorrow.', 'tomorrow', '2026-03-03T18:00'],
  ['I will write to you tomorrow by noon.', 'tomorrow by noon', '2026-03-03T12:00'],
  ['We will answer no later than 20 March.', 'no later than 20 March', '2026-03-20T18:00'],
  ['We will answer by March 20th, 2027.', 'by March 20th, 2027', '2027-03-20T18:00'],
  ['We will answer by 20/03/2026.', 'by 20/03/2026', '2026-03-20T18:00'],
  ['We will answer by 2026-03-20.', 'by 2026-03-20', '2026-03-20T18:00'],
  ['We will answer by 1 March.', 'by 1 March', '2027-03-01T18:00'],
  ['You will hear from me by the end of the week.', 'by the end of the week', '2026-03-06T18:00'],
  ['You will hear from me by the end of the month.', 'by the end of the month', '2026-03-31T18:00'],
  ['I will call you back within two hours.', 'within two hours', '2026-03-02T14:00'],
  ['We will refund you within 5 working days.', 'within 5 working days', '2026-03-09T18:00'],
  ['I will call you by 16:30.', 'by 16:30', '2026-03-02T16:30'],
  ['Мы вернём деньги до пятницы, 17:00.', 'до пятницы, 17:00', '2026-03-06T17:00'],
  ['Отвечу вам до пятницы.', 'до пятницы', '2026-03-06T18:00'],
  ['Я перезвоню вам завтра в 10:30.', 'завтра в 10:30', '2026-03-03T10:30'],
  ['Мы сообщим вам не позднее 20 марта.', 'не позднее 20 марта', '2026-03-20T18:00'],
  ['Мы сообщим вам до 20.03.2026.', 'до 20.03.2026', '2026-03-20T18:00'],
  ['Отправим посылку в течение трёх рабочих дней.', 'в течение трёх рабочих дней', '2026-03-05T18:00'],
  ['Вы получите ответ в течение 2 часов.', 'в течение 2 часов', '2026-03-02T14:00'],
  ['Напишу вам до конца недели.', 'до конца недели', '2026-03-06T18:00'],
  ['Позвоню вам сегодня до 18:00.', 'сегодня до 18:00', '2026-03-02T18:00'],
  ['Решим вопрос к четвергу.', 'к четвергу', '2026-03-05T18:00'],
])('"%s"', (text, phrase, due) => {
  expect(found(text)).toEqual([[phrase, due]])
})

test.each([
  'You wrote to us on Friday.',
  'If you send the receipt by Friday, we will refund you.',
  'Please send us the receipt by Friday, then we will refund you.',
  'We will not be able to answer by Friday.',
  'We looked for it on 20 March.',
  'We will look for it.',
  'We will repair it in the order in which it came.',
  'Вы написали нам в пятницу.',
  'Если вы пришлёте чек до пятницы, мы вернём деньги.',
  'Мы не сможем ответить до пятницы.',
  'Мы разберёмся и сделаем всё на совесть.',
  '',
])('"%s" promises nothing by a time', (text) => {
  expect(found(text)).toEqual([])
})

test('the times of every sentence are found, with the sentence and the place', () => {
  const text = 'Dear Kim!\nWe will call you by Friday 17:00. If you agree, we will send it by 20 March.\nSam'
  const commitments = recognise(text, { now, timeZone: 'UTC' })
  expect(commitments.map((each) => each.text)).toEqual([
    'We will call you by Friday 17:00.',
    'If you agree, we will send it by 20 March.',
  ])
  expect(commitments.map(({ start, end }) => text.slice(start, end))).toEqual(['by Friday 17:00', 'by 20 March'])
})

test('a time is that of the place, also across a change of clocks', () => {
  expect(found('I will call you by Friday 17:00.', 'Europe/Moscow')).toEqual([['by Friday 17:00', '2026-03-06T14:00']])
  const beforeSummer = new Date('2026-03-27T12:00:00Z')
  expect(found('I will call you by Monday 17:00.', 'Europe/London', beforeSummer)).toEqual([
    ['by Monday 17:00', '2026-03-30T16:00'],
  ])
  expect(found('I will call you by Sunday 01:30.', 'Europe/London', beforeSummer)).toEqual([
    ['by Sunday 01:30', '2026-03-29T01:30'],
  ])
})

test('on a Friday, "by Friday" is today while there is time, then the next one', () => {
  const friday = (time: string) => found('I will call you by Friday 17:00.', 'UTC', new Date(`2026-03-06T${time}Z`))
  expect(friday('09:00')).toEqual([['by Friday 17:00', '2026-03-06T17:00']])
  expect(friday('17:30')).toEqual([['by Friday 17:00', '2026-03-13T17:00']])
})

test('a long text of beginnings is read in time that grows with its length', () => {
  const text = `We will ${'by 5 on no later than within the next до к 5 час не позднее '.repeat(20_000)}`
  expect(found(text)).toEqual([])
})
