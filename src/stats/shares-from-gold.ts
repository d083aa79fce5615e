import { type ShareInterval, usualConfidence, zFor } from './interval.ts'
import { type GoldCase, type PredictionPoweredShare, predictionPoweredShares } from './prediction-powered-shares.ts'
import { scoreLimits } from './wilson.ts'

/** Below this many gold cases of a class, or of all others together, the sample speaks alone. */
const fewestPositives = 10
/** Below this many gold cases in which the model was wrong about a class, its errors are not known well enough. */
export const fewestDisagreements = 5

export type ShareFromGold = Pick<PredictionPoweredShare, 'positives' | 'effectiveN' | 'naive'> &
  ShareInterval & { method: 'prediction-powered' | 'wilson' }

/** λ is what the prediction-powered classes share; `others` how many cases only the model coded. */
export type SharesFromGold = { lambda: number; n: number; others: number; shares: ShareFromGold[] }

/**
 * The rule by which shares over all cases are shown: prediction-powered where the sample knows the model's errors, else
 * Wilson's interval of the sample alone.
 *
 * In: as predictionPoweredShares. Out: λ and one share a class; null when the sample is empty. Throws RangeError.
 *
 * A class with fewer than ten gold cases (or all but ten), or about which the model was wrong fewer than five times in the
 * sample, has λ = 0. Every interval is Wilson's, for as many cases as the estimate is worth by its standard error,
 * p(1 − p) / (SE² + λ²/n²): one error of the model more than was seen. The symmetric ± z·SE misses more often where a share is
 * near 0 or 1 and where errors are few.
 * Source: as predictionPoweredShares; Wilson (1927); the rule itself by simulation, bench/coverage.ts, whose table is in
 * docs/statistics.md.
 * Worked: truth and model 0-0 125, 0-1 15, 1-0 12, 1-1 48, model 3250 and 1750 of 5000 others: second class 0.321558
 * (0.276000 to 0.370784). 2 of 20 in a class: 0.1 (0.027866 to 0.301034), Wilson's.
 */
export function sharesFromGold(of: {
  gold: readonly GoldCase[]
  predicted: readonly number[]
  confidence?: number
  /** Whether the intervals of all classes hold at once (Bonferroni) or each by itself. */
  simultaneous?: boolean
}): SharesFromGold | null {
  const powered = predictionPoweredShares(of)
  const alone = predictionPoweredShares({ ...of, lambda: 0 })
  if (!powered || !alone) return null
  const { predicted, confidence = usualConfidence, simultaneous = false } = of
  const z = zFor(simultaneous ? 1 - (1 - confidence) / predicted.length : confidence)
  const { lambda, n, others } = powered
  const shares = powered.shares.map((each, at) => {
    const isPowered = lambda > 0 && knowsErrors(each)
    const from = isPowered ? each : (alone.shares[at] as PredictionPoweredShare)
    return {
      ...scoreLimits(from.share, worth(from, isPowered ? lambda : 0), z),
      n,
      confidence,
      positives: each.positives,
      effectiveN: isPowered ? each.effectiveN : n,
      naive: each.naive,
      method: isPowered ? ('prediction-powered' as const) : ('wilson' as const),
    }
  })
  return { lambda, n, others, shares }
}

const knowsErrors = ({ positives, disagreements, n }: PredictionPoweredShare): boolean =>
  Math.min(positives, n - positives) >= fewestPositives && disagreements >= fewestDisagreements

/** How many cases drawn with equal probability would know the share as well; n where the sample does not vary. */
function worth({ share, standardError, n }: PredictionPoweredShare, lambda: number): number {
  const variance = standardError ** 2 + (lambda / n) ** 2
  return variance === 0 || share === 0 || share === 1 ? n : (share * (1 - share)) / variance
}
