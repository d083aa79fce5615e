import { expect, test } from 'vitest'
import { type Fate, type Tally, timeToSolution as compute } from './rules.ts'

const today = '2026-03-02'
const timeToSolution = (tallies: Tally[], merged: number) => compute(tallies, { merged, ages: [], today })
const after = (fate: Fate, days: number[]): Tally[] => days.map((each) => ({ hours: each * 24, fate, complaints: 1 }))
const worked = [...after('solved', [1, 2, 2, 3, 5, 6, 10, 12, 20]), ...after('open', [4, 8, 15, 20, 25, 30])]

test('open complaints count as long as they wait: the median is 12 days where the closed ones alone would say 6.8', () => {
  const { median, mean, solvedOnly, complaints, solved, open, oldest, seenFor } = timeToSolution(worked, 0)
  expect(median).toEqual({ days: 12, low: 2, high: null })
  expect(mean?.within).toBe(30)
  expect(mean?.days).toBeCloseTo(14.707619, 6)
  expect(solvedOnly).toBeCloseTo(6.777778, 6)
  expect([complaints, solved, open, oldest]).toEqual([15, 9, 6, 30])
  expect(seenFor).toBe(15)
})

test('what closed without the customer’s word is not solved, and by each day all shares are one together', () => {
  const { by, solved, otherwise } = timeToSolution([...worked, ...after('otherwise', [2, 9, 9])], 0)
  expect([solved, otherwise]).toEqual([9, 3])
  expect(by.map(({ days }) => days)).toEqual([1, 3, 7, 14, 30])
  for (const each of by) expect(each.solved.share + each.otherwise.share + each.open).toBeCloseTo(1, 12)
  expect(by[0]?.otherwise).toEqual({ share: 0, low: null, high: null })
  expect(by[1]?.otherwise.share).toBeCloseTo(1 / 18, 12)
})

test('of fewer than five complaints nothing is said but how many there are', () => {
  const few = timeToSolution(after('solved', [1, 2, 3, 4]), 2)
  expect(few).toMatchObject({ complaints: 4, solved: 4, merged: 2, median: null, mean: null, solvedOnly: null, by: [] })
  expect(few.curve).toEqual([])
  expect(few.oldest).toBeNull()
})

test('where nobody has said so yet, the median is not reached, which is not nought', () => {
  const { median, curve, mean } = timeToSolution(after('open', [1, 2, 3, 4, 5]), 0)
  expect(median).toEqual({ days: null, low: null, high: null })
  expect(curve).toEqual([])
  expect(mean).toMatchObject({ days: 5, within: 5 })
})

test('the curve ends where fewer than five are seen, and has no more steps than a picture can show', () => {
  const many = timeToSolution(
    after(
      'solved',
      Array.from({ length: 1000 }, (_, day) => day + 1),
    ),
    0,
  ).curve
  expect(many).toHaveLength(240)
  expect(many[0]?.days).toBe(1)
  expect(many.at(-1)).toMatchObject({ days: 996, atRisk: 5 })
})

test('open ones are counted by how long ago they came, each once, with the days that find them in a list', () => {
  const ages = [0, 2, 3, 13, 90, 400].map((days) => ({ days, complaints: 1 }))
  const { waiting } = compute([], { merged: 0, ages, today })
  expect(waiting.map((each) => Object.values(each).join(' '))).toEqual([
    '0 2 2 2026-02-28 2026-03-02',
    '3 6 1 2026-02-24 2026-02-27',
    '7 13 1 2026-02-17 2026-02-23',
    '14 29 0 2026-02-01 2026-02-16',
    '30 89 0 2025-12-03 2026-01-31',
    '90  2  2025-12-02',
  ])
})
