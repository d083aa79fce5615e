import { requireCount } from './arguments.ts'

/** One period of a trend: n answers, and their sum (of successes for a share, of scores for a mean). */
type ChartedPeriod = { n: number; sum: number }
type ControlPoint = { value: number; low: number; high: number; signal: 'above' | 'below' | null }
export type ControlChart = { centre: number; points: (ControlPoint | null)[] }

/**
 * What is noise in a trend: Shewhart's limits around the value of all periods together. A period inside them differs from
 * the others no more than chance makes it; only one outside says that something changed.
 *
 * In: periods in order of time; variance of a single answer (for a share leave it out: p(1 − p) of all is used); range that
 * limits must stay in. Out: centre; per period its value, limits centre ± 3 √(variance / n), and the signal; a period
 * without answers is null; the whole is null when fewer than two periods have answers. Throws RangeError.
 * Source: W. A. Shewhart (1931); p-chart and x̄-chart with unequal n, D. C. Montgomery, Statistical Quality Control, 7.3, 6.2.
 * Worked: 80, 78, 82 and 60 of 100: centre .75, limits .620096 to .879904, the last is below.
 */
export function controlChart(of: {
  periods: readonly ChartedPeriod[]
  variance?: number
  range?: { low: number; high: number }
}): ControlChart | null {
  const { periods, range = { low: 0, high: 1 } } = of
  for (const [place, { n }] of periods.entries()) requireCount(`periods[${place}].n`, n)
  const answered = periods.filter(({ n }) => n > 0)
  if (answered.length < 2) return null
  const n = answered.reduce((total, each) => total + each.n, 0)
  const centre = answered.reduce((total, each) => total + each.sum, 0) / n
  const variance = of.variance ?? centre * (1 - centre)
  const points = periods.map((period) => {
    if (period.n === 0) return null
    const half = 3 * Math.sqrt(variance / period.n)
    const value = period.sum / period.n
    const [low, high] = [Math.max(range.low, centre - half), Math.min(range.high, centre + half)]
    return { value, low, high, signal: value > high ? 'above' : value < low ? 'below' : null } as const
  })
  return { centre, points }
}
