import { requireConfidence, requireCount, requireExposure, requireShareOf } from './arguments.ts'
import { type ShareInterval, usualConfidence, zFor } from './interval.ts'
import { scoreLimits } from './wilson.ts'

/** One part of the frame (a segment and language): how many are in it, how many answered, how many of those said yes. */
export type AnsweredStratum = { size: number; n: number; successes: number }
type WeightedShare = ShareInterval & {
  /** How many evenly weighted answers say as much. */
  effective: number
  /** Of the frame, the share in parts from which nobody answered: nothing is known of them. */
  unseen: number
}

/**
 * A share weighted for non-response: each part of the frame counts by its size, however few of it answered.
 *
 * In: strata (sizes of the frame, answers, successes), confidence (0.95). Out: share, low, high in [0, 1], n answers,
 * effective number of answers, share of the frame unseen; null when nobody answered. Throws RangeError.
 * share = Σ size p / Σ size over parts with answers; weights w = size / n; effective = (Σ w n)² / Σ w² n (Kish); Wilson's
 * limits at that effective number.
 * Source: L. Kish, Survey Sampling (1965), 11.7; post-stratification, D. Holt, T. Smith (1979), JRSS A 142:33.
 * Worked: (800; 10 of 50) and (200; 30 of 50) give .28 although 40 of 100 said yes; effective 73.53 (.190281 to .391565).
 */
export function weightedShare(of: { strata: readonly AnsweredStratum[]; confidence?: number }): WeightedShare | null {
  const { strata, confidence = usualConfidence } = of
  requireConfidence(confidence)
  for (const [place, { size, n, successes }] of strata.entries()) {
    requireExposure(`strata[${place}].size`, size)
    requireCount(`strata[${place}].n`, n)
    requireShareOf(successes, n, { successes: `strata[${place}].successes`, n: 'n' })
  }
  const answered = strata.filter(({ n, size }) => n > 0 && size > 0)
  const seen = sum(answered.map(({ size }) => size))
  if (seen === 0) return null
  const share = Math.min(1, sum(answered.map(({ size, n, successes }) => (size * successes) / n)) / seen)
  const effective = seen ** 2 / sum(answered.map(({ size, n }) => size ** 2 / n))
  return {
    ...scoreLimits(share, effective, zFor(confidence)),
    n: sum(answered.map(({ n }) => n)),
    confidence,
    effective,
    unseen: 1 - seen / sum(strata.map(({ size }) => size)),
  }
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
