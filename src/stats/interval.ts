import { normalQuantile } from './quantiles.ts'
import type { Tails } from './tails.ts'

/**
 * What every measure in this folder gives back beside its own number (share, rate, ratio, difference, …).
 * low ≤ the number ≤ high, all in the unit of the number; n is how many cases it was computed from; confidence is e.g. 0.95.
 */
export type Interval = { low: number; high: number; n: number; confidence: number }

/** A share of n with its interval; share, low and high are in [0, 1]. */
export type ShareInterval = Interval & { share: number }

/** The confidence every measure uses when none is given. */
export const usualConfidence = 0.95

/** The tails of a two-sided interval: at confidence 0.95 the upper limit has 0.975 below it and 0.025 above. */
export function limitTails(confidence: number): { lowLimit: Tails; highLimit: Tails } {
  const outer = (1 - confidence) / 2
  return { lowLimit: { lower: outer, upper: 1 - outer }, highLimit: { lower: 1 - outer, upper: outer } }
}

/** The z of a two-sided interval: 1.959964 at confidence 0.95. */
export function zFor(confidence: number): number {
  return normalQuantile(limitTails(confidence).highLimit)
}

/** A number without the last bits' noise outside the range it must lie in. */
export function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
