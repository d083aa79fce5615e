import { requireConfidence, requireExposure } from './arguments.ts'
import { logGammaTailsOverWeight } from './incomplete-gamma.ts'
import { type Interval, usualConfidence } from './interval.ts'
import { logGamma } from './log-gamma.ts'
import { rootBeyond } from './root.ts'

/** Events that came, and how many were expected had nothing changed; neither need be whole (bursts divide both). */
export type Watched = { events: number; expected: number }

/**
 * Evidence that events come more rarely than expected, which one may look at every day: ln E of "the rate is as expected, or more".
 *
 * In: events (≥ 0) and expected (≥ 0, known in advance) since the change. Out: ln E; whoever stops at E ≥ 1/α is wrong with at most α,
 * however often looked at. Throws RangeError naming the argument.
 *
 * E = ∫₀¹ θ^S e^((1−θ)T) dθ = e^T Γ(S+1) P(S+1, T) / T^(S+1): a mixture of likelihood ratios, a supermartingale for every true θ ≥ 1.
 * With S/φ and T/φ it still is one for negative binomial counts of variance φ × mean (docs/statistics.md).
 * Source: H. Robbins (1970), Ann. Math. Stat. 41:1397; S. Howard and others (2021), Ann. Stat. 49:1055.
 * Worked: none where 3.7 were expected, E = 10.661434; 7 where 20, E = 95.442529.
 */
export function fallEvidence(of: Watched): number {
  requireWatched(of)
  return logGammaTailsOverWeight(of.events + 1, of.expected).lower
}

/**
 * Evidence that events come more often than expected: ln E of "the rate is as expected, or less". In and out as `fallEvidence`.
 *
 * E = ∫₁^∞ θ^S e^((1−θ)T) e^(1−θ) dθ = e^(T+1) Γ(S+1) Q(S+1, T+1) / (T+1)^(S+1).
 * Source: as `fallEvidence`. Worked: none where none was expected, E = 1; 25 where 10, E = 779.183110.
 */
export function riseEvidence(of: Watched): number {
  requireWatched(of)
  return logGammaTailsOverWeight(of.events + 1, of.expected + 1).upper
}

/**
 * How many times what was expected, with an interval that holds on all days at once (a confidence sequence).
 *
 * In: events, expected, confidence (0.95). Out: ratio, low, high; null where nothing was expected yet. Throws RangeError.
 *
 * {θ : Γ(1+S) / (1+T)^(1+S) / (θ^S e^(−θT)) < 1/α}: likelihood ratios mixed with Gamma(1, 1). Wider than an interval for one look.
 * Source: as `fallEvidence`. Worked: 7 where 20 were expected: 0.35 (0.087102 to 0.907282); 4 where 12: up to 1.078827.
 */
export function ratioSequence(of: Watched & { confidence?: number }): (Interval & { ratio: number }) | null {
  const { events, expected, confidence = usualConfidence } = of
  requireWatched(of)
  requireConfidence(confidence)
  if (expected === 0) return null
  const limit = -Math.log(1 - confidence)
  // ln E at the best ratio S/T is below 0; towards either end it only rises.
  const mixed = logGamma(events + 1) - (events + 1) * Math.log1p(expected)
  const over = (logRatio: number) =>
    mixed - (events === 0 ? 0 : events * logRatio) + Math.exp(logRatio) * expected - limit
  const best = Math.log(Math.max(events, 1e-9) / expected)
  return {
    ratio: events / expected,
    low: events === 0 ? 0 : Math.exp(rootBeyond(over, best, -1) ?? Number.NEGATIVE_INFINITY),
    high: Math.exp(rootBeyond(over, best, 1) ?? Number.POSITIVE_INFINITY),
    n: events,
    confidence,
  }
}

function requireWatched({ events, expected }: Watched): void {
  requireExposure('events', events)
  requireExposure('expected', expected)
}
