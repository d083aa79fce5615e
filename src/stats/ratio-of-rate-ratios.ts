import { requireConfidence, requireCount } from './arguments.ts'
import { type Interval, usualConfidence, zFor } from './interval.ts'
import { normalUpper } from './normal-tail.ts'

/** Counts before and after a change. */
export type BeforeAfter = { before: number; after: number }

/**
 * How many times as many as the controls' own course would give: whatever moved targets and controls alike cancels.
 *
 * In: counts of target and controls before and after (counts), phi by which the counts spread more than Poisson's (1), confidence
 * (0.95). Out: ratio, low, high, p (two-sided), standardError of ln ratio; null when one of the four counts is 0. Throws RangeError.
 *
 * (y1t / y0t) / (y1c / y0c), SE(ln) = √(φ Σ 1/y). Source: the difference in differences of log rates; J. Lopez Bernal and others (2018),
 * Int. J. Epidemiol. 47:2082. Good from about five cases in each of the four; `fisherExact` below that.
 * Worked: target 120 → 45, controls 300 → 155: 0.725806 (0.489618 to 1.075930), p = 0.110582.
 */
export function ratioOfRateRatios(of: {
  target: BeforeAfter
  controls: BeforeAfter
  phi?: number
  confidence?: number
}): (Interval & { ratio: number; p: number; standardError: number }) | null {
  const { target, controls, phi = 1, confidence = usualConfidence } = of
  const counts = [target.before, target.after, controls.before, controls.after]
  for (const [i, name] of ['target.before', 'target.after', 'controls.before', 'controls.after'].entries())
    requireCount(name, counts[i] ?? Number.NaN)
  requireConfidence(confidence)
  if (counts.includes(0)) return null
  const log = Math.log(target.after / target.before / (controls.after / controls.before))
  const standardError = Math.sqrt(phi * counts.reduce((sum, count) => sum + 1 / count, 0))
  const half = zFor(confidence) * standardError
  return {
    ratio: Math.exp(log),
    low: Math.exp(log - half),
    high: Math.exp(log + half),
    p: 2 * normalUpper(Math.abs(log) / standardError),
    standardError,
    n: counts.reduce((sum, count) => sum + count, 0),
    confidence,
  }
}
