/** The two sides of a distribution at one point; lower + upper = 1, each kept with its own relative accuracy. */
export type Tails = { lower: number; upper: number }

/** Stands in for an exact zero in a continued fraction, where the next step divides by it (Lentz's method). */
export const smallest = 1e-300

/**
 * Where an increasing distribution reaches the wanted tails, by Newton steps on the logarithm of the smaller tail.
 *
 * In: `at(t)` gives the tails and `slope` = d lower / dt at t, `start` any rough t. Out: t, to about 1e-13.
 * Scales are chosen (ln x, logit x) so that both tails are log-concave in t: the tangent then never overshoots the
 * root from its far side, and the steps converge from any start. A long first step is cut to keep tails above zero.
 */
export function findQuantile(wanted: Tails, start: number, at: (t: number) => Tails & { slope: number }): number {
  const low = wanted.lower <= wanted.upper
  let t = start
  for (let round = 0; round < 200; round++) {
    const here = at(t)
    const gap = low ? Math.log(here.lower / wanted.lower) : -Math.log(here.upper / wanted.upper)
    const tail = low ? here.lower : here.upper
    const step = tail > 0 ? (gap * tail) / here.slope : Math.sign(gap) * 2
    t -= Math.max(-2, Math.min(2, step))
    if (Math.abs(step) < 1e-9 * Math.max(1, Math.abs(t))) return t
  }
  throw new RangeError(`no quantile found for lower ${wanted.lower}, upper ${wanted.upper}`)
}
