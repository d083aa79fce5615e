import { betaTails } from './incomplete-beta.ts'
import { gammaTails } from './incomplete-gamma.ts'

/**
 * Counts that spread more than Poisson's: negative binomial with mean and variance = phi × mean; phi of 1 (or less) is Poisson.
 */
export type SpreadCount = { mean: number; phi: number }

/**
 * How likely such a count reaches at least `count`.
 *
 * In: mean > 0, phi, count (whole). Out: probability. size = mean/(phi − 1), chance 1/phi: P(≤ k) = I_{1/phi}(size, k + 1).
 * Source: NIST DLMF 8.17.24. Worked: mean 5, phi 1.5, count 11 gives 0.03763657; phi 1 gives 0.01369527.
 */
export function atLeast({ mean, phi, count }: SpreadCount & { count: number }): number {
  if (count <= 0) return 1
  if (phi <= 1) return gammaTails(count, mean).lower
  return betaTails(mean / (phi - 1), count, 1 / phi, (phi - 1) / phi).upper
}

/**
 * The smallest count with a probability of at least 1 − tail of not being exceeded.
 *
 * In: mean > 0, phi, tail in (0, 1). Out: a whole number ≥ 0. Steps of growing width from the mean, then halving.
 * Worked: mean 5, phi 1.5, tail 0.05 gives 10; phi 1 gives 9.
 */
export function highestUsual({ mean, phi, tail }: SpreadCount & { tail: number }): number {
  const usual = (count: number) => atLeast({ mean, phi, count: count + 1 }) <= tail * (1 + 1e-12)
  if (usual(0)) return 0
  let below = Math.floor(mean)
  if (usual(below)) below = 0
  let width = 1 + Math.ceil(Math.sqrt(mean * Math.max(1, phi)))
  while (!usual(below + width)) {
    below += width
    width *= 2
  }
  let above = below + width
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (usual(middle)) above = middle
    else below = middle
  }
  return above
}

/**
 * The probabilities of exactly 0, 1, … most such cases.
 *
 * In: mean > 0, phi, most (whole). Out: most + 1 probabilities. Source: the ratio of neighbours, P(k)/P(k − 1) =
 * (size + k − 1)/k × (1 − 1/phi), in logarithms. Worked: mean 2, phi 1: 0.135335, 0.270671, 0.270671.
 */
export function countMasses({ mean, phi, most }: SpreadCount & { most: number }): Float64Array {
  const masses = new Float64Array(most + 1)
  const extra = Math.max(0, phi - 1)
  let log = extra < 1e-9 ? -mean : (-mean / extra) * Math.log(phi)
  masses[0] = Math.exp(log)
  for (let k = 1; k <= most; k++) {
    log += Math.log((mean + extra * (k - 1)) / (k * (1 + extra)))
    masses[k] = Math.exp(log)
  }
  return masses
}
