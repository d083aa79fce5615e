import { requireShareOf } from './arguments.ts'
import { binomialMass } from './binomial.ts'

/** A pool of cases of which some are hard, and the part that one taker took. */
export type Draw = { hard: number; taken: number; poolHard: number; pool: number }

/**
 * The chance of each number of hard cases among those taken, were they taken blindly (hypergeometric).
 *
 * In: taken, poolHard, pool (counts). Out: the first possible number and the chances from there on, which sum to 1. Throws
 * RangeError naming the argument. By binomial masses at the pool's own share, which keep their digits for any size:
 * P(x) = b(x; K, p) b(n − x; N − K, p) / b(n; N, p), p = n / N. Source: C. Loader (2000), as R's dhyper.
 * Worked: 60 of 400 with 100 hard: at most 6 hard has the chance 0.0016802.
 */
export function hypergeometric(of: Omit<Draw, 'hard'>): { first: number; chances: number[] } {
  requireShareOf(of.poolHard, of.pool, { successes: 'poolHard', n: 'pool' })
  requireShareOf(of.taken, of.pool, { successes: 'taken', n: 'pool' })
  const first = Math.max(0, of.taken - (of.pool - of.poolHard))
  const last = Math.min(of.taken, of.poolHard)
  // Only one number is possible: nothing hard, nothing easy, nothing or everything taken.
  if (first === last) return { first, chances: [1] }
  const share = of.taken / of.pool
  const whole = binomialMass(of.taken, of.pool, share)
  const easy = of.pool - of.poolHard
  const chances = Array.from({ length: last - first + 1 }, (_, place) => {
    const hard = first + place
    return (binomialMass(hard, of.poolHard, share) * binomialMass(of.taken - hard, easy, share)) / whole
  })
  return { first, chances }
}
