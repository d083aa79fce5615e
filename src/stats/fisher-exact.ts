import { requireConfidence, requireCount } from './arguments.ts'
import { hypergeometric } from './hypergeometric.ts'
import { type Interval, usualConfidence } from './interval.ts'
import type { BeforeAfter } from './ratio-of-rate-ratios.ts'
import { rootBeyond } from './root.ts'

/**
 * The ratio of rate ratios without approximation, for counts of any size: Fisher's exact test of target and controls, before and after.
 *
 * In: counts before and after of target and controls, confidence (0.95). Out: ratio (conditional maximum likelihood), low, high, p
 * (two-sided, all splits no likelier than this one); null when before or after, or target or controls, have nothing at all: then no
 * ratio is known. ratio and high may be Infinity. Throws RangeError naming the argument.
 *
 * Given the margins, the target's count after is noncentral hypergeometric with weights ψ^x. Source: R. A. Fisher (1935), J. Roy. Stat.
 * Soc. 98:39; A. Agresti (2002), Categorical Data Analysis, 3.5; R's fisher.test follows the same rules.
 * Worked: target 120 → 45, controls 300 → 155: 0.726173 (0.477548 to 1.091849), p = 0.120252.
 */
export function fisherExact(of: {
  target: BeforeAfter
  controls: BeforeAfter
  confidence?: number
}): (Interval & { ratio: number; p: number }) | null {
  const { target, controls, confidence = usualConfidence } = of
  const { before, after } = { before: target.before + controls.before, after: target.after + controls.after }
  for (const [name, count] of Object.entries({
    ...target,
    controlsBefore: controls.before,
    controlsAfter: controls.after,
  }))
    requireCount(name, count)
  requireConfidence(confidence)
  const ofTarget = target.before + target.after
  const n = before + after
  if (before === 0 || after === 0 || ofTarget === 0 || ofTarget === n) return null
  const { first, chances } = hypergeometric({ taken: after, poolHard: ofTarget, pool: n })
  const at = target.after - first
  const outer = (1 - confidence) / 2
  const last = chances.length - 1
  const logs = chances.map(Math.log)
  const seek = (gap: (weights: number[]) => number) => logRoot((logRatio) => gap(tilted(logs, logRatio)))
  return {
    ratio: at === 0 ? 0 : at === last ? Infinity : Math.exp(seek((weights) => meanOf(weights) - at)),
    low: at === 0 ? 0 : Math.exp(seek((weights) => sum(weights.slice(at)) - outer)),
    high: at === last ? Infinity : Math.exp(seek((weights) => outer - sum(weights.slice(0, at + 1)))),
    p: Math.min(1, sum(chances.filter((chance) => chance <= (chances[at] ?? 0) * (1 + 1e-7)))),
    n,
    confidence,
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const meanOf = (weights: readonly number[]): number => weights.reduce((total, weight, x) => total + weight * x, 0)

/** Chances of each count when the odds ratio is not 1. */
function tilted(logs: readonly number[], logRatio: number): number[] {
  const raised = logs.map((log, x) => log + x * logRatio)
  const most = raised.reduce((highest, each) => Math.max(highest, each), Number.NEGATIVE_INFINITY)
  const weights = raised.map((each) => Math.exp(each - most))
  const total = sum(weights)
  return weights.map((weight) => weight / total)
}

/** Where a rising function of ln ratio is 0, on either side of 0. */
const logRoot = (rising: (logRatio: number) => number): number =>
  rising(0) > 0 ? (rootBeyond((at) => -rising(at), 0, -1) ?? -Infinity) : (rootBeyond(rising, 0, 1) ?? Infinity)
