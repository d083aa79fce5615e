import { gammaTails } from './incomplete-gamma.ts'

/**
 * The chance that a standard normal number is z or more: Q(1/2, z²/2) / 2, with its relative accuracy in the far tail.
 * Source: NIST DLMF 7.11.2. Worked: z = 1.959964 is 0.025; z = 3.213145 is 0.000656.
 */
export function normalUpper(z: number): number {
  const { upper } = gammaTails(0.5, (z * z) / 2)
  return z >= 0 ? upper / 2 : 1 - upper / 2
}
