import { expect, test } from 'vitest'
import { groupSpikes, isSameSpike, nearTo, type Risen } from './rules.ts'

const risen = (
  seriesId: string,
  ids: number[],
  { kind = 'product', excess = ids.length }: Partial<Risen> = {},
): Risen => ({
  seriesId,
  kind,
  excess,
  complaintIds: new Set(ids.map(String)),
})
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, place) => from + place)

test('a child and its parent are one spike, two that share little are two', () => {
  expect(isSameSpike(risen('parent', upTo(40)), risen('child', upTo(20)))).toBe(true)
  expect(isSameSpike(risen('cards', upTo(20)), risen('loans', upTo(39, 16)))).toBe(false)
  expect(isSameSpike(risen('cards', upTo(20)), risen('empty', []))).toBe(false)
})

test('all complaints are the same spike only as what makes half of their rise', () => {
  const all = risen('all', upTo(100), { kind: 'all', excess: 40 })
  expect(isSameSpike(all, risen('half', upTo(25), { excess: 20 }))).toBe(true)
  expect(isSameSpike(all, risen('part', upTo(25), { excess: 10 }))).toBe(false)
})

test('a spike goes on with the alarm of its own series, else with one it is the same as, else it is new', () => {
  const going = [{ alarmId: 'known', seriesIds: new Set(['cards']), main: risen('cards', upTo(10)) }]
  const [cards, debit, loans] = [risen('cards', upTo(10)), risen('debit', upTo(8)), risen('loans', upTo(60, 30))]
  expect(groupSpikes([loans, debit, cards], going)).toEqual([
    { alarmId: 'known', risen: [cards, debit] },
    { alarmId: null, risen: [loans] },
  ])
})

test('an alarm is taken up again within three days or one week', () => {
  expect(nearTo('day', '2026-03-10')).toEqual({ endsFrom: '2026-03-06', beginsUntil: '2026-03-14' })
  expect(nearTo('week', '2026-03-09')).toEqual({ endsFrom: '2026-03-01', beginsUntil: '2026-03-23' })
})
