import { Temporal } from 'temporal-polyfill'
import type { WrittenDate } from './written-date.ts'

const dayInMilliseconds = 86_400_000

/** Whether `name` is a time zone of the IANA list, such as `Europe/Moscow`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The moment a written date means in `timeZone`, unless it says its own offset. A day without a time is its first moment. */
export function instantOf(date: WrittenDate, timeZone: string): Date {
  const local = Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute, date.second, date.millisecond)
  if (date.offset !== null) return new Date(local - date.offset * 60_000)
  if (timeZone === 'UTC') return new Date(local)
  const offset = wholeDayOffset(local, timeZone)
  return new Date(offset === null ? exactly(date, timeZone) : local - offset)
}

/** The last second of the day, for something promised "by" a day. */
export function endOfDay(date: WrittenDate, timeZone: string): Date {
  return instantOf({ ...date, hour: 23, minute: 59, second: 59, millisecond: 0 }, timeZone)
}

const offsets = new Map<string, Map<number, number | null>>()
const mostDays = 50_000

/**
 * The offset that holds from the first to the last moment of a day, in milliseconds; null on the days when clocks change.
 * Remembered, because an exact conversion takes longer than everything else done to a row.
 */
function wholeDayOffset(local: number, timeZone: string): number | null {
  let days = offsets.get(timeZone)
  if (!days) offsets.set(timeZone, (days = new Map()))
  const day = Math.floor(local / dayInMilliseconds)
  const known = days.get(day)
  if (known !== undefined) return known
  const start = day * dayInMilliseconds
  // Some places change their clocks at midnight: the day before must end with the same offset.
  const [before, first, after] = [start - 1, start, start + dayInMilliseconds].map((time) => offsetAt(time, timeZone))
  const offset = first !== undefined && before === first && first === after ? first : null
  if (days.size < mostDays) days.set(day, offset)
  return offset
}

function offsetAt(local: number, timeZone: string): number {
  const written = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime()
  return written.toZonedDateTime(timeZone).offsetNanoseconds / 1e6
}

/** A time that the clocks skip is moved ahead, one that they repeat is the first of the two. */
function exactly(date: WrittenDate, timeZone: string): number {
  const { year, month, day, hour, minute, second, millisecond } = date
  return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second, millisecond }).toZonedDateTime(timeZone)
    .epochMilliseconds
}
