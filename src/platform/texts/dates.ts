import { dateFormat, numberFormat, relativeTimeFormat } from './intl.ts'
import { type Language, localeOf } from './languages.ts'

/** A moment: a `Date`, or its ISO 8601 text as the API sends it. */
export type Moment = Date | string
/** IANA name such as `Europe/Moscow`; without it the machine's own zone is used, which is right in a browser only. */
export type TimeZone = string

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** @example formatDate('en', '2026-03-02T10:00:00Z', 'UTC')  // '2 Mar 2026' */
export function formatDate(language: Language, moment: Moment, timeZone?: TimeZone): string {
  return withoutYearWord(dateFormat(localeOf(language), { dateStyle: 'medium', timeZone }).format(toDate(moment)))
}

/** @example formatDateTime('en', '2026-03-02T10:00:00Z', 'UTC')  // '2 Mar 2026, 10:00' */
export function formatDateTime(language: Language, moment: Moment, timeZone?: TimeZone): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const
  return withoutYearWord(dateFormat(localeOf(language), options).format(toDate(moment)))
}

/** @example formatTime('en', '2026-03-02T10:00:00Z', 'UTC')  // '10:00' */
export function formatTime(language: Language, moment: Moment, timeZone?: TimeZone): string {
  return dateFormat(localeOf(language), { timeStyle: 'short', timeZone }).format(toDate(moment))
}

/**
 * A day with its weekday; the year only when it is not the current one.
 * @example formatDay('en', '2026-03-02T10:00:00Z', new Date('2026-11-01'), 'UTC')  // 'Monday 2 March'
 */
export function formatDay(language: Language, moment: Moment, now: Date, timeZone?: TimeZone): string {
  const year = dateFormat('en-GB', { year: 'numeric', timeZone })
  const isThisYear = year.format(toDate(moment)) === year.format(now)
  const shown = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const
  const options = isThisYear ? shown : ({ ...shown, year: 'numeric' } as const)
  return withoutYearWord(dateFormat(localeOf(language), options).format(toDate(moment)))
}

/** A day without its year, for the axis of a chart. @example formatShortDay('en', '2026-03-02T00:00:00Z', 'UTC')  // '2 Mar' */
export function formatShortDay(language: Language, moment: Moment, timeZone?: TimeZone): string {
  return dateFormat(localeOf(language), { day: 'numeric', month: 'short', timeZone }).format(toDate(moment))
}

/** @example formatMonth('en', '2026-03-02T00:00:00Z', 'UTC')  // 'Mar 2026' */
export function formatMonth(language: Language, moment: Moment, timeZone?: TimeZone): string {
  return withoutYearWord(
    dateFormat(localeOf(language), { month: 'short', year: 'numeric', timeZone }).format(toDate(moment)),
  )
}

/** The Russian word for year is of no use beside four digits, and its full stop would stand before that of the sentence. */
const withoutYearWord = (date: string): string => date.replace(/\sг\./, '')

/**
 * How long before or after `now` a moment lies, in its largest whole unit, never rounded up: 119 minutes ago is "1 hour ago".
 * @example formatRelative('en', '2026-03-02T10:00:00Z', new Date('2026-03-02T12:30:00Z'))  // '2 hours ago'
 */
export function formatRelative(language: Language, moment: Moment, now: Date): string {
  const seconds = (toDate(moment).getTime() - now.getTime()) / 1000
  const distance = Math.abs(seconds)
  if (distance < minute) return relativeTimeFormat(localeOf(language), { numeric: 'auto' }).format(0, 'second')
  const [size, unit] = largestUnit(distance)
  return relativeTimeFormat(localeOf(language), { numeric: 'always' }).format(Math.trunc(seconds / size), unit)
}

/**
 * A length of time in its largest unit up to days, with one decimal below ten of it.
 * @example formatDuration('en', 5400)  // '1.5 hours'
 */
export function formatDuration(language: Language, seconds: number): string {
  const [size, unit] = seconds >= day ? durations[0] : seconds >= hour ? durations[1] : durations[2]
  const maximumFractionDigits = seconds / size < 10 ? 1 : 0
  const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits } as const
  return numberFormat(localeOf(language), options).format(seconds / size)
}

const durations = [
  [day, 'day'],
  [hour, 'hour'],
  [minute, 'minute'],
] as const

function largestUnit(distance: number): [seconds: number, unit: Intl.RelativeTimeFormatUnit] {
  if (distance < hour) return [minute, 'minute']
  if (distance < day) return [hour, 'hour']
  if (distance < 14 * day) return [day, 'day']
  if (distance < 61 * day) return [7 * day, 'week']
  if (distance < 366 * day) return [30.44 * day, 'month']
  return [365.25 * day, 'year']
}

function toDate(moment: Moment): Date {
  return typeof moment === 'string' ? new Date(moment) : moment
}
