import { requireExposure } from './arguments.ts'
import type { CountForecast } from './forecast-counts.ts'
import { within, zFor } from './interval.ts'

/** The backlog at the end of a day to come, with its interval. */
export type BacklogDay = { mean: number; low: number; high: number }

/**
 * How the backlog goes on when complaints come and are closed as they were: what is open, plus what is forecast to come, less what
 * is forecast to be closed.
 *
 * In: backlog now, forecasts of arrivals and of closings over the same days, made from the same past days. Out: per day mean, low
 * and high, none below 0. Throws RangeError when the forecasts are not of the same days.
 *
 * A day's surprise moves the level of all days after it: error of day h = Σ eⱼ (1 + α Σ factors of the days j+1 … h). Arrivals and
 * closings go together (who has more to do closes more), so their errors' correlation, from the past days, is taken off.
 * Source: variance of a sum of forecasts of a linear innovations model, Hyndman et al. (2008), §6.3.
 * Worked: 100 open, 10 a day to come and 10 to be closed, both Poisson and unrelated: after 4 days 100, ± 1.96 √80.
 */
export function forecastBacklog(of: {
  backlog: number
  arrivals: CountForecast
  closings: CountForecast
}): BacklogDay[] {
  requireExposure('backlog', of.backlog)
  const { arrivals, closings } = of
  if (arrivals.n !== closings.n || arrivals.days.length !== closings.days.length)
    throw new RangeError('arrivals and closings must be forecast for the same days from the same days')
  const z = zFor(arrivals.confidence)
  const together = correlation(arrivals.surprises, closings.surprises)
  let open = of.backlog
  return arrivals.days.map((day, last) => {
    open += day.mean - (closings.days[last]?.mean ?? 0)
    const spread = z * Math.sqrt(varianceUpTo(last, arrivals, closings, together))
    const mean = Math.max(0, open)
    return { mean, low: within(open - spread, 0, mean), high: Math.max(mean, open + spread) }
  })
}

function varianceUpTo(last: number, arrivals: CountForecast, closings: CountForecast, together: number): number {
  let variance = 0
  for (let day = 0; day <= last; day++) {
    const [comes, goes] = [arrivals, closings].map((each) => weightOf(day, last, each))
    const [in_, out] = [comes as number, goes as number]
    variance += in_ * in_ + out * out - 2 * together * in_ * out
  }
  return Math.max(0, variance)
}

/** A day's own standard deviation, times what it does to the sum of it and the days after it. */
function weightOf(day: number, last: number, { days, dispersion, smoothing, factors, n }: CountForecast): number {
  let moved = 1
  for (let later = day + 1; later <= last; later++)
    moved += smoothing * (factors[(n + later) % factors.length] as number)
  return moved * Math.sqrt(dispersion * (days[day]?.mean ?? 0))
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const n = one.length
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / n
  const [first, second] = [mean(one), mean(other)]
  let [both, a, b] = [0, 0, 0]
  for (const [place, value] of one.entries()) {
    const [x, y] = [value - first, (other[place] as number) - second]
    both += x * y
    a += x * x
    b += y * y
  }
  return a === 0 || b === 0 ? 0 : both / Math.sqrt(a * b)
}
