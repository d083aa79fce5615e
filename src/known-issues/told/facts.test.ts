import { expect, test } from 'vitest'
import type { Verdict } from '../../potholes/verdicts/contract.ts'
import { type Facts, proofWords } from './facts.ts'

const proven = (observed: number): Facts => ({
  potholeId: '',
  ownerName: '',
  provenAt: new Date('2026-03-02T00:00:00Z'),
  toldAt: null,
  company: '',
  ours: 'en',
  fix: null,
  verdict: {
    word: 'worked',
    observed,
    liveSince: '2026-01-02',
    days: 58,
    expected: { value: 40, low: 30, high: 52 },
  } as Verdict,
  issue: null,
  isProven: true,
  closing: null,
})

test('so few complaints that somebody could be recognised are not counted out to the public; none at all are', () => {
  const few = [1, 4].map((observed) => proofWords('en', 'proven', proven(observed)))
  for (const words of few)
    expect(words).toContain('Fewer than five complaints about it came from 2 Jan 2026 to 28 Feb 2026;')
  expect(proofWords('en', 'proven', proven(0))).toContain('0 complaints about it came from 2 Jan 2026 to 28 Feb 2026;')
  expect(proofWords('en', 'proven', proven(5))).toContain('5 complaints about it came from 2 Jan 2026 to 28 Feb 2026;')
  expect(proofWords('ru', 'proven', proven(3))).toContain('пришло менее пяти жалоб')
})
