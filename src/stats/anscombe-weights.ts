/**
 * How far each count lies from what was expected of it, in standard deviations that suit skewed counts.
 *
 * In: counts (≥ 0), fitted expectations (> 0), leverages (0 to 1), phi (≥ 1). Out: one residual a count.
 * s = 1.5 (y^⅔ μ^−⅙ − μ^½) / √(phi (1 − h)); a count with leverage 1 has only itself as witness and gets 0.
 * Source: P. McCullagh, J. A. Nelder (1989), 2.4.2. Worked: y 8, μ 1, h 0, phi 1 gives 1.5 × (4 − 1) = 4.5.
 */
export function anscombeResiduals(of: {
  counts: readonly number[]
  fitted: ArrayLike<number>
  leverages: ArrayLike<number>
  phi: number
}): number[] {
  return of.counts.map((count, index) => {
    const expected = of.fitted[index] ?? 0
    const free = of.phi * (1 - (of.leverages[index] ?? 0))
    if (free < 1e-12) return 0
    return (1.5 * (Math.cbrt(count) ** 2 * expected ** (-1 / 6) - Math.sqrt(expected))) / Math.sqrt(free)
  })
}

/**
 * How much each past period may say, so that earlier spikes do not hide this one.
 *
 * In: residuals, `above` (2.58). Out: gamma s⁻² where s > above, else gamma; gamma makes them sum to their number.
 * Source: C. P. Farrington et al. (1996), J. R. Stat. Soc. A 159:547; the milder 2.58: A. Noufaily et al. (2013).
 * Worked: 0 five times and 2 five times, above 0, gives 1.6 five times and 0.4 five times.
 */
export function weightsFromResiduals(of: { residuals: readonly number[]; above: number }): number[] {
  const raw = of.residuals.map((residual) => (residual > of.above ? residual ** -2 : 1))
  const gamma = raw.length / raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map((weight) => gamma * weight)
}
