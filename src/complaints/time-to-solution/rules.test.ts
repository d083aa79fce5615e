import { expect, test } from 'vitest'
import { type Fate, type Tally, timeToSolution } from './rules.ts'

const after = (fate: Fate, days: number[]): Tally[] => days.map((each) => ({ hours: each * 24, fate, complaints: 1 }))
const worked = [...after('solved', [1, 2, 2, 3, 5, 6, 10, 12, 20]), ...after('open', [4, 8, 15, 20, 25, 30])]

test('open complaints count as long as they wait: the median is 12 days where the closed ones alone would say 6.8', () => {
  const { median, mean, solvedOnly, complaints, solved, open, oldest } = timeToSolution(worked, 0)
  expect(median).toEqual({ days: 12, low: 2, high: null })
  expect(mean?.within).toBe(30)
  expect(mean?.days).toBeCloseTo(14.707619, 6)
  expect(solvedOnly).toBeCloseTo(6.777778, 6)
  expect([complaints, solved, open, oldest]).toEqual([15, 9, 6, 30])
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

test('open ones are counted by how long they wait, each once', () => {
  const { waiting } = timeToSolution(after('open', [0, 2.5, 3, 13, 90, 400]), 0)
  expect(waiting.map(({ from, to, complaints }) => [from, to, complaints])).toEqual([
    [0, 3, 2],
    [3, 7, 1],
    [7, 14, 1],
    [14, 30, 0],
    [30, 90, 0],
    [90, null, 2],
  ])
})
