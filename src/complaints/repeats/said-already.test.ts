import { expect, test } from 'vitest'
import { saysAgain } from './said-already.ts'

test.each([
  'I already told your colleague where it is.',
  'I’ve already sent the receipt.',
  'We have already explained this on the telephone.',
  'As I said, the parcel never came.',
  'I am writing for the third time.',
  'How many times do I have to repeat this?',
  'I hate having to explain everything again.',
  'Я уже писал вам об этом.',
  'Я же вам уже отправляла чек!',
  'Мы уже неоднократно сообщали адрес.',
  'Как я уже говорил, посылки нет.',
  'В который раз объясняю одно и то же.',
  'Третий раз пишу и не получаю ответа.',
  'Сколько можно повторять?',
])('"%s" says that we were told before', (words) => {
  expect(saysAgain(words)).toBe(true)
})

test.each([
  'The parcel is already here, thank you.',
  'I told my neighbour to take it in.',
  'It broke for the first time.',
  'The second time it worked.',
  'Посылка уже пришла.',
  'Уже поздно звонить?',
  'Он уже писал книгу, когда это случилось.',
  'Как я могу вернуть товар?',
])('"%s" does not', (words) => {
  expect(saysAgain(words)).toBe(false)
})

test('a long text of beginnings takes no longer than its length', () => {
  const words = 'i have already how many times as i уже я же вам '.repeat(20_000)
  expect(saysAgain(words)).toBe(false)
})
