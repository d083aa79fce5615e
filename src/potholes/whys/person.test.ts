import { expect, test } from 'vitest'
import { personIn } from './person.ts'

const staff = ['Anna Petrova', 'Will Stone', 'Игорь Соловьёв', 'Мария Петрова']
const wordsIn = (text: string) => personIn(text, staff).map(({ words }) => words)

test.each([
  'It was human error',
  'Carelessness',
  'The agent forgot to tell the customer',
  'Somebody made a typo',
  'The courier did not follow the instruction',
  'Operator error when booking the transfer',
  'Staff weren’t paying attention',
  'The drivers simply ignored the sign',
  'It was their own fault',
  'The customers did not read the terms',
  'They should have checked the address',
  'Человеческий фактор',
  'Невнимательность при наборе адреса',
  'Из-за человеческого фактора',
  'Халатное отношение к работе',
  'Ошибка оператора',
  'По вине курьера',
  'Сотрудник забыл отправить письмо',
  'Кассир не проверил чек',
  'Клиенты не читают договор',
  'Низкая исполнительская дисциплина',
])('a branch that ends at “%s” ends at a person', (text) => {
  expect(personIn(text, staff).map(({ kind }) => kind)).toContain('blame')
})

test.each([
  'The rule lets nobody refund more than 20 euros without a manager',
  'Agents do not know the tariff, because no training on it is offered',
  'Two people do the work of five on Mondays',
  'The address form takes a street without a house number',
  'The leaflet says “soon” and the standard is six weeks',
  'The partner’s contract pays per stop and not per parcel',
  'We do not measure how long customers wait at the door',
  'The system forgets the language of the customer',
  'Регламент запрещает возврат без подписи руководителя',
  'Операторам не дают прав менять дату доставки',
  'Сотрудников не хватает по понедельникам',
  'Система не проверяет номер дома',
  'Курьеру платят за адрес, а не за доставленную посылку',
  'Ошибка в тексте договора',
])('“%s” is something management can change', (text) => {
  expect(personIn(text, staff)).toEqual([])
})

test('a name of somebody who works here is found, in every case a Russian name has', () => {
  expect(wordsIn('Anna did the transfer')).toEqual(['Anna'])
  expect(wordsIn('It waited for Stone’s signature')).toEqual(['Stone’s'])
  expect(wordsIn('Ждали подписи Петровой')).toEqual(['Петровой'])
  expect(wordsIn('Заявку передали Игорю Соловьеву')).toEqual(['Игорю', 'Соловьеву'])
  expect(wordsIn('Согласовано с Марией')).toEqual(['Марией'])
})

test('a word that is a name only in capitals is no name without them, and a word of every text never', () => {
  expect(wordsIn('The stone floor is wet')).toEqual([])
  expect(wordsIn('Will it fit? Nobody measures')).toEqual([])
})

test('the same words are told once', () => {
  expect(wordsIn('Carelessness here and Carelessness there')).toEqual(['Carelessness'])
})

test('a long text takes no longer than its length asks for', () => {
  expect(personIn('сотрудник '.repeat(50_000), staff)).toEqual([])
})
