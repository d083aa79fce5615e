import { Temporal } from 'temporal-polyfill'

/** Days counted back from the day on which a report is made. All of them are over by then, so that nothing reads as a fall. */
export const movingPeriods = ['last_7', 'last_30', 'last_week', 'last_month', 'last_quarter', 'last_12_months'] as const
export type MovingPeriod = (typeof movingPeriods)[number]
/** Days as `2026-03-02`, both included. */
export type Days = { from: string; to: string }

/**
 * The days of a moving period.
 * @param today the day on which it is asked
 * @example daysOf('last_week', '2026-03-04')  // a Wednesday: { from: '2026-02-23', to: '2026-03-01' }
 */
export function daysOf(period: MovingPeriod, today: string): Days {
  const day = Temporal.PlainDate.from(today)
  const month = day.with({ day: 1 })
  const upTo = (end: Temporal.PlainDate, length: Temporal.DurationLike): Days => ({
    from: end.subtract(length).toString(),
    to: end.subtract({ days: 1 }).toString(),
  })
  switch (period) {
    case 'last_7':
      return upTo(day, { days: 7 })
    case 'last_30':
      return upTo(day, { days: 30 })
    case 'last_week':
      return upTo(day.subtract({ days: day.dayOfWeek - 1 }), { days: 7 })
    case 'last_month':
      return upTo(month, { months: 1 })
    case 'last_quarter':
      return upTo(month.subtract({ months: (month.month - 1) % 3 }), { months: 3 })
    case 'last_12_months':
      return upTo(month, { months: 12 })
  }
}

/** How often, and at which local time; a week's day counts from Monday, 1. */
export type Rhythm = { at: string } & (
  | { every: 'day' }
  | { every: 'week'; weekday: number }
  | { every: 'month'; dayOfMonth: number }
)

/**
 * The next time of a rhythm after a moment, by the clocks of a time zone. A time that the clocks jump over is the hour after.
 * @example nextTime({ every: 'week', weekday: 1, at: '08:00' }, 'Europe/Berlin', new Date('2026-03-04T12:00Z'))  // 2026-03-09T07:00Z
 */
export function nextTime(rhythm: Rhythm, timeZone: string, after: Date): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone)
  const first = dayOn(rhythm, now.toPlainDate())
  const step = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }[rhythm.every]
  for (let day = first; ; day = day.add(step)) {
    const at = day.toZonedDateTime({ timeZone, plainTime: rhythm.at }).epochMilliseconds
    if (at > after.getTime()) return new Date(at)
  }
}

/** The day of a rhythm in the week or month of `today`. */
function dayOn(rhythm: Rhythm, today: Temporal.PlainDate): Temporal.PlainDate {
  if (rhythm.every === 'week') return today.add({ days: rhythm.weekday - today.dayOfWeek })
  return rhythm.every === 'month' ? today.with({ day: rhythm.dayOfMonth }) : today
}

/** The day that a moment falls on where the clocks of a time zone hang. @example dayIn('Asia/Tokyo', new Date('2026-03-01T20:00Z'))  // '2026-03-02' */
export const dayIn = (timeZone: string, at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** When managers get their weekly letter. */
export const weeklyRhythm = { every: 'week', weekday: 1, at: '08:00' } as const satisfies Rhythm
