import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, differ, goldOf, reliabilityOf, type Said, stateOf } from './rules.ts'

const said = (row: Partial<Said>): Said => ({ class: null, locus: null, causeId: null, uncodable: null, ...row })
const system = said({ class: 'delivery', locus: 'system' })
const person = said({ class: 'delivery', locus: 'person' })
const noWords = said({ uncodable: 'no_words' })
const standing = { isDrawn: true, codingsWanted: 10, codings: 10, differing: 2, settled: 2 }

test('the state follows from what was done', () => {
  expect(stateOf({ ...standing, isDrawn: false })).toBe('drawing')
  expect(stateOf({ ...standing, codings: 9, settled: 0 })).toBe('coding')
  expect(stateOf({ ...standing, settled: 1 })).toBe('settling')
  expect(stateOf(standing)).toBe('gold')
})

test('answers differ by class or place, and in whether there is a class at all', () => {
  expect(differ([system, person])).toBe(true)
  expect(differ([system, noWords])).toBe(true)
  expect(differ([system, { ...system, causeId: 'late' }])).toBe(false)
  expect(differ([noWords, said({ uncodable: 'not_understood' })])).toBe(false)
})

test('gold is the settlement, else what all said alike', () => {
  expect(goldOf([system, person], null)).toBeNull()
  expect(goldOf([system, person], person)).toEqual(person)
  expect(goldOf([system, system], null)).toEqual(system)
  expect(goldOf([], null)).toBeNull()
})

test('a cause is gold only where all named the same', () => {
  const late = { ...system, causeId: 'late' }
  expect(goldOf([late, late], null)?.causeId).toBe('late')
  expect(goldOf([late, system], null)).toEqual(system)
})

test('draws are spread over strata as complaints are, and none is left out', () => {
  expect(allocate({ frames: [800, 150, 50], size: 20, how: 'proportional' })).toEqual([16, 3, 1])
  expect(allocate({ frames: [990, 5, 5], size: 10, how: 'proportional' })).toEqual([8, 1, 1])
})

test('as many from each stratum, and all of one that has fewer', () => {
  expect(allocate({ frames: [800, 150, 50], size: 30, how: 'equal' })).toEqual([10, 10, 10])
  expect(allocate({ frames: [800, 150, 4], size: 30, how: 'equal' })).toEqual([13, 13, 4])
})

test('whatever the strata: the size asked for in all, one from each at least, never more than there are', () => {
  const frames = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(frames, fc.nat({ max: 900 }), fc.constantFrom('proportional', 'equal'), (each, more, how) => {
      const size = each.length + more
      const drawn = allocate({ frames: each, size, how: how as 'equal' })
      const all = each.reduce((sum, frame) => sum + frame, 0)
      expect(drawn.reduce((sum, n) => sum + n, 0)).toBe(Math.min(size, all))
      expect(drawn.every((n, at) => n >= 1 && n <= (each[at] ?? 0))).toBe(true)
    }),
  )
})

test('an alpha is read by Krippendorff’s thresholds', () => {
  expect([0.8, 0.79, 0.667, 0.66].map(reliabilityOf)).toEqual(['reliable', 'tentative', 'tentative', 'unreliable'])
})
