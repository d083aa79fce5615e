import { betaTails, betaWeight } from './incomplete-beta.ts'
import { gammaTails, gammaWeight } from './incomplete-gamma.ts'
import { stirlingRemainder } from './stirling.ts'
import { findQuantile, type Tails } from './tails.ts'

/**
 * The standard normal z with the given probability below it and above it.
 *
 * In: { lower, upper } in (0, 1), summing to 1. Out: z, relative error below 1e-13 (table in quantiles.test.ts).
 * z² is twice a gamma variable of shape ½ (chi-squared with one degree of freedom), so no separate approximation.
 * Worked: lower 0.975, upper 0.025 gives 1.959964.
 */
export function normalQuantile({ lower, upper }: Tails): number {
  if (lower === upper) return 0
  const outer = 2 * Math.min(lower, upper)
  const size = Math.sqrt(2 * gammaQuantile(0.5, { lower: 1 - outer, upper: outer }))
  return lower < upper ? -size : size
}

/**
 * The point of a gamma distribution (scale 1) with the given probability below and above it.
 *
 * In: shape > 0, { lower, upper } in (0, 1) summing to 1. Out: x > 0, relative error below 1e-12 for shapes to 1e6.
 * Poisson limits are gamma points. Worked: shape 8, lower 0.025 gives 3.453832.
 * Start: the cube of a normal point (Wilson and Hilferty, 1931), or the power law near 0; then Newton on ln x.
 */
export function gammaQuantile(shape: number, tails: Tails): number {
  const logGammaOfNext = (shape + 0.5) * Math.log(shape) - shape + HALF_LOG_TWO_PI + stirlingRemainder(shape)
  const nearZero = (Math.log(tails.lower) + logGammaOfNext) / shape
  const cubeRoot = 1 - 1 / (9 * shape) + roughNormal(tails) / (3 * Math.sqrt(shape))
  const start = cubeRoot > 0.1 ? Math.max(nearZero, Math.log(shape) + 3 * Math.log(cubeRoot)) : nearZero
  const logX = findQuantile(tails, start, (t) => {
    const x = Math.exp(t)
    return { ...gammaTails(shape, x), slope: gammaWeight(shape, x) }
  })
  return Math.exp(logX)
}

/**
 * The point of a beta distribution with the given probability below and above it.
 *
 * In: a, b > 0, { lower, upper } in (0, 1) summing to 1. Out: x in (0, 1), relative error below 1e-12 for a, b to 1e6.
 * Binomial limits are beta points. Worked: a = 9, b = 52, lower 0.025 gives 0.070956.
 * Start: a normal point on the logit scale around the median (a − ⅓)/(a + b − ⅔); then Newton on the logit.
 */
export function betaQuantile(a: number, b: number, tails: Tails): number {
  const median = Math.log(Math.max(a - 1 / 3, a / 3) / Math.max(b - 1 / 3, b / 3))
  const start = median + roughNormal(tails) * Math.sqrt(1 / a + 1 / b)
  const logit = findQuantile(tails, start, (t) => {
    const x = 1 / (1 + Math.exp(-t))
    const y = 1 / (1 + Math.exp(t))
    return { ...betaTails(a, b, x, y), slope: betaWeight(a, b, x, y) }
  })
  return 1 / (1 + Math.exp(-logit))
}

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)

/** A normal point to about 0.02, only to start from: √(−2 ln tail) with its first correction, signed. */
function roughNormal({ lower, upper }: Tails): number {
  const r = Math.sqrt(-2 * Math.log(Math.min(lower, upper)))
  const size = Math.max(0, r - (0.5 * Math.log(1 + 2 * Math.PI * r * r)) / Math.max(r, 0.5))
  return lower < upper ? -size : size
}
