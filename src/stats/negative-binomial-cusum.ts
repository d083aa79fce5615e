/** Counts with mean `expected` and variance expected × (1 + dispersion × expected), against a level `ratio` times as high. */
export type CusumModel = {
  /** 0 or more; 0 is Poisson. */
  dispersion: number
  /** Above 1: the rise that is looked for. */
  ratio: number
}

/**
 * What one count says for the higher level against the usual one: gain × count + drift, in natural units of evidence
 * (the logarithm of the likelihood ratio).
 *
 * In: expected (> 0), dispersion a, ratio. With μ0 expected and μ1 = ratio × μ0: gain = ln[μ1(1 + a μ0) / (μ0(1 + a μ1))],
 * drift = (1/a) ln[(1 + a μ0) / (1 + a μ1)]; a → 0: ln(μ1/μ0) and −(μ1 − μ0). Source: M. Höhle, M. Paul (2008), Comput. Stat.
 * Data Anal. 52:4357. Worked: expected 9.5, ratio 2, a 0: gain 0.693147, drift −9.5.
 */
export function cusumStep(of: CusumModel & { expected: number }): { gain: number; drift: number } {
  const { expected, dispersion, ratio } = of
  const raised = expected * ratio
  if (dispersion * raised < 1e-9) return { gain: Math.log(ratio), drift: expected - raised }
  const shrink = Math.log1p(dispersion * expected) - Math.log1p(dispersion * raised)
  return { gain: Math.log(ratio) + shrink, drift: shrink / dispersion }
}

/**
 * The evidence for a higher level that has gathered since it was last refuted (the negative-binomial CUSUM).
 *
 * In: counts, expected (one a count, > 0), dispersion, ratio. Out: C = max(0, C + gain × count + drift) after each count,
 * beginning at 0. While nothing is the matter, P(C ≥ c) is at most e^−c in the long run, because the evidence's
 * exponential has mean 1 (J. Kingman (1964), Proc. Camb. Phil. Soc. 60:845).
 * Source: as `cusumStep`. Worked: the series of `ears`, expected 9.5, ratio 2, a 0.05: weeks 13 to 15 have 4.765967, 4.978201,
 * 3.120555, all before 0; a 0 gives 7.828680, 8.032740, 4.771065.
 */
export function negativeBinomialCusum(
  of: CusumModel & { counts: readonly number[]; expected: readonly number[] },
): number[] {
  let gathered = 0
  return of.counts.map((count, index) => {
    const { gain, drift } = cusumStep({ ...of, expected: of.expected[index] ?? 0 })
    gathered = Math.max(0, gathered + gain * count + drift)
    return gathered
  })
}
