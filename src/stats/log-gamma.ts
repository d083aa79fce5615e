import { stirlingRemainder } from './stirling.ts'

/**
 * ln Γ(z) for z > 0. Source: Stirling's formula with its remainder, NIST DLMF 5.11.1. Worked: z = 5 gives ln 24 = 3.178054.
 */
export function logGamma(z: number): number {
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + stirlingRemainder(z)
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for a, b > 0. Worked: a = b = ½ gives ln π. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}
