import { requireShareOf } from './arguments.ts'
import { type Draw, hypergeometric } from './hypergeometric.ts'
import { normalUpper } from './normal-tail.ts'

/** Above this variance the normal distribution is right to more digits than anybody reads, and a convolution is slow. */
const mostExact = 400

/** How many hard cases were taken beside how many would be, were cases taken as they come. All p are one-sided: so few. */
export type HardCasesTaken = {
  hard: number
  taken: number
  expected: number
  variance: number
  /** The chance of so few or fewer: exact up to a variance of 400, by the normal distribution with continuity above. */
  p: number
  /** By the normal distribution, and with half a case of continuity; null when nothing could have varied. */
  z: { value: number; p: number; corrected: number; correctedP: number } | null
}

/**
 * Whether someone (a person, a team, a shift) took fewer hard cases than chance explains, stratum by stratum.
 *
 * In: strata (queue, week, skill, …), each with what was taken, how many of it hard, and the pool both came from. Difficulty must be
 * fixed before anyone takes the case; handling time is an effect and no measure of it. Out: see HardCasesTaken; null without
 * a case taken. Throws RangeError naming the argument.
 *
 * The number of hard cases is a sum of hypergeometrics; its exact distribution is their convolution. A small p says that cases
 * were not dealt blindly; it does not say by whom: routing, authority limits, load and targets choose cases too.
 * Worked: (2 of 20, pool 30 of 100), (3 of 25, 45 of 150), (1 of 15, 25 of 150): 6 where 16.0 were expected, z −3.213145,
 * with continuity −3.052488, exact p 0.000535.
 */
export function hardCasesTaken(strata: readonly Draw[]): HardCasesTaken | null {
  for (const each of strata) {
    requireShareOf(each.hard, each.taken, { successes: 'hard', n: 'taken' })
    requireShareOf(each.hard, each.poolHard, { successes: 'hard', n: 'poolHard' })
  }
  const dealt = strata.filter(({ taken }) => taken > 0)
  if (dealt.length === 0) return null
  const sum = (of: (draw: Draw) => number) => dealt.reduce((total, draw) => total + of(draw), 0)
  const hard = sum((draw) => draw.hard)
  const expected = sum(({ taken, poolHard, pool }) => (taken * poolHard) / pool)
  const variance = sum(varianceOf)
  const z = zOf()
  const p = z && variance > mostExact ? z.correctedP : chanceOfAtMost(hard, dealt)
  return { hard, taken: sum((draw) => draw.taken), expected, variance, p, z }

  function zOf(): HardCasesTaken['z'] {
    if (variance === 0) return null
    const [value, corrected] = [hard - expected, hard - expected + 0.5].map((gap) => gap / Math.sqrt(variance))
    const [plain, half] = [value as number, corrected as number]
    return { value: plain, p: normalUpper(-plain), corrected: half, correctedP: normalUpper(-half) }
  }
}

function varianceOf({ taken, poolHard, pool }: Draw): number {
  if (pool <= 1) return 0
  const share = poolHard / pool
  return (taken * share * (1 - share) * (pool - taken)) / (pool - 1)
}

function chanceOfAtMost(most: number, strata: readonly Draw[]): number {
  let [first, chances] = [0, [1]]
  for (const stratum of strata) {
    const next = hypergeometric(stratum)
    first += next.first
    chances = convolve(chances, next.chances)
  }
  const below = chances.slice(0, Math.max(0, most - first + 1))
  return Math.min(
    1,
    below.reduce((sum, chance) => sum + chance, 0),
  )
}

function convolve(one: readonly number[], other: readonly number[]): number[] {
  const sums = Array.from({ length: one.length + other.length - 1 }, () => 0)
  for (const [i, a] of one.entries())
    for (const [j, b] of other.entries()) sums[i + j] = (sums[i + j] as number) + a * b
  return sums
}
