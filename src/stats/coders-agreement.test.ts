import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CodedAlike,
  classAgreement,
  codedAlike,
  cohenKappa,
  fleissKappa,
  gwetAc1,
  gwetAc1OfCoders,
  krippendorffAlpha,
  resampledAgreement,
  resampledShare,
} from './index.ts'

const one = (counts: number[]): CodedAlike => ({ counts, units: 1 })
/** Coders' answers as lines, a letter or digit a unit and a dot a gap, as units. */
function lines(categories: string, ...coders: string[]): CodedAlike[] {
  const units = Array.from(coders[0] ?? '', (_, at) =>
    coders.map((coder) => {
      const place = categories.indexOf(coder[at] ?? '.')
      return place === -1 ? null : place
    }),
  )
  return codedAlike(units, categories.length)
}
/** Two coders' table as units. */
const ofTable = (table: number[][]): CodedAlike[] =>
  table.flatMap((row, first) =>
    row.map((units, second) => ({
      counts: table.map((_, place) => Number(place === first) + Number(place === second)),
      units,
    })),
  )

const fleissSubjects = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
].map(one)
const canonical = lines('12345', '123321412...', '1233224125.3', '.3332342251.', '12332441251.')
const causes = [
  [18, 2, 1, 1],
  [3, 30, 4, 1],
  [1, 5, 14, 2],
  [0, 2, 1, 15],
]
const rare = [
  [90, 5],
  [5, 0],
]

test('Fleiss’ kappa of ten subjects, fourteen raters and five categories has the known value', () => {
  expect(fleissKappa({ coded: fleissSubjects })?.coefficient).toBeCloseTo(0.209931, 6)
})

test('Fleiss’ kappa refuses units with different numbers of coders, and one coder agrees with nobody', () => {
  const problem = 'the same number of coders, two or more'
  expect(() => fleissKappa({ coded: [one([2, 0]), one([2, 1])] })).toThrow(problem)
  expect(() => fleissKappa({ coded: [one([1, 0])] })).toThrow(problem)
})

test('alpha of the canonical four observers with gaps has Krippendorff’s value', () => {
  const found = krippendorffAlpha({ coded: canonical })
  expect(found?.coefficient).toBeCloseTo(0.743421, 6)
  expect((1 - (found?.observed ?? 0)) * 40).toBeCloseTo(8, 10)
  expect((1 - (found?.byChance ?? 0)) * 40).toBeCloseTo(31.179487, 6)
  expect(found?.n).toBe(11)
})

test('alpha of two coders, and of three with gaps, has the known values', () => {
  const two = ['DDSSEPSDES', 'DDSEEPSDSS']
  expect(krippendorffAlpha({ coded: lines('DSEP', ...two) })?.coefficient).toBeCloseTo(0.728571, 6)
  expect(krippendorffAlpha({ coded: lines('DSEP', ...two, 'DS.SEPSDE.') })?.coefficient).toBeCloseTo(0.707581, 6)
})

test('AC1 of any number of coders is, for two, the value of the table', () => {
  expect(gwetAc1OfCoders({ coded: ofTable(causes) })?.coefficient).toBeCloseTo(0.696697, 6)
  expect(gwetAc1OfCoders({ coded: ofTable(rare) })?.coefficient).toBeCloseTo(0.889503, 6)
})

test('AC1 and the plain agreement of four raters with gaps have the values of Gwet’s own tables', () => {
  // K. L. Gwet's raters of twelve subjects are Krippendorff's canonical ones.
  const found = gwetAc1OfCoders({ coded: canonical })
  expect(found?.coefficient).toBeCloseTo(0.77544, 5)
  expect(found?.observed).toBeCloseTo(0.8181818, 6)
})

test('agreement on a class is twice the cases both gave it, of all the times either did', () => {
  const coded = ofTable([
    [20, 5],
    [10, 15],
  ])
  expect(classAgreement({ coded, category: 0 }).share).toBeCloseTo(40 / 55, 12)
  expect(classAgreement({ coded, category: 1 })).toEqual({ share: expect.closeTo(30 / 45, 12), given: 45 })
})

test('agreement on a class that nobody gave is unknown', () => {
  expect(classAgreement({ coded: [one([2, 0])], category: 1 })).toEqual({ share: null, given: 0 })
})

