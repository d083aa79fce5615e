import { expect, test } from 'vitest'
import { verdictIn } from './words.ts'

const effect = { value: 0.33, low: 0.2, high: 0.6 }

test('a verdict in a sentence carries its size, the interval from the smaller change on, and what was counted', () => {
  const worked = { word: 'worked', reason: null, effect, observed: 12 } as const
  expect(verdictIn('en', worked)).toBe(
    'It worked: 67% fewer complaints than there would have been, between 40% fewer and 80% fewer (95 %); 12 complaints since the fix.',
  )
  expect(verdictIn('ru', worked)).toContain('после исправления 12 жалоб')
})

test('a rise has an interval that may be without end', () => {
  const worse = { word: 'worse', reason: null, effect: { value: 3, low: 1.5, high: null }, observed: 3 } as const
  expect(verdictIn('en', worse)).toContain('200% more complaints than there would have been, between 50% more and any')
})

test('what is not shown yet says so, and what cannot be told says why', () => {
  const waiting = { word: 'no_effect', reason: null, effect, observed: 1 } as const
  expect(verdictIn('en', waiting)).toMatch(/^No effect shown yet: so far 67% fewer, .* 1 complaint since the fix\.$/)
  const why = { word: 'cannot_tell', reason: 'few_controls', effect: null, observed: null } as const
  expect(verdictIn('en', why)).toBe('Cannot tell. There are too few complaints in what it is compared with.')
})
