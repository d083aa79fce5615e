/** What series are watched by. Weeks begin on Monday; days and weeks are UTC. */
export type Unit = 'day' | 'week'
/** A day as `2026-03-01`. */
export type Day = string

const dayMilliseconds = 86_400_000
const lengths = { day: 1, week: 7 } as const

/** The day so many days later (or earlier). @example addDays('2026-02-28', 1)  // '2026-03-01' */
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10)

/** The first day of the period that a day lies in. @example startOf('week', '2026-03-05')  // '2026-03-02', a Monday */
export function startOf(unit: Unit, day: Day): Day {
  // 1970-01-01 was a Thursday.
  return unit === 'day' ? day : addDays(day, -((Math.floor(Date.parse(day) / dayMilliseconds) + 3) % 7))
}

/** The first day of a later (or earlier) period. */
export const shift = (unit: Unit, starts: Day, periods: number): Day => addDays(starts, periods * lengths[unit])

/** The first day after a period. */
export const endOf = (unit: Unit, starts: Day): Day => shift(unit, starts, 1)

/** The last period that is over at `now`. */
export const lastFinished = (unit: Unit, now: Date): Day =>
  shift(unit, startOf(unit, now.toISOString().slice(0, 10)), -1)

/** The periods from one to another, both included. */
export function periodsBetween(unit: Unit, from: Day, to: Day): Day[] {
  const periods: Day[] = []
  for (let starts = from; starts <= to; starts = shift(unit, starts, 1)) periods.push(starts)
  return periods
}
