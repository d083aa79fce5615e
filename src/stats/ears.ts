import { requireCount, requireExposure } from './arguments.ts'
import { normalQuantile } from './quantiles.ts'

/** A series of counts, oldest first, and, beside each, what it came from (orders, customers; 1 each when left out). */
export type CountSeries = { counts: readonly number[]; exposure?: readonly number[] }

/** One period against the few before it; mean, spread (a standard deviation) and threshold are counts at its exposure. */
export type EarsPeriod = { mean: number; spread: number; score: number; threshold: number; n: number }

type EarsSettings = CountSeries & {
  /** Which period is judged, from 0; the last one when left out. */
  at?: number
  /** How many periods the baseline has. */
  baseline?: number
  /** The least standard deviation: a quiet week must not make every later case an alarm. */
  leastSpread?: number
}

/**
 * Whether a count stands out from the periods just before it (EARS C1 and C2), for a history too short for a season.
 *
 * In: counts and exposure, the period `at`, `lag` (0 is C1; 2 is C2, which leaves out the two periods before, so that a
 * spike does not hide its own second week), `baseline` (7), `leastSpread` (0.5), `tail` (0.001: chance of an alarm were
 * counts normal). Out: mean, spread, score = (count − mean)/spread, threshold = mean + z spread (alarm above it), n
 * periods of baseline; null when fewer than `baseline` periods precede. Throws RangeError naming the argument.
 *
 * Source: L. Hutwagner et al. (2003), J. Urban Health 80:i89.
 * Worked: 8 10 7 9 12 8 11 9 10 8 13 9 25: C1 of the last is 8.494561 (threshold 15.275069), C2 10.205041 (14.243421).
 */
export function ears(of: EarsSettings & { lag: 0 | 2; tail?: number }): EarsPeriod | null {
  const { counts, exposure, at = counts.length - 1, lag, baseline = 7, leastSpread = 0.5, tail = 0.001 } = of
  const observed = counts[at]
  const today = exposure === undefined ? 1 : (exposure[at] ?? 0)
  if (observed === undefined || at - lag - baseline < 0) return null
  requireCount(`counts[${at}]`, observed)
  requireExposure(`exposure[${at}]`, today)
  const before = ratesBetween(of, at - lag - baseline, at - lag)
  if (before.length < 2) return null
  const mean = before.reduce((sum, rate) => sum + rate, 0) / before.length
  const squares = before.reduce((sum, rate) => sum + (rate - mean) ** 2, 0)
  const expected = mean * today
  const spread = Math.max(leastSpread, Math.sqrt(squares / (before.length - 1)) * today)
  return {
    mean: expected,
    spread,
    score: spread === 0 ? 0 : (observed - expected) / spread,
    threshold: expected + normalQuantile({ lower: 1 - tail, upper: tail }) * spread,
    n: before.length,
  }
}

/**
 * EARS C3: the last three C2 together, which finds a rise that no single period shows; alarm above 2.
 *
 * In: as `ears`. Out: sum of max(0, C2 − 1) over the period and the two before; null while the first of the three has
 * no whole baseline.
 * Source: as `ears`; the manual's definition, with the baseline's mean. (The R package's earsC puts the observed count
 * in the mean's place, and so misses the first week of a spike.)
 * Worked: the series of `ears` followed by 14: 10.283568 at the 25, then 10.181238.
 */
export function earsC3(of: EarsSettings): number | null {
  const at = of.at ?? of.counts.length - 1
  let sum = 0
  for (const each of [at - 2, at - 1, at]) {
    const period = ears({ ...of, at: each, lag: 2 })
    if (period === null) return null
    sum += Math.max(0, period.score - 1)
  }
  return sum
}

/** Counts per unit of exposure from one index up to another; periods without exposure say nothing and are left out. */
function ratesBetween({ counts, exposure }: CountSeries, from: number, to: number): number[] {
  if (exposure === undefined) return counts.slice(from, to)
  return counts.slice(from, to).flatMap((count, index) => {
    const amount = exposure[from + index] ?? 0
    return amount > 0 ? [count / amount] : []
  })
}
