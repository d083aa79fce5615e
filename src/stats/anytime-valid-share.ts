import { requireConfidence, requireExposure } from './arguments.ts'
import { type Interval, usualConfidence } from './interval.ts'
import { logBeta } from './log-gamma.ts'
import { rootBeyond } from './root.ts'

/** Of n events since the change, k were of the target and the rest of the controls; neither need be whole. */
export type Split = { k: number; n: number }

/** Both parameters of the Beta by which likelihood ratios are mixed (Jeffreys). */
const mixing = 0.5

/**
 * Evidence, on any day, that the share of the target among target and controls is not what it was: ln E of "the share is p0".
 *
 * In: k of n events since the change; the share before, as one number fixed in advance or as a range that holds it. Out: ln E,
 * two-sided; with a range the smallest over it. Whoever stops at E ≥ 1/α is wrong with at most α. Throws RangeError.
 *
 * E = B(a+k, b+n−k) / B(a, b) / (p0^k (1−p0)^(n−k)), a = b = ½. What moves targets and controls alike (season, customers, readiness
 * to complain) cancels. Source: H. Robbins (1970), Ann. Math. Stat. 41:1397; A. Wald (1947) for the binomial.
 * Worked: p0 = 120/420: 6 of 60 gives E = 49.355184; 9 of 80 gives 99.932776.
 */
export function splitEvidence(of: Split & { share: number | { low: number; high: number } }): number {
  const { k, n, share } = of
  requireSplit(of)
  const { low, high } = typeof share === 'number' ? { low: share, high: share } : share
  if (!(low >= 0 && high <= 1 && low <= high)) throw new RangeError(`share must lie from 0 to 1; got ${low}, ${high}`)
  if (n === 0) return 0
  return logMixed({ k, n }) - logLikelihood({ k, n }, Math.min(high, Math.max(low, k / n)))
}

/**
 * The share of the target among target and controls since the change, with an interval that holds on all days at once.
 *
 * In: k of n, confidence (0.95). Out: share, low, high; null where n is 0. Throws RangeError naming the argument.
 * {p : E(p) < 1/α}. Worked: 6 of 60 at 0.95: 0.1 (0.019127 to 0.268690).
 */
export function splitSequence(of: Split & { confidence?: number }): (Interval & { share: number }) | null {
  const { k, n, confidence = usualConfidence } = of
  requireSplit(of)
  requireConfidence(confidence)
  if (n === 0) return null
  const mixed = logMixed(of) + Math.log(1 - confidence)
  const at = (logit: number) => mixed - logLikelihood(of, 1 / (1 + Math.exp(-logit)))
  const best = Math.log((k + 1e-9) / (n - k + 1e-9))
  const share = (logit: number) => 1 / (1 + Math.exp(-logit))
  return {
    share: k / n,
    low: k === 0 ? 0 : share(rootBeyond(at, best, -1) ?? Number.NEGATIVE_INFINITY),
    high: k === n ? 1 : share(rootBeyond(at, best, 1) ?? Number.POSITIVE_INFINITY),
    n,
    confidence,
  }
}

const logMixed = ({ k, n }: Split): number => logBeta(mixing + k, mixing + n - k) - logBeta(mixing, mixing)

function logLikelihood({ k, n }: Split, share: number): number {
  return (k === 0 ? 0 : k * Math.log(share)) + (k === n ? 0 : (n - k) * Math.log1p(-share))
}

function requireSplit({ k, n }: Split): void {
  requireExposure('n', n)
  if (!(k >= 0 && k <= n)) throw new RangeError(`k must lie from 0 to n (${n}); got ${k}`)
}
