import { expect, test } from 'vitest'
import { matchesIn } from './matching.ts'
import {
  adviceOn,
  flawsOf,
  type IssueContent,
  type IssueState,
  isLate,
  isOld,
  isUntrue,
  nothingWritten,
  slugOf,
  stateAskedFor,
  stemsIn,
  stemsOf,
} from './rules.ts'

const nothingDone = { isLive: false, isProven: false, isNotRepaired: false }
const live = { ...nothingDone, isLive: true }
const proven = { ...live, isProven: true }

function issue(words: Partial<IssueContent['texts']['en']> = {}, rest: Partial<IssueContent> = {}): IssueContent {
  const en = { ...nothingWritten, title: 'Parcels arrive late', fails: 'The courier skips the last stop.', ...words }
  return { state: 'looking', release: null, dueOn: null, productIds: [], texts: { en, ru: nothingWritten }, ...rest }
}
const flaws = (content: IssueContent, facts = nothingDone) =>
  flawsOf(content, facts).map(({ field, message }) => `${field} ${message}`)

test('a title and what fails are enough, in one language', () => {
  expect(flaws(issue())).toEqual([])
  expect(flaws(issue({ title: ' ', fails: '' }))).toEqual(['texts.en.title known_issue_words'])
  expect(flaws({ ...issue(), texts: { ...issue().texts, ru: { ...nothingWritten, title: 'Опоздания' } } })).toEqual([
    'texts.ru.fails known_issue_words',
  ])
})

test('a committed repair names a version or a day, and one that is not planned its reason', () => {
  expect(flaws(issue({}, { state: 'committed' }))).toEqual(['dueOn known_issue_when'])
  expect(flaws(issue({}, { state: 'committed', release: '4.2' }))).toEqual([])
  expect(flaws(issue({}, { state: 'committed', dueOn: '2026-04-01' }))).toEqual([])
  expect(flaws(issue({}, { state: 'not_planned' }))).toEqual(['texts.en.repair known_issue_why_not'])
  expect(flaws(issue({ repair: 'The courier’s contract ends in May.' }, { state: 'not_planned' }))).toEqual([])
})

test('no repair is told that the record of the pothole does not have', () => {
  expect(flaws(issue({}, { state: 'checking' }))).toEqual(['state known_issue_not_live'])
  expect(flaws(issue({}, { state: 'checking' }), live)).toEqual([])
  expect(flaws(issue({}, { state: 'proven' }), live)).toEqual(['state known_issue_not_proven'])
  expect(flaws(issue({}, { state: 'proven' }), proven)).toEqual([])
})

test('blame and dodging keep it from being published; a hope without a day is only pointed out', () => {
  const blaming = issue({ fails: 'You should have read the terms.', workaround: 'There is nothing we can do.' })
  expect(flaws(blaming)).toEqual(['texts.en.fails known_issue_blames', 'texts.en.workaround known_issue_blames'])
  const hoping = issue({ repair: 'We repair it soon.' })
  expect(flaws(hoping)).toEqual([])
  expect(adviceOn(hoping).map(({ part, code, severity }) => [part, code, severity])).toEqual([['repair', 'H2', 'warn']])
  expect(adviceOn({ ...hoping, state: 'committed', dueOn: '2026-04-01' })).toEqual([])
})

test('what customers say is found by, shown to nobody, and not checked', () => {
  expect(adviceOn(issue({ said: 'you should have told me' }))).toEqual([])
  expect(stemsOf(issue({ said: 'delivery delayed' }).texts.en).key).toEqual(
    stemsIn('parcels arrive late delivery delayed'),
  )
})

test.each<[IssueState, typeof nothingDone, IssueState | null]>([
  ['looking', nothingDone, null],
  ['committed', nothingDone, null],
  ['committed', live, 'checking'],
  ['checking', proven, 'proven'],
  ['proven', proven, null],
  ['proven', live, 'checking'],
  ['proven', nothingDone, 'looking'],
  ['checking', nothingDone, 'looking'],
  ['looking', { ...nothingDone, isNotRepaired: true }, 'not_planned'],
  ['not_planned', { ...nothingDone, isNotRepaired: true }, null],
])('where %s is published and the record says %o, it asks for %s', (state, facts, asked) => {
  expect(stateAskedFor(state, facts)).toBe(asked)
})

test('only a repair that is none is untrue; a page that lags behind is not', () => {
  expect([isUntrue('proven', live), isUntrue('checking', nothingDone)]).toEqual([true, true])
  expect([isUntrue('proven', proven), isUntrue('looking', proven), isUntrue('committed', live)]).toEqual([
    false,
    false,
    false,
  ])
})

test('it is old after the agreed days, and late from the day after the one that was named', () => {
  const checkedAt = new Date('2026-03-02T09:00:00Z')
  expect(isOld({ checkedAt, everyDays: 30, now: new Date('2026-04-01T09:00:00Z') })).toBe(false)
  expect(isOld({ checkedAt, everyDays: 30, now: new Date('2026-04-01T09:00:01Z') })).toBe(true)
  const committed = { state: 'committed', dueOn: '2026-04-01' } as const
  expect(isLate(committed, new Date('2026-04-01T23:59:00Z'))).toBe(false)
  expect(isLate(committed, new Date('2026-04-02T00:00:00Z'))).toBe(true)
  expect(isLate({ ...committed, state: 'proven' }, new Date('2026-05-01T00:00:00Z'))).toBe(false)
})

test.each([
  ['Parcels arrive late', 'parcels-arrive-late'],
  ['Посылки приходят с опозданием', 'posylki-prikhodiat-s-opozdaniem'],
  ['Crème brûlée: wrong £ price!', 'creme-brulee-wrong-price'],
  ['到达', ''],
  ['A '.repeat(80), 'a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a'],
])('the address of “%s” ends in “%s”', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

const findable = (id: string, title: string, rest = '', productIds: string[] = []) => {
  const { key, all } = stemsOf({ ...nothingWritten, title, fails: rest })
  return { id, key, all, productIds }
}
const late = findable('late', 'Parcels arrive late', 'The courier skips the last stop of its tour', ['express'])
const fee = findable('fee', 'A late fee is charged twice', 'The card is charged two times on one day')
const match = (words: string, productIds: string[] | null = null) =>
  matchesIn({ stems: stemsIn(words), productIds }, { issues: [late, fee], published: 2, most: 3 })

test('whoever writes about it finds it, in other forms of its words, and nothing else', () => {
  expect(match('My parcel was late')).toEqual(['late'])
  expect(match('they charged me the fee')).toEqual(['fee'])
  expect(match('late')).toEqual([])
  expect(match('Your shop assistant was rude to my mother')).toEqual([])
})

test('a known issue of another product than the one chosen is not named', () => {
  expect(match('My parcel was late', ['express'])).toEqual(['late'])
  expect(match('My parcel was late', ['letters'])).toEqual([])
})

test('of a long text more words must be shared than of a short one', () => {
  const story = Array.from(
    { length: 70 },
    (_none, place) => `w${'abcdefghij'[place % 10]}${'klmnopq'[Math.floor(place / 10)]}x`,
  )
  expect(match(`${story.join(' ')} a parcel that was late`)).toEqual([])
  expect(match(`${story.join(' ')} parcels arrive late when the courier skips a stop`)).toEqual(['late'])
})
