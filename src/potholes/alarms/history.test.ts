import { expect, test } from 'vitest'
import { type History, watchHistory } from './history.ts'

/** Half a year in which complaints come without words, then words, of which every fifth speaks of an invoice. */
const silent = Array<number>(26).fill(0)
const spoken = [40, 45, 38, 42, 44, 39, 41, 43, 40, 42, 45, 38, 41, 44]
const invoice = spoken.map((n) => Math.round(n / 5))
const theme = (weeks: number): History => ({
  id: '0',
  kind: 'words',
  key: 'invoic',
  startsAt: '2025-06-02',
  counts: [...silent, ...invoice.slice(0, weeks)],
})
const exposures = () => [...silent, ...spoken]

test('that words begin to come is no spike of what they speak of', () => {
  for (const weeks of [1, 2, 5, 10]) {
    const exposed = () => exposures().slice(0, silent.length + weeks)
    expect(watchHistory(theme(weeks), 'week', exposed)?.alarm ?? false).toBe(false)
  }
  expect(watchHistory(theme(2), 'week', () => null)?.alarm).toBe(true)
})

test('a theme that more of those speak of who have words is one', () => {
  const { counts, ...rest } = theme(13)
  const watched = watchHistory({ ...rest, counts: [...counts, 35] }, 'week', exposures)
  expect(watched?.alarm).toBe(true)
  expect(watched?.expected).toBeCloseTo(8.8, 0)
})
