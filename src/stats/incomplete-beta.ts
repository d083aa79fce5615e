import { devianceFrom, stirlingRemainder } from './stirling.ts'
import { smallest, type Tails } from './tails.ts'

/**
 * The beta distribution's two tails at x: lower = I_x(a, b), upper = I_y(b, a), where y = 1 − x.
 *
 * In: a, b > 0 and both x and y, so that a point next to 1 keeps its digits. Out: both probabilities, relative accuracy
 * about 1e-13 for a, b to a million. The binomial uses the same numbers: P(successes ≥ k of n) = I_share(k, n − k + 1).
 *
 * Source: NIST DLMF 8.17.22 (continued fraction, Lentz's method) on the side where it is quick; 8.17.4 for the other.
 * Worked: a = b = 2, x = 0.25 gives 3x² − 2x³ = 0.15625.
 */
export function betaTails(a: number, b: number, x: number, y: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (y <= 0) return { lower: 1, upper: 0 }
  const weight = betaWeight(a, b, x, y)
  if (x * (a + b + 2) < a + 1) {
    const lower = Math.min(1, (weight * fraction(a, b, x)) / a)
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, (weight * fraction(b, a, y)) / b)
  return { lower: 1 - upper, upper }
}

/** x y times the beta density: how fast the lower tail grows per unit of ln(x / y). */
export function betaWeight(a: number, b: number, x: number, y: number): number {
  const n = a + b
  const remainder = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b)
  return (
    Math.sqrt(((a / n) * b) / (2 * Math.PI)) * Math.exp(remainder - devianceFrom(a, n * x) - devianceFrom(b, n * y))
  )
}

function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let h = d
  let step = 0
  for (let m = 1; Math.abs(step - 1) > 5e-16; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    step = d * c
    h *= step
    if (m > 1e6) throw new RangeError(`a and b must be small enough to work with (to about 1e9), got ${a}, ${b}`)
  }
  return h
}

function awayFromZero(value: number): number {
  return Math.abs(value) < smallest ? smallest : value
}
