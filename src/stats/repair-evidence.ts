import { fallEvidence, riseEvidence } from './anytime-valid-rate.ts'
import { splitEvidence } from './anytime-valid-share.ts'
import { requireConfidence, requireExposure } from './arguments.ts'
import { type Interval, usualConfidence } from './interval.ts'
import { betaQuantile, gammaQuantile } from './quantiles.ts'
import type { Rate } from './rate-ratio.ts'
import { rootBeyond } from './root.ts'

/** What the days since a change say against the days before; may be read every day. */
export type RepairEvidence = Interval & {
  /** ln E for "less than it would have been" and for "more"; either is shown once it reaches `needed` = ln(2/α). */
  fall: number
  rise: number
  needed: number
  /** Complaints after / what would have been. low and high are each wrong on any day with at most α. */
  ratio: number
  /** What would have been. */
  expected: number
}

type Settings = {
  /** By how much counts spread more than Poisson's (≥ 1); 1 when left out. */
  phi?: number | undefined
  /** Shrunken rate before / rate as counted, at most 1: for what was picked because it was high. 1 when left out. */
  shrink?: number | undefined
  confidence?: number | undefined
}

/**
 * Evidence that a change lowered (or raised) a rate which is itself only estimated, for daily looks.
 *
 * In: events and exposure before (frozen) and after, phi, shrink, confidence (0.95). Out: see `RepairEvidence`; null when nothing was
 * exposed or nothing came before. Throws RangeError naming the argument.
 *
 * Two steps: the rate before is replaced by its lower limit at α/2 (upper limit for a rise), and E must reach 2/α. φ divides all counts.
 * The limits of the ratio are those ratios that the same evidence just rejects. Source: `fallEvidence`; R. Berger, D. Boos (1994), J. Am.
 * Stat. Assoc. 89:1012 (a nuisance parameter held in its own interval).
 * Worked: 40 in 8 weeks are at least 3.572073 a week; 20 in the 10 weeks after give E = 19.354, not yet the 40 needed.
 */
export function againstOwnRate(of: Settings & { before: Rate; after: Rate }): RepairEvidence | null {
  const { before, after, phi = 1, shrink = 1, confidence = usualConfidence } = of
  requireSettings(of)
  if (before.events === 0 || before.exposure === 0 || after.exposure === 0) return null
  const outer = (1 - confidence) / 2
  const events = after.events / phi
  const shape = before.events / phi
  const perUnit = after.exposure / before.exposure
  const least = gammaQuantile(shape, { lower: outer, upper: 1 - outer }) * perUnit * shrink
  const most = gammaQuantile(shape + 1 / phi, { lower: 1 - outer, upper: outer }) * perUnit
  const expected = before.events * perUnit * shrink
  return judged({
    fallAt: (ratio) => fallEvidence({ events, expected: ratio * least }),
    riseAt: (ratio) => riseEvidence({ events, expected: ratio * most }),
    observed: after.events,
    expected,
    confidence,
  })
}

/** Target and controls over one stretch of time: what they were before, frozen, and since. */
export type Compared = { before: { target: number; controls: number }; after: { target: number; controls: number } }

/**
 * Evidence that a change lowered (or raised) the target against controls that it did not touch, for daily looks.
 *
 * In: stretches (one, or one for each set of controls where a change came in stages), phi, shrink, confidence (0.95). Out: see
 * `RepairEvidence`, the ratio being that of odds; null when before or after either side has nothing. Throws RangeError.
 *
 * As `againstOwnRate`, with `splitEvidence` and the Clopper-Pearson limits of the share before; stretches multiply their E.
 * Worked: target 120, controls 300 before; 12 and 108 since: ratio 0.277778, E = 222.527.
 */
export function againstControls(of: Settings & { stretches: readonly Compared[] }): RepairEvidence | null {
  const { phi = 1, shrink = 1, confidence = usualConfidence } = of
  requireSettings(of)
  const stretches = of.stretches.filter(
    ({ before, after }) => before.target > 0 && before.controls > 0 && after.target + after.controls > 0,
  )
  if (stretches.every(({ after }) => after.controls === 0)) return null
  const outer = (1 - confidence) / 2 / stretches.length
  const splits = stretches.map(({ before, after }) => {
    const [a, b] = [before.target / phi, before.controls / phi]
    const least = betaQuantile(a, b + 1 / phi, { lower: outer, upper: 1 - outer })
    const most = betaQuantile(a + 1 / phi, b, { lower: 1 - outer, upper: outer })
    const split = { k: after.target / phi, n: (after.target + after.controls) / phi }
    return { split, least: (least / (1 - least)) * shrink, most: most / (1 - most) }
  })
  const share = (odds: number) => odds / (1 + odds)
  const total = (each: (of: (typeof splits)[number]) => number) => splits.reduce((sum, split) => sum + each(split), 0)
  return judged({
    fallAt: (ratio) =>
      total(({ split, least }) => splitEvidence({ ...split, share: { low: share(ratio * least), high: 1 } })),
    riseAt: (ratio) =>
      total(({ split, most }) => splitEvidence({ ...split, share: { low: 0, high: share(ratio * most) } })),
    observed: stretches.reduce((sum, { after }) => sum + after.target, 0),
    expected: stretches.reduce(
      (sum, { before, after }) => sum + (before.target / before.controls) * shrink * after.controls,
      0,
    ),
    confidence,
  })
}

type Judged = {
  fallAt: (ratio: number) => number
  riseAt: (ratio: number) => number
  observed: number
  expected: number
  confidence: number
}

function judged({ fallAt, riseAt, observed, expected, confidence }: Judged): RepairEvidence {
  const needed = Math.log(2 / (1 - confidence))
  const ratio = observed / expected
  const best = Math.log(Math.max(observed, 1e-3) / expected)
  const lowest = () => rootBeyond((at) => riseAt(Math.exp(at)) - needed, best, -1) ?? Number.NEGATIVE_INFINITY
  const highest = rootBeyond((at) => fallAt(Math.exp(at)) - needed, best, 1) ?? Number.POSITIVE_INFINITY
  return {
    fall: fallAt(1),
    rise: riseAt(1),
    needed,
    ratio,
    low: observed === 0 ? 0 : Math.min(ratio, Math.exp(lowest())),
    high: Math.max(ratio, Math.exp(highest)),
    expected,
    n: observed,
    confidence,
  }
}

function requireSettings({ phi = 1, shrink = 1, confidence = usualConfidence }: Settings): void {
  requireConfidence(confidence)
  requireExposure('phi', phi)
  if (phi < 1) throw new RangeError(`phi must be 1 or more; got ${phi}`)
  if (!(shrink > 0 && shrink <= 1)) throw new RangeError(`shrink must lie above 0, to 1; got ${shrink}`)
}
