import { expect, test } from 'vitest'
import { checkReply } from './check-reply.ts'

const codesIn = (text: string) => checkReply(text).map(({ code }) => code)

test.each([
  ['You should have read the terms', 'B1'],
  ['The damage was caused by user error', 'B3'],
  ['As we already explained', 'B5'],
  ['You are the only customer who has this', 'B6'],
  ['sorry if you felt ignored', 'N1'],
  ['We will definitely fix this soon', 'H1 H2'],
  ['We are working on it.', 'H4'],
  ['Вам следовало прочитать условия', 'B1'],
  ['Вы не указали номер квартиры', 'B2'],
  ['Поломка произошла по вашей вине', 'B3'],
  ['Внимательнее читайте договор', 'B4'],
  ['Мы вам уже сообщали', 'B5'],
  ['Извините, если вас это обидело', 'N1'],
  ['Ничем помочь не можем, таковы правила', 'D1 D1'],
  ['Обязательно решим вопрос в ближайшее время', 'H1 H2'],
  ['Дальнейшее решение вопроса выходит за рамки портала', 'D1'],
  ['Ремонт крыши не входит в зону ответственности нашей компании', 'D1'],
  ['I am afraid that is out of our hands', 'D1'],
  ['Вам уже был дан ответ на этот вопрос', 'B5'],
  ['Завтра всё должно быть в порядке', 'H3'],
  ['Деньги должны вернуться', 'H3'],
])('“%s” is pointed out as %s', (text, codes) => {
  expect(codesIn(text).join(' ')).toBe(codes)
})

test.each([
  'We are working on it; I will write to you by Friday 17:00 with what we know.',
  'The courier refused the claim. I cannot change that decision; here is what I can do today.',
  'I should have called you yesterday; I am sorry I did not.',
  'We had you on the list',
  'Could you send a photo of the label? We need it to find your parcel.',
  'По правилам температура должна быть не ниже 18 градусов; у вас было 15, и это наше упущение.',
  'Ваш случай выходит за рамки обычного, поэтому им занимаюсь я сама.',
  'В инструкции не было сказано, что кабель продаётся отдельно. Это наше упущение, высылаю кабель сегодня.',
])('“%s” passes', (text) => {
  expect(codesIn(text)).toEqual([])
})

test('what was found is where it says, in capitals, between letters of another alphabet and after an emoji', () => {
  const text = '🙂 Hello! YOU DIDN’T READ it. Вы забыли паспорт.'
  expect(checkReply(text).map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
    ['B2', 'YOU DIDN’T READ'],
    ['B2', 'Вы забыли'],
  ])
})

test('words inside a longer word are not the words', () => {
  expect(codesIn('вывы забыли; Bayou failed tower; нескорое')).toEqual([])
})

test('a line break or a space that does not break parts words as well', () => {
  expect(codesIn('You should\nhave told us; вы\u00a0забыли')).toEqual(['B1', 'B2'])
})

test('a day or a time anywhere in the answer makes hope and work in hand pass, but no blame', () => {
  expect(codesIn('Скоро починим: до пятницы, 17:00. Вы забыли паспорт.')).toEqual(['B2'])
  expect(codesIn('Скоро починим. Вы забыли паспорт.')).toEqual(['H2', 'B2'])
})

test('blame and dodging are to be thought over, the rest is a hint', () => {
  const severities = checkReply('Calm down. You claim that. Mistakes were made. Hopefully.').map(
    (each) => each.severity,
  )
  expect(severities).toEqual(['block', 'block', 'warn', 'warn'])
})

test('lines that repeat the customer’s words are passed over, and do not move the places of ours', () => {
  const text = '> you should have told me soon\nThis is not my problem'
  const found = checkReply(text)
  expect(found.map(({ code }) => code)).toEqual(['D1'])
  expect(text.slice(found[0]?.start, found[0]?.end)).toBe('not my problem')
})

test('a day in what the customer wrote is no day of ours', () => {
  expect(codesIn('> by Friday 17:00?\nWe answer soon')).toEqual(['H2'])
})
