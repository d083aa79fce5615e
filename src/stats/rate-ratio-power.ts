import { requireConfidence } from './arguments.ts'
import { usualConfidence, zFor } from './interval.ts'
import { normalQuantile } from './quantiles.ts'
import { rateRatio } from './rate-ratio.ts'

type Wanted = { ratio: number; power?: number; confidence?: number }

/**
 * How many complaints the window before must hold so that an equal window after shows a given fall, with one look.
 *
 * In: ratio after / before expected (0 to 1, without 1), power (0.8), confidence (0.95). Out: the count. Throws RangeError.
 * (z_{α/2} + z_power)² / (2 (1 − √ratio)²), from the square root of a Poisson count, whose variance is ¼.
 * Source: P. Armitage, G. Berry, Statistical Methods in Medical Research, 14.4 (square root transformation).
 * Worked: ratio 0.5 needs 45.8; 0.7 needs 147; 0.9 needs 1490.
 */
export function baselineCountNeeded({ ratio, power = 0.8, confidence = usualConfidence }: Wanted): number {
  requireConfidence(confidence)
  if (!(ratio >= 0 && ratio < 1)) throw new RangeError(`ratio must lie from 0 to below 1; got ${ratio}`)
  const z = zFor(confidence) + normalQuantile({ lower: power, upper: 1 - power })
  return z ** 2 / (2 * (1 - Math.sqrt(ratio)) ** 2)
}

/**
 * How often one look with the exact rate ratio shows a difference at p below α, when these counts are expected.
 *
 * In: expected counts before and after over equal windows (each to about 500), confidence (0.95). Out: power in [0, 1].
 * The sum over all pairs of Poisson counts. Source: the definition of power. Worked: 46 before and 23 after: 0.766.
 */
export function rateRatioPower(of: { before: number; after: number; confidence?: number }): number {
  const { before, after, confidence = usualConfidence } = of
  requireConfidence(confidence)
  const [first, second] = [poissonChances(before), poissonChances(after)]
  let power = 0
  for (const [y0, chance0] of first.entries())
    for (const [y1, chance1] of second.entries()) {
      if (chance0 * chance1 < 1e-9) continue
      const found = rateRatio({ rate: { events: y1, exposure: 1 }, against: { events: y0, exposure: 1 }, confidence })
      if (found !== null && found.p < 1 - confidence) power += chance0 * chance1
    }
  return power
}

function poissonChances(mean: number): number[] {
  const chances = [Math.exp(-mean)]
  for (let k = 1; k < mean + 10 * Math.sqrt(mean) + 10; k++) chances.push(((chances[k - 1] ?? 0) * mean) / k)
  return chances
}
