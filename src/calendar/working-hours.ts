import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** Hours in which someone works: days of the week (1 Monday to 7 Sunday) and a span of local time, which may pass midnight. */
export const WorkingHours = z.object({
  timeZone: z.string().refine(isTimeZone, 'field.time_zone'),
  days: z.array(z.number().int().min(1).max(7)).min(1),
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.time'),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.time'),
})
export type WorkingHours = z.infer<typeof WorkingHours>

/** Whether this machine knows a time zone of that name (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** Whether `at` falls within the hours, in their own time zone. A span that passes midnight belongs to the day it begins. */
export function isWorking(hours: WorkingHours, at: Date): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(hours.timeZone)
  const time = local.toPlainTime().toString().slice(0, 5)
  const today = hours.days.includes(local.dayOfWeek)
  if (hours.from <= hours.to) return today && time >= hours.from && time < hours.to
  const yesterday = hours.days.includes(local.dayOfWeek === 1 ? 7 : local.dayOfWeek - 1)
  return (today && time >= hours.from) || (yesterday && time < hours.to)
}
