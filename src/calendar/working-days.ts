import { Temporal } from 'temporal-polyfill'
import type { Calendar, Span, SpecialDay } from './calendar.ts'

/** A span on a certain day: milliseconds since 1970, the end not included. */
export type Stretch = { from: number; to: number }

const known = new WeakMap<Calendar, Map<string, SpecialDay>>()

function specialDayOn(calendar: Calendar, date: string): SpecialDay | undefined {
  let days = known.get(calendar)
  if (!days) known.set(calendar, (days = new Map(calendar.specialDays.map((day) => [day.date, day]))))
  return days.get(date)
}

const spansOf = (calendar: Calendar, date: Temporal.PlainDate): Span[] =>
  specialDayOn(calendar, date.toString())?.spans ?? calendar.week[date.dayOfWeek - 1] ?? []

/** Whether anybody works on this day. */
export const isWorkingDay = (calendar: Calendar, date: Temporal.PlainDate): boolean =>
  spansOf(calendar, date).length > 0

/** When somebody works on this day, earliest first; what begins on it belongs to it, even past midnight. */
export function stretchesOn(calendar: Calendar, date: Temporal.PlainDate): Stretch[] {
  const at = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: time }).epochMilliseconds
  return spansOf(calendar, date)
    .map(({ from, to }) => ({ from: at(date, from), to: at(to <= from ? date.add({ days: 1 }) : date, to) }))
    .toSorted((one, other) => one.from - other.from)
}

/** The day that this moment falls on, where the calendar's clocks hang. */
export const dayOf = (calendar: Calendar, at: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.timeZone).toPlainDate()

/** The last millisecond of a day; a day on which the clocks change has 23 or 25 hours. */
export const endOfDay = (calendar: Calendar, date: Temporal.PlainDate): Date =>
  new Date(date.add({ days: 1 }).toZonedDateTime({ timeZone: calendar.timeZone }).epochMilliseconds - 1)

/** When work ends on a working day, the last of its spans. */
export function closeOf(calendar: Calendar, date: Temporal.PlainDate): Date {
  const ends = stretchesOn(calendar, date).map(({ to }) => to)
  return ends.length > 0 ? new Date(Math.max(...ends)) : endOfDay(calendar, date)
}

/** So many days without work in a row are a mistake in the calendar, and would be counted for ever. */
const mostIdleDays = 400

/** The `count`-th working day after `date`; `date` itself does not count. @throws RangeError when nobody ever works */
export function workingDayAfter(calendar: Calendar, date: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = date
  for (let found = 0, idle = 0; found < count; ) {
    day = day.add({ days: 1 })
    idle = isWorkingDay(calendar, day) ? 0 : idle + 1
    if (idle === 0) found += 1
    if (idle > mostIdleDays) throw new RangeError('the calendar has no working days')
  }
  return day
}