test('what only one coder coded says nothing of agreement', () => {
  const alone = [one([1, 0]), one([0, 1])]
  expect(krippendorffAlpha({ coded: alone })).toBeNull()
  expect(gwetAc1OfCoders({ coded: alone })).toBeNull()
  expect(classAgreement({ coded: alone, category: 0 })).toEqual({ share: null, given: 0 })
})

test('where all codings name one category kappa and alpha are unknown, and AC1 is not', () => {
  const same = [{ counts: [2, 0], units: 9 }]
  expect(fleissKappa({ coded: same })).toBeNull()
  expect(krippendorffAlpha({ coded: same })).toBeNull()
  expect(gwetAc1OfCoders({ coded: same })?.coefficient).toBe(1)
})

test('nothing coded is unknown', () => {
  for (const measure of [fleissKappa, krippendorffAlpha, gwetAc1OfCoders]) expect(measure({ coded: [] })).toBeNull()
})

test('the interval by drawing units anew is about Cohen’s asymptotic one where both apply', () => {
  const coded = ofTable(causes)
  const drawn = resampledAgreement({ coded, measure: krippendorffAlpha, seed: 7 })
  const asymptotic = cohenKappa({ table: causes })
  expect(drawn?.low).toBeCloseTo(asymptotic?.low ?? 0, 1)
  expect(drawn?.high).toBeCloseTo(asymptotic?.high ?? 0, 1)
  const ac1 = resampledAgreement({ coded, measure: gwetAc1OfCoders, seed: 7 })
  const known = gwetAc1({ table: causes })
  expect(Math.abs((ac1?.low ?? 0) - (known?.low ?? 1))).toBeLessThan(0.02)
  expect(Math.abs((ac1?.high ?? 0) - (known?.high ?? 1))).toBeLessThan(0.02)
})

test('the same seed draws the same interval, another seed another one', () => {
  const drawn = (seed: number) => resampledAgreement({ coded: canonical, measure: krippendorffAlpha, seed })
  expect(drawn(1)).toEqual(drawn(1))
  expect(drawn(2)).not.toEqual(drawn(1))
})

test('complete agreement of few units is still uncertain', () => {
  const coded = [
    { counts: [3, 0], units: 5 },
    { counts: [0, 3], units: 5 },
  ]
  for (const measure of [fleissKappa, krippendorffAlpha, gwetAc1OfCoders]) {
    const found = resampledAgreement({ coded, measure, seed: 1 })
    expect(found).toMatchObject({ coefficient: 1, high: 1 })
    expect(found?.low).toBeLessThan(0.6)
  }
})

test('a share of all or none has no interval by drawing units anew', () => {
  const coded = [{ counts: [2, 0], units: 6 }]
  const share = (sample: readonly CodedAlike[]) => classAgreement({ coded: sample, category: 0 }).share
  expect(resampledShare({ coded, share, seed: 1 })).toBeNull()
  const mixed = [...coded, { counts: [1, 1], units: 6 }]
  const found = resampledShare({ coded: mixed, share, seed: 1 })
  expect(found?.low).toBeLessThan(12 / 18)
  expect(found?.high).toBeGreaterThan(12 / 18)
})

const someCoded = fc.array(
  fc.record({ counts: fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 3 }), units: fc.nat({ max: 20 }) }),
  { maxLength: 6 },
)

test('a coefficient lies in its interval, and that in −1 to 1', () => {
  fc.assert(
    fc.property(someCoded, fc.nat(), (coded, seed) => {
      for (const measure of [krippendorffAlpha, gwetAc1OfCoders]) {
        const found = resampledAgreement({ coded, measure, seed })
        if (!found) continue
        expect(found.low).toBeGreaterThanOrEqual(-1)
        expect(found.low).toBeLessThanOrEqual(found.coefficient)
        expect(found.high).toBeGreaterThanOrEqual(found.coefficient)
        expect(found.high).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 30 },
  )
})

test('counts of another length are refused by name', () => {
  expect(() => krippendorffAlpha({ coded: [one([1, 1]), one([1])] })).toThrow('coded[1].counts must hold two or more')
  expect(() => gwetAc1OfCoders({ coded: [one([1, 1]), one([1, 0, 0])] })).toThrow('coded[1].counts must have 2')
})
