/**
 * Where a function that is at most 0 at `from` and only rises in the direction of the first step reaches 0.
 *
 * In: the function, the start, the first step (its sign is the direction). Out: the root, to about 1e-13; null when there is none within
 * 511 steps. Steps double until the sign changes, then bisection (for logarithms, so that e^511 is still a number).
 * Worked: x − 10 from 0 by steps of 1 gives 10.
 */
export function rootBeyond(of: (at: number) => number, from: number, step: number): number | null {
  let near = from
  let far = from + step
  for (let doubled = 1; !(of(far) > 0); doubled++) {
    if (doubled === 9) return null
    near = far
    far += step * 2 ** doubled
  }
  for (let round = 0; round < 100 && Math.abs(far - near) > 1e-13 * Math.max(1, Math.abs(far)); round++) {
    const middle = (near + far) / 2
    if (of(middle) > 0) far = middle
    else near = middle
  }
  return (near + far) / 2
}
