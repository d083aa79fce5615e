/** An exponentially weighted mean of the counts so far, and the limit above which it says that the level has risen. */
export type EwmaPeriod = { value: number; limit: number; alarm: boolean }

/**
 * The EWMA chart of Poisson counts: finds a small rise that lasts, sooner than single counts do.
 *
 * In: counts, oldest first; expected (> 0, the usual count of a period), share of the newest count (0.2), width (3 standard
 * deviations). Out: one entry a period: z = share × y + (1 − share) × z, limit = expected + width √(expected × share/(2 − share)
 * × (1 − (1 − share)^2t)). Throws RangeError.
 * Source: S. W. Roberts (1959), Technometrics 1:239; variance of counts as C. M. Borror et al. (1998), J. Qual. Technol. 30:352.
 * Worked: the series of `ears` with expected 9.5: week 12 9.80384 below 12.57492, week 13 12.84307 above 12.57755.
 */
export function ewma(of: {
  counts: readonly number[]
  expected: number
  share?: number
  width?: number
}): EwmaPeriod[] {
  const { counts, expected, share = 0.2, width = 3 } = of
  if (!(expected > 0)) throw new RangeError(`expected must be above 0; got ${expected}`)
  if (!(share > 0 && share <= 1)) throw new RangeError(`share must be above 0 and at most 1; got ${share}`)
  const variance = (expected * share) / (2 - share)
  let value = expected
  return counts.map((count, index) => {
    value = share * count + (1 - share) * value
    const limit = expected + width * Math.sqrt(variance * (1 - (1 - share) ** (2 * (index + 1))))
    return { value, limit, alarm: value > limit }
  })
}
