import { requireConfidence, requireCount } from './arguments.ts'
import { effectiveSample } from './effective-sample.ts'
import { type ShareInterval, usualConfidence, within, zFor } from './interval.ts'

/** A case of the random sample: what people settled on and what the model said, as places in the list of classes. */
export type GoldCase = {
  truth: number
  predicted: number
  /** How likely the case was to be drawn, above 0 to 1; cases of equal probabilities weigh the same. 1 unless told. */
  probability?: number
  /** What it was drawn from, where parts were drawn from apart. */
  stratum?: string | null
}

export type PredictionPoweredShare = ShareInterval & {
  standardError: number
  /** Gold cases of the class, not weighted. */
  positives: number
  /** Gold cases of which people and the model differ on this class: what the correction is known from. */
  disagreements: number
  /** How many cases without a model the interval is worth. */
  effectiveN: number
  /** What the model alone says of the cases nobody read. */
  naive: number
}

/** How far the model was trusted (0 not at all, 1 wholly), and a share a class. */
export type PredictionPoweredShares = { lambda: number; n: number; others: number; shares: PredictionPoweredShare[] }

type Given = {
  gold: readonly GoldCase[]
  /** How many cases the model gave each class, of those nobody read; with unequal probabilities, of all. */
  predicted: readonly number[]
  lambda?: number
  confidence?: number
  /** Whether the intervals of all classes hold at once (Bonferroni) or each by itself. */
  simultaneous?: boolean
}

/**
 * Shares of k classes over all cases from a small random sample that people coded and a model's codes of the rest
 * (prediction-powered inference, PPI++). The model's errors, seen in the sample, correct what it says of the rest; however
 * bad the model, the interval holds. One λ for all classes (trace form), so that the shares add up to 1.
 *
 * In: gold cases, counts by the model's class, λ (tuned unless given), confidence (0.95). Out: λ and one share a class with
 * low, high cut to [0, 1]; null when the sample is empty. Without other cases λ is 0. Throws RangeError naming the argument.
 *
 * θ(λ) = λ·mean(f̃) + Σw(Y − λf)/Σw, SE² = λ²·Var₀(f̃)/N + Var₀(w(Y − λf))/n, w = 1/probability scaled to a mean of 1;
 * within strata the variance is about the stratum's mean. λ = clip(Σ Cov₀(Y, f) / ((1 + n/N)·Σ Var₁(f, f̃)), 0, 1).
 * Source: Angelopoulos, Bates, Fannjiang, Jordan, Zrnic (2023), Science 382:669; PPI++: Angelopoulos, Duchi, Zrnic (2023),
 * arXiv:2311.01453. Weights: linearised ratio estimator (Särndal, Swensson, Wretman 1992, ch. 5).
 * Worked: truth and model 0-0 125, 0-1 15, 1-0 12, 1-1 48, model 3250 and 1750 of 5000 others: λ = 0.615942, second class
 * 0.321558 (0.274341 to 0.368775); the model alone says 0.35, the sample alone 0.3 (0.236490 to 0.363510).
 */
export function predictionPoweredShares(of: Given): PredictionPoweredShares | null {
  const { gold, predicted, confidence = usualConfidence, simultaneous = false } = of
  requireGold(of)
  requireConfidence(confidence)
  if (gold.length === 0) return null
  const others = predicted.reduce((sum, count) => sum + count, 0)
  const classes = predicted.map((count, at) => ({ at, naive: others === 0 ? 0 : count / others }))
  const weighted = weigh(gold)
  const lambda = others === 0 ? 0 : (of.lambda ?? tuned(weighted, predicted, others))
  const z = zFor(simultaneous ? 1 - (1 - confidence) / predicted.length : confidence)
  const shares = classes.map(({ at, naive }) => {
    const { mean, variance } = correction(weighted, at, lambda)
    const share = lambda * naive + mean
    const spread = others === 0 ? 0 : (lambda ** 2 * naive * (1 - naive)) / others
    const standardError = Math.sqrt(spread + variance / gold.length)
    return {
      share: within(share, 0, 1),
      low: within(share - z * standardError, 0, 1),
      high: within(share + z * standardError, 0, 1),
      n: gold.length,
      confidence,
      standardError,
      positives: gold.filter(({ truth }) => truth === at).length,
      disagreements: gold.filter(({ truth, predicted: said }) => (truth === at) !== (said === at)).length,
      effectiveN: effectiveSample({ n: gold.length, others, correlation: correlation(weighted, at) }),
      naive,
    }
  })
  return { lambda, n: gold.length, others, shares }
}

