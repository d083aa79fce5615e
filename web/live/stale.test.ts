import { expect, test } from 'vitest'
import { type Asked, outOfDate } from './stale.ts'

const about = (operation: string, reference: string, data?: object): Asked => ({
  key: [operation, { params: { reference } }],
  data,
})
const history = [{ seq: 1 }, { seq: 7, of: 'AM-3' }, { seq: 4 }]
const page = [
  about('readComplaint', 'AM-1', { id: 'one', version: 4 }),
  about('readTimeline', 'AM-1', history),
  about('readComplaint', 'AM-2', { id: 'two', version: 4 }),
  { key: ['listComplaints', {}], data: {} },
  { key: ['waitingHandovers', {}], data: [] },
]
const operations = (asked: Asked[]) => asked.map(({ key }) => key[0])
const news = { kind: 'complaint', id: 'one', reference: 'AM-1', version: 5 }

test('everything about a changed complaint is asked again, and nothing else', () => {
  expect(outOfDate(page, news)).toEqual(page.slice(0, 2))
})

test('what this page has already, as after its own doing, is not asked again', () => {
  expect(outOfDate(page, { ...news, version: 4 })).toEqual([])
})

test('a history answered before what the complaint has already is asked for again', () => {
  const between = [about('readComplaint', 'AM-1', { id: 'one', version: 5 }), about('readTimeline', 'AM-1', history)]
  expect(outOfDate(between, news)).toEqual(between)
  const loading = [between[0] as Asked, about('readTimeline', 'AM-1')]
  expect(outOfDate(loading, news)).toEqual(loading)
})

test('a complaint shown under its id is found, with all that was asked under that id', () => {
  const byId = [about('readComplaint', 'one', { id: 'one', version: 4 }), about('readTimeline', 'one')]
  expect(operations(outOfDate(byId, news))).toEqual(['readComplaint', 'readTimeline'])
})

test('a handover asks for what waits for me; news nobody here knows ask for nothing', () => {
  expect(operations(outOfDate(page, { kind: 'mine' }))).toEqual(['waitingHandovers'])
  expect(outOfDate(page, { kind: 'constructor' })).toEqual([])
})

test('what may have changed while the page was loading is asked again, and no more', () => {
  expect(operations(outOfDate(page, { kind: 'begun' }))).toEqual([
    'readComplaint',
    'readTimeline',
    'readComplaint',
    'waitingHandovers',
  ])
})

test('after a break everything on the page is asked again', () => {
  expect(outOfDate(page, { kind: 'missed' })).toEqual(page)
})
