import { devianceFrom, stirlingRemainder } from './stirling.ts'
import { smallest, type Tails } from './tails.ts'

/**
 * The gamma distribution's two tails: lower = P(shape, x), upper = Q(shape, x), lower + upper = 1.
 *
 * In: shape > 0 and x ≥ 0 (scale 1). Out: both probabilities, each with its own relative accuracy (about 1e-13 for
 * shapes to a million), so a small tail is never "1 minus something near 1".
 * A Poisson count uses the same numbers: P(count ≤ k, expecting x) = Q(k + 1, x).
 *
 * Source: NIST DLMF 8.11.4 (series, x < shape + 1) and 8.9.2 (the even part of the continued fraction, by Lentz's method).
 * Worked: shape 1 is the exponential, so x = 2 gives upper = e⁻² = 0.135335.
 */
export function gammaTails(shape: number, x: number): Tails {
  if (x === 0) return { lower: 0, upper: 1 }
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 }
  const weight = gammaWeight(shape, x)
  if (x < shape + 1) {
    const lower = Math.min(1, (weight / shape) * risingSeries(shape, x))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, weight * upperFraction(shape, x))
  return { lower: 1 - upper, upper }
}

/** x times the gamma density: how fast the lower tail grows per unit of ln x. Written with Stirling's remainder. */
export function gammaWeight(shape: number, x: number): number {
  return Math.exp(logGammaWeight(shape, x))
}

function logGammaWeight(shape: number, x: number): number {
  return 0.5 * Math.log(shape / (2 * Math.PI)) - stirlingRemainder(shape) - devianceFrom(shape, x)
}

/**
 * ln of each tail divided by the weight, that is ln of ∫ (t/x)^(shape−1) e^(x−t) dt / x below and above x. Also where the weight itself
 * is too small for a number. In: shape > 0 and x ≥ 0. Worked: shape 1, x = 3.7: below, ln((e^3.7 − 1) / 3.7) = 2.366633.
 */
export function logGammaTailsOverWeight(shape: number, x: number): Tails {
  if (x < shape + 1) {
    const lower = Math.log(risingSeries(shape, x) / shape)
    const logWeight = logGammaWeight(shape, x)
    return { lower, upper: Math.log1p(-Math.min(1, Math.exp(lower + logWeight))) - logWeight }
  }
  const upper = Math.log(upperFraction(shape, x))
  const logWeight = logGammaWeight(shape, x)
  return { lower: Math.log1p(-Math.min(1, Math.exp(upper + logWeight))) - logWeight, upper }
}

/** 1 + x/(shape+1) + x²/((shape+1)(shape+2)) + …; every term is positive, so nothing cancels. */
function risingSeries(shape: number, x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (shape + k)
    sum += term
  }
  return sum
}

/** Q(shape, x) divided by its weight. For x > shape + 1 the partial numbers settle after about 5 √shape steps. */
function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape
  let c = 1 / smallest
  let d = 1 / b
  let h = d
  let step = 0
  for (let k = 1; Math.abs(step - 1) > 5e-16; k++) {
    const numerator = -k * (k - shape)
    b += 2
    d = 1 / awayFromZero(numerator * d + b)
    c = awayFromZero(b + numerator / c)
    step = d * c
    h *= step
    if (k > 1e6) throw new RangeError(`shape must be small enough to work with (to about 1e9), got ${shape}`)
  }
  return h
}

function awayFromZero(value: number): number {
  return Math.abs(value) < smallest ? smallest : value
}
