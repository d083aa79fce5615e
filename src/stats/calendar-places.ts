/** How long the periods of a series are. */
export type SeriesUnit = 'day' | 'week' | 'month'

const dayLength = 86_400_000

/**
 * Where the same date of earlier years lies in a series of days, weeks or months.
 *
 * In: startsAt (first day of the first period, such as '2021-01-04'), unit, `at` (a place, from 0), years. Out: places, latest first,
 * the nearest period to each date, as far back as the series goes with `room` periods to spare before it; at most `years`.
 * Worked: weeks from 2018-01-01, the week of 2023-01-02 (261): 52 weeks back lies 2022-01-03, so 209, 157, …
 */
export function anniversaries(of: {
  startsAt: string
  unit: SeriesUnit
  at: number
  years: number
  room: number
}): number[] {
  const { startsAt, unit, at, years, room } = of
  const backBy = Array.from({ length: years }, (_, index) => index + 1)
  if (unit === 'month') return backBy.map((back) => at - 12 * back).filter((place) => place >= room)
  const start = new Date(startsAt)
  const length = unit === 'week' ? 7 : 1
  const today = new Date(start.getTime() + at * length * dayLength)
  return backBy
    .map((back) => Date.UTC(today.getUTCFullYear() - back, today.getUTCMonth(), today.getUTCDate()))
    .map((date) => Math.round((date - start.getTime()) / dayLength / length))
    .filter((place) => place >= room)
}

/**
 * When each period of a series began, in days from its first: months are not equally long, and a trend should know it.
 *
 * In: startsAt, unit, how many periods. Out: one number each. Worked: months from 2024-01-01: 0, 31, 60, …
 */
export function periodTimes(of: { startsAt: string; unit: SeriesUnit; periods: number }): number[] {
  const start = new Date(of.startsAt)
  const days = of.unit === 'week' ? 7 : 1
  return Array.from({ length: of.periods }, (_, place) =>
    of.unit === 'month'
      ? (Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + place, start.getUTCDate()) - start.getTime()) /
        dayLength
      : place * days,
  )
}
