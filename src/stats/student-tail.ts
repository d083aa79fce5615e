import { betaTails } from './incomplete-beta.ts'

/**
 * The probability that Student's t with the given degrees of freedom exceeds t.
 *
 * In: t any finite number, degrees > 0. Out: p in (0, 1), relative accuracy about 1e-13 also far out.
 * Source: NIST DLMF 8.17 with t² / (degrees + t²) a beta variable. Worked: t = 2.306004, 8 degrees gives 0.025.
 */
export function studentTail(t: number, degrees: number): number {
  const square = t * t
  const outer = betaTails(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square)).lower / 2
  return t >= 0 ? outer : 1 - outer
}
