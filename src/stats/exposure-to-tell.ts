import { requireCount, requireExposure } from './arguments.ts'
import { baselineCountNeeded } from './rate-ratio-power.ts'

/**
 * How long to watch after a change until a given fall can be told from chance, with one look at the end.
 *
 * In: baseline (events and exposure before: weeks, orders, …), ratio after / before expected (0 to below 1), dispersion (how
 * much more the counts vary than chance makes them; 1 or more, 1 when left out), power (0.8), confidence (0.95). Out:
 * exposure needed after, in the baseline's unit; Infinity when the baseline is too small whatever comes after; null when it
 * has no events or no exposure. Throws RangeError.
 *
 * With m = the count that an equal window needs, times dispersion, and n events before: exposure / (2n / m − 1). From
 * 1/E₀ + 1/E₁ = 4 r (1 − √ratio)² / z², the variance of a difference of square roots of rates.
 * Source: as baselineCountNeeded, for windows of different length.
 * Worked: ratio 0.5 needs 45.8 in an equal window, so 45.8 in 26 weeks need 26 weeks more; 91.6 in 26 weeks need 8.67.
 */
export function exposureToTell(of: {
  baseline: { events: number; exposure: number }
  ratio: number
  dispersion?: number
  power?: number
  confidence?: number
}): number | null {
  const { baseline, ratio, dispersion = 1, power, confidence } = of
  requireCount('baseline.events', baseline.events)
  requireExposure('baseline.exposure', baseline.exposure)
  if (!(dispersion >= 1)) throw new RangeError(`dispersion must be 1 or more; got ${dispersion}`)
  if (baseline.events === 0 || baseline.exposure === 0) return null
  const needed = baselineCountNeeded({ ratio, power, confidence }) * dispersion
  const share = (2 * baseline.events) / needed - 1
  return share > 0 ? baseline.exposure / share : Number.POSITIVE_INFINITY
}
