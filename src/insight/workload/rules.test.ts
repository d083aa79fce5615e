import { expect, test } from 'vitest'
import { ageingOf } from './ageing.ts'
import { judgeClasses } from './difficulty-rules.ts'
import { daysOver, hardCasesOf, occupancyOf, reliefFor } from './rules.ts'

const capacity = { people: 10, hoursAWeek: 36, minutesEach: 45, minutesAre: 'stated', mostGrowth: null } as const
const each = (count: number, days: number) => Array.from({ length: days }, () => count)

test('a team at 83 % needs nothing; at 100 % it needs what brings it to 85 %', () => {
  expect(reliefFor(400, capacity)).toBeNull()
  const relief = reliefFor(480, capacity)
  expect(relief?.hours).toBeCloseTo((480 * 45) / 60 / 0.85 - 360, 9)
  expect(relief?.people).toBeCloseTo((relief?.hours ?? 0) / 36, 9)
  expect(relief?.complaintsAWeek).toBeCloseTo(480 - 0.85 * 480, 9)
})

test('occupancy has an interval, and above all the time there is waiting has no end', () => {
  const found = occupancyOf(each(70, 28), capacity)
  expect(found?.share).toBeCloseTo((70 * 7 * 45) / (360 * 60), 9)
  expect(found?.low).toBeLessThan(found?.share ?? 0)
  expect(found).toMatchObject({ congestion: null, n: 1960, daysOver: 22 })
  expect(occupancyOf(each(0, 28), capacity)).toMatchObject({ share: 0, low: 0, congestion: 1, daysOver: 0 })
  expect(occupancyOf(each(3, 28), { ...capacity, people: 0 })).toBeNull()
})

test('days above 90 % are counted back from the last, and a week is needed to say so', () => {
  expect(daysOver([...each(10, 20), ...each(100, 5)], capacity)).toBe(1)
  expect(daysOver([...each(10, 20), ...each(100, 7)], capacity)).toBe(3)
  expect(daysOver(each(100, 6), capacity)).toBe(0)
})

test('the slowest third of complaints is hard; kinds that were seen too seldom are neither', () => {
  const of = (name: string, days: number, complaints: number) => ({ class: name, days, isClosed: true, complaints })
  const judged = judgeClasses([of('quick', 2, 60), of('slow', 20, 30), of('rare', 90, 5)])
  expect(judged.map(({ name, hard }) => [name, hard])).toEqual([
    ['quick', false],
    ['slow', true],
    ['rare', null],
  ])
  expect(judged.find(({ name }) => name === 'slow')?.median).toBe(20.5)
  expect(judgeClasses([of('one', 3, 50), of('other', 3, 50)]).map(({ hard }) => hard)).toEqual([false, false])
})

test('kinds of which half are still open are slower than any that ended', () => {
  const judged = judgeClasses([
    { class: 'open', days: 9, isClosed: false, complaints: 25 },
    { class: 'done', days: 9, isClosed: true, complaints: 60 },
  ])
  expect(judged).toEqual([
    { name: 'open', complaints: 25, median: null, hard: true },
    { name: 'done', complaints: 60, median: 9.5, hard: false },
  ])
})

const dealt = (ownerId: string, hard: number, easy: number, back = { hardBack: 0, easyBack: 0 }) => ({
  ownerId,
  month: '2026-03-01',
  hard,
  easy,
  ...back,
})

test('of three people one has too few hard cases; with cases of one alone nothing is said', () => {
  expect(hardCasesOf([dealt('a', 6, 54), dealt('b', 47, 123), dealt('c', 47, 123)])).toMatchObject({
    cases: 400,
    hard: 100,
    people: 3,
    fewer: 1,
  })
  expect(hardCasesOf([dealt('a', 6, 54)]).fewer).toBeNull()
  expect(hardCasesOf([]).fewer).toBeNull()
  expect(hardCasesOf([dealt('a', 0, 54), dealt('b', 0, 40)])).toMatchObject({ hard: 0, people: 2, fewer: null })
})

test('hard cases that are passed on more often than easy ones show as odds', () => {
  const found = hardCasesOf([dealt('a', 11, 88, { hardBack: 9, easyBack: 12 })]).handedBack
  expect(found?.oddsRatio).toBeCloseTo(6, 9)
  expect(found?.p).toBeCloseTo(0.001467, 6)
})

test('ages are of what is open, and of fewer than five nothing is said but how many', () => {
  const open = [
    { day: '2026-03-01', open: 6 },
    { day: '2026-01-01', open: 4 },
  ]
  const found = ageingOf(open, 4, '2026-03-02')
  expect(found).toMatchObject({ open: 10, oldest: 60, half: 1, ninth: 60 })
  expect(found.pastPromise).toMatchObject({ count: 4, n: 10, share: 0.4, tooFew: true })
  expect(found.bands.filter(({ share }) => share.count > 0).map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [30, 89],
  ])
  expect(ageingOf([], 0, '2026-03-02')).toMatchObject({ open: 0, oldest: null, half: null })
})