function requireGold({ gold, predicted, lambda }: Given): void {
  if (predicted.length < 2) throw new RangeError(`predicted must hold two or more classes; got ${predicted.length}`)
  for (const [at, count] of predicted.entries()) requireCount(`predicted[${at}]`, count)
  for (const [at, { truth, predicted: said, probability = 1 }] of gold.entries()) {
    requireCount(`gold[${at}].truth`, truth, predicted.length - 1)
    requireCount(`gold[${at}].predicted`, said, predicted.length - 1)
    if (!(probability > 0 && probability <= 1))
      throw new RangeError(`gold[${at}].probability must lie above 0 and up to 1; got ${probability}`)
  }
  if (lambda !== undefined && !(lambda >= 0 && lambda <= 1))
    throw new RangeError(`lambda must lie from 0 to 1; got ${lambda}`)
}

type Weighted = GoldCase & { weight: number }

/** Each case's weight, 1 on average. */
function weigh(gold: readonly GoldCase[]): Weighted[] {
  const sum = gold.reduce((total, { probability = 1 }) => total + 1 / probability, 0)
  return gold.map((each) => ({ ...each, weight: gold.length / sum / (each.probability ?? 1) }))
}

const is = (at: number, what: number): number => (at === what ? 1 : 0)

function moments(gold: readonly Weighted[], value: (each: Weighted) => number): { mean: number; variance: number } {
  const mean = gold.reduce((sum, each) => sum + each.weight * value(each), 0) / gold.length
  return {
    mean,
    variance: gold.reduce((sum, each) => sum + each.weight * (value(each) - mean) ** 2, 0) / gold.length,
  }
}

/** The λ that makes the intervals shortest on the whole, between not trusting the model and trusting it wholly. */
function tuned(gold: readonly Weighted[], predicted: readonly number[], others: number): number {
  const n = gold.length
  let together = 0
  let alone = 0
  for (const [at, count] of predicted.entries()) {
    const truth = moments(gold, (each) => is(each.truth, at)).mean
    const said = moments(gold, (each) => is(each.predicted, at)).mean
    const both = moments(gold, (each) => is(each.truth, at) * is(each.predicted, at)).mean
    together += both - truth * said
    const pooled = (said * n + count) / (n + others)
    alone += (pooled * (1 - pooled) * (n + others)) / (n + others - 1)
  }
  return alone === 0 ? 0 : within(together / ((1 + n / others) * alone), 0, 1)
}

/** What the sample adds to λ times the model's share, and the variance of one weighted case of it. */
function correction(gold: readonly Weighted[], at: number, lambda: number): { mean: number; variance: number } {
  const value = (each: Weighted) => is(each.truth, at) - lambda * is(each.predicted, at)
  const { mean } = moments(gold, value)
  const residuals = gold.map((each) => ({ stratum: each.stratum ?? '', residual: each.weight * (value(each) - mean) }))
  return { mean, variance: withinStrata(residuals) }
}

/**
 * Variance of a case about the mean of its stratum. Strata of one case tell nothing about it and are taken together. In one
 * stratum this is the plain variance over n; in several each has its n − 1, because they may be small.
 */
function withinStrata(residuals: { stratum: string; residual: number }[]): number {
  const n = residuals.length
  const sizes = new Map<string, number>()
  for (const { stratum } of residuals) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1)
  const strata = Map.groupBy(residuals, ({ stratum }) => ((sizes.get(stratum) ?? 0) > 1 ? stratum : null))
  let sum = 0
  for (const own of strata.values()) {
    const mean = own.reduce((total, { residual }) => total + residual, 0) / own.length
    const squares = own.reduce((total, { residual }) => total + (residual - mean) ** 2, 0)
    sum += own.length === 1 ? squares : (squares * own.length * (n - 1)) / (n * (own.length - 1))
  }
  return sum / n
}

/** Correlation of people's class with the model's in the sample; 0 where one of them never varies. */
function correlation(gold: readonly Weighted[], at: number): number {
  const truth = moments(gold, (each) => is(each.truth, at))
  const said = moments(gold, (each) => is(each.predicted, at))
  const both = moments(gold, (each) => is(each.truth, at) * is(each.predicted, at)).mean
  const spread = Math.sqrt(truth.variance * said.variance)
  return spread === 0 ? 0 : within((both - truth.mean * said.mean) / spread, -1, 1)
}
