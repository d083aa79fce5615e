import { expect, test } from 'vitest'
import { Remembered } from './remembered.ts'

test('what was worked out is not worked out again, until others took its place', () => {
  const squares = new Remembered<number>(2)
  const workedOut: number[] = []
  const square = (of: number) =>
    squares.get(String(of), () => {
      workedOut.push(of)
      return of * of
    })
  expect([square(3), square(4), square(3)]).toEqual([9, 16, 9])
  expect(workedOut).toEqual([3, 4])
  // 4 was asked for longest ago.
  expect([square(5), square(3), square(4)]).toEqual([25, 9, 16])
  expect(workedOut).toEqual([3, 4, 5, 4])
})
