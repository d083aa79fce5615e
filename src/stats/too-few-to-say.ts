import { requireCount } from './arguments.ts'

/** Below this many cases no share, rate or difference is shown, only the words. */
const fewestCases = 5

/**
 * Whether a number rests on too few cases to be shown: a reader then gets "too few to say" and the cases themselves.
 *
 * In: cases, the complaints (or sampled cases) the number is computed from. Out: true below five.
 * Source: the product's rule "fewer than five cases say too few to say"; five is also where public tables suppress
 * cells and the normal approximation of a count is abandoned (W. G. Cochran (1954), Biometrics 10:417).
 * Worked: 4 gives true, 5 gives false.
 */
export function tooFewToSay(cases: number): boolean {
  requireCount('cases', cases)
  return cases < fewestCases
}
