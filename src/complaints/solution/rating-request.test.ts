import { expect, test } from 'vitest'
import { speaksOfHarm } from './harm.ts'
import { mayAsk } from './rating-request.ts'

const fine = {
  isHeld: false,
  wasAsked: false,
  wasAskedLately: false,
  timesNotSolved: 0,
  wasRefused: false,
  words: 'My parcel is late',
}

test('who says that it is solved may be asked how it was', () => {
  expect(mayAsk(fine)).toBe(true)
  expect(mayAsk({ ...fine, timesNotSolved: 1 })).toBe(true)
})

test.each([
  ['twice', { wasAsked: true }],
  ['again within thirty days about something else', { wasAskedLately: true }],
  ['where one of us knows better', { isHeld: true }],
  ['after two times "not solved"', { timesNotSolved: 2 }],
  ['after a decision against them', { wasRefused: true }],
  ['after harm', { words: 'My daughter was injured by it' }],
])('nobody is asked %s', (_when, row) => {
  expect(mayAsk({ ...fine, ...row })).toBe(false)
})

test.each([
  'I burnt my hand on it',
  'The charger caught fire',
  'We were in hospital',
  'My father has died and you keep writing to him',
  'It is unsafe',
  'Получила ожог',
  'Произошёл пожар',
  'Ребёнок попал в больницу',
  'Мой отец умер в марте',
  'Это опасно для жизни',
])('"%s" speaks of harm', (words) => {
  expect(speaksOfHarm(words)).toBe(true)
})

test.each([
  'The parcel is three days late',
  'You charged me twice',
  'Deadline was Friday',
  'The fireplace shop sent the wrong colour',
  'Посылка опоздала на три дня',
  'Списали деньги дважды',
  'Операция по карте отклонена',
])('"%s" does not', (words) => {
  expect(speaksOfHarm(words)).toBe(false)
})
