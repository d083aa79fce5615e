import { requireShareOf } from './arguments.ts'

/** A pool of cases of which some are hard, and the part that one taker took. */
export type Draw = { hard: number; taken: number; poolHard: number; pool: number }

/**
 * The chance of each number of hard cases among those taken, were they taken blindly (hypergeometric).
 *
 * In: taken, poolHard, pool (counts). Out: the first possible number and the chances from there on, which sum to 1. Throws
 * RangeError naming the argument. By the ratio of neighbours, P(x + 1) / P(x) = (K − x)(n − x) / ((x + 1)(N − K − n + x + 1)), which
 * loses no digits for any size. Source: N. Johnson, A. Kemp, S. Kotz, Univariate Discrete Distributions (2005), ch. 6.
 * Worked: 60 of 400 with 100 hard: at most 6 hard has the chance 0.0016802.
 */
export function hypergeometric(of: Omit<Draw, 'hard'>): { first: number; chances: number[] } {
  requireShareOf(of.poolHard, of.pool, { successes: 'poolHard', n: 'pool' })
  requireShareOf(of.taken, of.pool, { successes: 'taken', n: 'pool' })
  const first = Math.max(0, of.taken - (of.pool - of.poolHard))
  const last = Math.min(of.taken, of.poolHard)
  // Only one number is possible: nothing hard, nothing easy, nothing or everything taken.
  if (first === last) return { first, chances: [1] }
  // From the most likely number outwards, so that nothing underflows before it is too small to matter.
  const mode = Math.floor(((of.taken + 1) * (of.poolHard + 1)) / (of.pool + 2))
  const chances = Array.from({ length: last - first + 1 }, () => 0)
  const ratio = (hard: number) =>
    ((of.poolHard - hard) * (of.taken - hard)) / ((hard + 1) * (of.pool - of.poolHard - of.taken + hard + 1))
  chances[mode - first] = 1
  for (let hard = mode; hard < last; hard++) chances[hard + 1 - first] = (chances[hard - first] as number) * ratio(hard)
  for (let hard = mode - 1; hard >= first; hard--)
    chances[hard - first] = (chances[hard + 1 - first] as number) / ratio(hard)
  const sum = chances.reduce((total, chance) => total + chance, 0)
  return { first, chances: chances.map((chance) => chance / sum) }
}
