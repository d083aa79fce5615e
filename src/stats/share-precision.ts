import { requireConfidence, requireCount } from './arguments.ts'
import { usualConfidence, zFor } from './interval.ts'
import { scoreLimits } from './wilson.ts'

/** How exactly a sample will tell a share: half the width of its interval, and how many even draws it is worth. */
export type Precision = { halfWidth: number; low: number; high: number; effective: number }

/**
 * How wide the interval of a share will be before anything is coded.
 *
 * In: strata (how many cases each holds and how many will be drawn; one stratum for a plain sample), share expected in
 * [0, 1] (0.5, the widest, when nothing is known), confidence (0.95). Out: half the width of Wilson's interval and its ends;
 * null when nothing is drawn, or a stratum with cases gives none. When every case is drawn the width is 0. Throws RangeError.
 *
 * Variance Σ W² p(1 − p)/n (N − n)/(N − 1), W the stratum's share of all; effective = p(1 − p) / variance.
 * Source: W. G. Cochran, Sampling Techniques (1977), 5.10 with one p in all strata; E. B. Wilson (1927) for the ends.
 * Worked: 100 of a million, p 0.5: ± 0.0962 (0.4038 to 0.5962); 400: ± 0.0488; 100 of 200: ± 0.0688.
 */
export function sharePrecision(of: {
  strata: readonly { frame: number; drawn: number }[]
  share?: number
  confidence?: number
}): Precision | null {
  const { strata, share = 0.5, confidence = usualConfidence } = of
  requireConfidence(confidence)
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share must lie from 0 to 1; got ${share}`)
  for (const [place, { frame, drawn }] of strata.entries()) {
    requireCount(`strata[${place}].frame`, frame)
    requireCount(`strata[${place}].drawn`, drawn, frame)
  }
  const all = strata.reduce((sum, { frame }) => sum + frame, 0)
  const filled = strata.filter(({ frame }) => frame > 0)
  if (all === 0 || filled.some(({ drawn }) => drawn === 0)) return null
  const perUnit = filled.reduce((sum, { frame, drawn }) => {
    const left = frame === drawn ? 0 : (frame - drawn) / (frame - 1)
    return sum + ((frame / all) ** 2 / drawn) * left
  }, 0)
  if (perUnit === 0) return { halfWidth: 0, low: share, high: share, effective: all }
  const { low, high } = scoreLimits(share, 1 / perUnit, zFor(confidence))
  return { halfWidth: (high - low) / 2, low, high, effective: 1 / perUnit }
}
