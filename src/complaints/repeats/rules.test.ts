import { expect, test } from 'vitest'
import { askedBefore, asksForHeld, asksTheSame, questionsIn } from './rules.ts'

test('questions and requests are found, whatever stands between them', () => {
  const text =
    'Thank you for the photographs.\nCould you tell me the number on the box? I will pass it on. Please send us the receipt.'
  expect(questionsIn(text)).toEqual(['Could you tell me the number on the box?', 'Please send us the receipt.'])
  expect(questionsIn('Спасибо за фото! Пришлите, пожалуйста, чек. Когда пришла посылка?')).toEqual([
    'Пришлите, пожалуйста, чек.',
    'Когда пришла посылка?',
  ])
  expect(questionsIn('We looked into it and repaired it. Why?')).toEqual([])
})

test.each([
  ['Could you tell me the number on the box?', 'What is the number on the box, please?'],
  ['Please send us the receipt.', 'Could you please provide a receipt of the purchase?'],
  ['Пришлите, пожалуйста, фото коробки.', 'Могли бы вы прислать фото коробки?'],
])('"%s" and "%s" ask for the same', (one, other) => {
  expect(asksTheSame(one, other)).toBe(true)
})

test.each([
  ['Could you tell me the number on the box?', 'When did the parcel come?'],
  ['Please send us the receipt.', 'Please tell us your account holder.'],
  ['Когда пришла посылка?', 'Какого цвета чайник?'],
])('"%s" and "%s" do not', (one, other) => {
  expect(asksTheSame(one, other)).toBe(false)
})

test('asking again counts once the customer said something; asking again in silence is a reminder', () => {
  const earlier = [{ question: 'What is the number on the box?', isAnswered: true }]
  const text = 'Hello. Please tell me the number on the box.'
  expect(askedBefore(text, earlier)).toEqual([['Please tell me the number on the box.', earlier[0]]])
  expect(askedBefore(text, [{ question: 'What is the number on the box?', isAnswered: false }])).toEqual([])
  expect(askedBefore('The number on the box is 7.', earlier)).toEqual([])
})

test('a question for what we hold is found by the name of what is held', () => {
  const held = [{ names: ['Order number', 'Номер заказа'], value: '4711' }]
  expect(asksForHeld('Could you send me your order number?', held)).toEqual([
    ['Could you send me your order number?', held[0]],
  ])
  expect(asksForHeld('Уточните номер заказа.', held)).toEqual([['Уточните номер заказа.', held[0]]])
  expect(asksForHeld('Your order number is 4711.', held)).toEqual([])
  expect(asksForHeld('Which reorder number did they give you?', held)).toEqual([])
})
