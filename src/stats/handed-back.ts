import { requireShareOf } from './arguments.ts'
import { hypergeometric } from './hypergeometric.ts'

/** Hard cases handed back against easy ones. */
export type HandedBack = {
  /** How many times the odds; Infinity when no easy one was handed back. */
  oddsRatio: number
  /** The exact chance that so many of the hard ones, or more, are among those handed back, were it all the same. */
  p: number
  n: number
}

/**
 * Whether hard cases are handed back more often than easy ones (Fisher's exact test, one-sided).
 *
 * In: hard and easy, each as handed back of how many. Out: the odds ratio (of the sample) and p; null when either side has no case
 * or nothing was handed back. Throws RangeError naming the argument.
 * Source: R. A. Fisher (1935). Worked: 9 of 20 hard against 12 of 100 easy: odds ratio 6.0, p 0.001467.
 */
export function handedBack(of: {
  hard: { back: number; of: number }
  easy: { back: number; of: number }
}): HandedBack | null {
  requireShareOf(of.hard.back, of.hard.of, { successes: 'hard.back', n: 'hard.of' })
  requireShareOf(of.easy.back, of.easy.of, { successes: 'easy.back', n: 'easy.of' })
  const back = of.hard.back + of.easy.back
  if (of.hard.of === 0 || of.easy.of === 0 || back === 0) return null
  const n = of.hard.of + of.easy.of
  const { first, chances } = hypergeometric({ taken: of.hard.of, poolHard: back, pool: n })
  const asMany = chances.slice(of.hard.back - first)
  const p = Math.min(
    1,
    asMany.reduce((sum, chance) => sum + chance, 0),
  )
  const odds = ({ back: gone, of: whole }: { back: number; of: number }) => gone / (whole - gone)
  return { oddsRatio: odds(of.hard) / odds(of.easy), p, n }
}
