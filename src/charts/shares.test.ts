import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { axisEnd, type Share, shareSentence, sharesTable } from './shares.ts'

const surprise: Share = {
  key: 's',
  label: 'Nasty surprise',
  count: 118,
  estimate: { share: 0.4917, low: 0.4292, high: 0.559 },
  tone: 'second',
  published: { low: 0.2, high: 0.3 },
}
const unknown: Share = { key: 'u', label: 'Process', count: 12, estimate: null, tone: 'unknown' }
const facts = { shares: [surprise, unknown], n: 240, publishedBy: 'TARP, 1999' }

test('a share reads as a sentence with its interval, its count and what others published', () => {
  expect(shareSentence('en', surprise, facts)).toBe(
    'Nasty surprise: 49%, 95% interval 43% – 56%, 118 of 240. TARP, 1999: 20% – 30%.',
  )
})

test('an unknown share says so and shows no nought', () => {
  expect(shareSentence('en', unknown, facts)).toBe('Process: the share is not known.')
  expect(sharesTable('en', facts).rows[1]?.cells.slice(3, 6)).toEqual(Array(3).fill({ shown: 'unknown', plain: null }))
})

test.each([
  { high: 0.559, end: 0.6 },
  { high: 0.6, end: 0.6 },
  { high: 0.99, end: 1 },
  { high: 0.03, end: 0.2 },
])('an interval up to $high fits on an axis to $end', ({ high, end }) => {
  const { published: _, ...ours } = surprise
  expect(axisEnd([{ ...ours, estimate: { share: 0.01, low: 0, high } }])).toBe(end)
})

test('the range that others published fits on the axis too', () => {
  expect(axisEnd([{ ...surprise, published: { low: 0.7, high: 0.75 } }])).toBe(0.8)
})

test('a share of too few cases says so, with the cases', () => {
  const few = { key: 'm', label: 'Mismatch', count: 3, estimate: null, isTooFew: true, tone: 'third' } as const
  expect(shareSentence('en', few, { shares: [few], n: 60 })).toBe('Mismatch: too few to say, 3 of 60.')
  expect(sharesTable('en', { shares: [few], n: 60 }).rows[0]?.cells[3]).toEqual({
    shown: 'too few to say',
    plain: null,
  })
})
