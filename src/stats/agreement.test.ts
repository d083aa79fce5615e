import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CodingTable, cohenKappa, gwetAc1 } from './index.ts'

const causes: CodingTable = [
  [18, 2, 1, 1],
  [3, 30, 4, 1],
  [1, 5, 14, 2],
  [0, 2, 1, 15],
]
const rare: CodingTable = [
  [90, 5],
  [5, 0],
]

test('kappa of two coders and two categories has the published value and error', () => {
  const found = cohenKappa({
    table: [
      [20, 5],
      [10, 15],
    ],
  })
  expect(found).toEqual({
    coefficient: expect.closeTo(0.4, 12),
    low: expect.closeTo(0.151092, 6),
    high: expect.closeTo(0.648908, 6),
    standardError: expect.closeTo(0.126996, 6),
    observed: expect.closeTo(0.7, 12),
    byChance: expect.closeTo(0.5, 12),
    n: 50,
    confidence: 0.95,
  })
})

test('kappa of four causes has the value and limits computed in R', () => {
  expect(cohenKappa({ table: causes })).toMatchObject({
    coefficient: expect.closeTo(0.682846, 6),
    standardError: expect.closeTo(0.058315, 6),
    low: expect.closeTo(0.568552, 6),
    high: expect.closeTo(0.797141, 6),
    byChance: expect.closeTo(0.2748, 12),
  })
})

test('AC1 of four causes has the known value, and the error of the published variance formula', () => {
  expect(gwetAc1({ table: causes })).toMatchObject({
    coefficient: expect.closeTo(0.696697, 6),
    byChance: expect.closeTo(0.241683, 6),
    standardError: expect.closeTo(0.055571, 6),
  })
})

test('where one category holds nearly all cases kappa sinks and AC1 does not', () => {
  expect(cohenKappa({ table: rare })?.coefficient).toBeCloseTo(-0.052632, 6)
  expect(gwetAc1({ table: rare })).toMatchObject({
    coefficient: expect.closeTo(0.889503, 6),
    standardError: expect.closeTo(0.036446, 6),
  })
})

const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((size) =>
    fc.array(fc.array(fc.nat({ max: 60 }), { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
  )
const measures = { cohenKappa, gwetAc1 }

for (const [name, measure] of Object.entries(measures)) {
  test(`${name}: the coefficient lies in its interval and the interval in −1 to 1`, () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = measure({ table })
        fc.pre(found !== null)
        expect(found?.low).toBeGreaterThanOrEqual(-1)
        expect(found?.low).toBeLessThanOrEqual(found?.coefficient ?? Number.NaN)
        expect(found?.high).toBeGreaterThanOrEqual(found?.coefficient ?? Number.NaN)
        expect(found?.high).toBeLessThanOrEqual(1)
      }),
    )
  })

  test(`${name}: it does not matter which coder is called the first`, () => {
    fc.assert(
      fc.property(tables, (table) => {
        const swapped = table.map((_, row) => table.map((counts) => counts[row] ?? 0))
        const here = measure({ table })
        const there = measure({ table: swapped })
        fc.pre(here !== null)
        expect(there?.coefficient).toBeCloseTo(here?.coefficient ?? Number.NaN, 10)
        expect(there?.standardError).toBeCloseTo(here?.standardError ?? Number.NaN, 10)
      }),
    )
  })

  test(`${name}: complete agreement over few cases is still uncertain`, () => {
    const few = measure({
      table: [
        [3, 0],
        [0, 3],
      ],
    })
    const many = measure({
      table: [
        [300, 0],
        [0, 300],
      ],
    })
    expect(few).toMatchObject({ coefficient: 1, high: 1 })
    expect(few?.low).toBeLessThan(0.1)
    expect(many?.low).toBeGreaterThan(0.98)
  })

  test(`${name}: complete disagreement over few cases is still uncertain`, () => {
    const found = measure({
      table: [
        [0, 3],
        [3, 0],
      ],
    })
    expect(found).toMatchObject({ coefficient: -1, low: -1 })
    expect(found?.high).toBeGreaterThan(-0.1)
  })

  test(`${name}: no cases coded twice is unknown, not "no agreement"`, () => {
    expect(
      measure({
        table: [
          [0, 0],
          [0, 0],
        ],
      }),
    ).toBeNull()
  })

  test(`${name}: a wrong argument is refused by name`, () => {
    expect(() => measure({ table: [[1]] })).toThrow('table must have two or more categories; got 1')
    expect(() => measure({ table: [[1, 2], [3]] })).toThrow('table[1] must have 2 counts, one a category; got 1')
    expect(() =>
      measure({
        table: [
          [1, 2],
          [3, -4],
        ],
      }),
    ).toThrow('table[1][1] must be a whole number')
    expect(() => measure({ table: rare, confidence: 0 })).toThrow('confidence must lie between 0 and 1')
  })
}

test('kappa is unknown when both coders used only one category', () => {
  expect(
    cohenKappa({
      table: [
        [9, 0],
        [0, 0],
      ],
    }),
  ).toBeNull()
})
