import { expect, test } from 'vitest'
import { speedOf } from './speed.ts'

test('the time left follows from the bytes of the last seconds', () => {
  const points = [
    { at: 10, rows: 1000, bytes: 100 },
    { at: 14, rows: 9000, bytes: 300 },
  ]
  expect(speedOf(points, 1300)).toEqual({ rowsPerSecond: 2000, secondsLeft: 20 })
})

test('one look says nothing of speed', () => {
  expect(speedOf([{ at: 10, rows: 1000, bytes: 100 }], 1300)).toBeNull()
})

test('no time is promised when no byte was read, or all are', () => {
  const still = { at: 12, rows: 50, bytes: 400 }
  expect(speedOf([{ ...still, at: 10 }, still], 1000)?.secondsLeft).toBeNull()
  expect(speedOf([{ at: 10, rows: 0, bytes: 0 }, still], 400)?.secondsLeft).toBeNull()
})
