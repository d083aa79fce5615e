import { expect, test } from 'vitest'
import { sharePrecision, wilson } from './index.ts'

test.each([
  [100, 1_000_000, 0.0962],
  [400, 1_000_000, 0.0488],
  [100, 200, 0.0688],
])('%d of %d cases tell a share near one half to ± %d', (drawn, frame, half) => {
  expect(sharePrecision({ strata: [{ frame, drawn }] })?.halfWidth).toBeCloseTo(half, 4)
})

test('of a frame without end it is the half width of Wilson’s interval', () => {
  const found = sharePrecision({ strata: [{ frame: 1e12, drawn: 200 }], share: 0.3 })
  const known = wilson({ successes: 60, n: 200 })
  expect(found?.low).toBeCloseTo(known?.low ?? 0, 8)
  expect(found?.high).toBeCloseTo(known?.high ?? 0, 8)
})

test('draws spread over strata as cases are count in full, and uneven ones for less', () => {
  const even = sharePrecision({
    strata: [
      { frame: 800_000, drawn: 80 },
      { frame: 200_000, drawn: 20 },
    ],
  })
  const uneven = sharePrecision({
    strata: [
      { frame: 800_000, drawn: 50 },
      { frame: 200_000, drawn: 50 },
    ],
  })
  expect(even?.effective).toBeCloseTo(100, 1)
  expect(uneven?.effective).toBeCloseTo(73.5, 1)
})

test('when every case is drawn nothing is uncertain', () => {
  expect(sharePrecision({ strata: [{ frame: 30, drawn: 30 }] })?.halfWidth).toBe(0)
})

test('what was not drawn from is unknown', () => {
  expect(sharePrecision({ strata: [] })).toBeNull()
  expect(sharePrecision({ strata: [{ frame: 30, drawn: 0 }] })).toBeNull()
})

test('a wrong argument is refused by name', () => {
  expect(() => sharePrecision({ strata: [{ frame: 3, drawn: 4 }] })).toThrow('strata[0].drawn must be a whole number')
  expect(() => sharePrecision({ strata: [], share: 2 })).toThrow('share must lie from 0 to 1; got 2')
})
