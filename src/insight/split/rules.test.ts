import { expect, test } from 'vitest'
import { groupOf, isWeighted, splitOf, type Unit } from './rules.ts'

type Code = Unit['truth']
const system: Code = { class: 'delivery', locus: 'system' }
const slip: Code = { class: 'delivery', locus: 'person' }
const message: Code = { class: 'surprise', locus: 'message' }
const use: Code = { class: 'mismatch', locus: 'use' }
const drawn = (truth: Code, said: Code | null, times: number, probability = 0.04): Unit[] =>
  Array.from({ length: times }, () => ({ truth, said, probability, stratum: '' }))

// The worked example of three classes: 200 of 5,200 complaints, rows what people settled on, columns what the model said.
const units = [
  drawn(system, system, 48),
  drawn(system, message, 8),
  drawn(system, use, 4),
  drawn(message, system, 9),
  drawn(message, message, 82),
  drawn(message, use, 9),
  drawn(use, system, 3),
  drawn(use, message, 6),
  drawn(use, use, 31),
].flat()
const counts = [
  { ...system, n: 1450 + 60 },
  { ...message, n: 2500 + 96 },
  { ...use, n: 1050 + 44 },
]

test('the sample corrects what the model says of all complaints, with one λ, and both are shown', () => {
  const { classes, lambda } = splitOf({ units, counts, codings: [] })
  expect(lambda?.classes).toBeCloseTo(0.66595, 5)
  const shares = classes.map(({ estimate }) => estimate?.share ?? Number.NaN)
  for (const [at, share] of [0.293341, 0.513319, 0.19334, 0].entries()) expect(shares[at]).toBeCloseTo(share, 5)
  expect(classes[1]?.model).toBeCloseTo(2596 / 5200, 12)
  expect(classes[0]?.estimate).toMatchObject({ positives: 60, method: 'prediction-powered', tooFew: false })
  expect(classes[0]?.estimate?.effectiveN).toBeCloseTo(392.6, 1)
  // No unknown was drawn: that is few, not none.
  expect(classes[3]?.estimate).toMatchObject({ positives: 0, tooFew: true, method: 'wilson' })
  expect(classes[3]?.estimate?.interval.high).toBeGreaterThan(0.01)
})

test('intervals for the whole picture are wider than each by itself', () => {
  for (const { estimate } of splitOf({ units, counts, codings: [] }).classes.slice(0, 3)) {
    expect(estimate?.together.low).toBeLessThan(estimate?.interval.low ?? 0)
    expect(estimate?.together.high).toBeGreaterThan(estimate?.interval.high ?? 1)
  }
})

test('what people chose to code is told apart and changes no estimate', () => {
  const chosen = [{ ...slip, n: 300 }]
  const [without, beside] = [splitOf({ units, counts, codings: [] }), splitOf({ units, counts, codings: chosen })]
  expect(beside.classes.map(({ estimate }) => estimate)).toEqual(without.classes.map(({ estimate }) => estimate))
  expect(beside.groups[0]?.people).toMatchObject({ count: 300, n: 300, share: 1 })
  expect(without.groups[0]?.people).toMatchObject({ n: 0, share: null, interval: null })
})

test('groups are TARP’s, and where nobody knows the place of a failure nobody is blamed for it', () => {
  expect([system, slip, message, use].map(groupOf)).toEqual(['company', 'employees', 'company', 'customers'])
  expect(groupOf({ class: 'delivery', locus: null })).toBe('unknown')
  expect(groupOf({ class: 'unknown', locus: null })).toBe('unknown')
  const { groups } = splitOf({ units, counts, codings: [] })
  expect(groups.map(({ group, published }) => [group, published?.low ?? null])).toEqual([
    ['employees', 0.2],
    ['company', 0.4],
    ['customers', 0.2],
    ['unknown', null],
  ])
  expect(groups.reduce((sum, { estimate }) => sum + (estimate?.share ?? 0), 0)).toBeCloseTo(1, 9)
})

test('without a model the sample speaks alone', () => {
  const { classes, lambda } = splitOf({
    units: units.map((unit) => ({ ...unit, said: null })),
    counts: null,
    codings: [],
  })
  expect(lambda).toEqual({ classes: 0, groups: 0 })
  expect(classes[0]).toMatchObject({ model: null, estimate: { share: 0.3, method: 'wilson', effectiveN: 200 } })
})

test('a sample of fewer than thirty says nothing of all complaints', () => {
  const { classes, lambda } = splitOf({ units: units.slice(0, 29), counts, codings: [] })
  expect(lambda).toBeNull()
  expect(classes.map(({ estimate }) => estimate)).toEqual([null, null, null, null])
  expect(classes[0]?.model).toBeCloseTo(1510 / 5200, 12)
})

test('complaints that were likelier to be drawn count for less', () => {
  const uneven = [...drawn(system, null, 50, 0.5), ...drawn(message, null, 50, 0.1)]
  expect([isWeighted(uneven), isWeighted(units)]).toEqual([true, false])
  const { classes } = splitOf({ units: uneven, counts: null, codings: [] })
  expect(classes[0]?.estimate?.share).toBeCloseTo(100 / 600, 9)
})
