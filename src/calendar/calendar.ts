import { z } from 'zod'
import { isTimeZone } from './working-hours.ts'

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.time')

/** Local time from one hour to another. One that ends at or before its beginning goes on into the next day. */
export const Span = z.object({ from: Time, to: Time })
export type Span = z.infer<typeof Span>

const Spans = z.array(Span).max(6)

/** A day that is not as its weekday: without spans nobody works (a holiday); with spans somebody does (a day that was moved). */
export const SpecialDay = z.object({
  date: z.iso.date(),
  name: z.string().trim().max(200),
  spans: Spans,
})
export type SpecialDay = z.infer<typeof SpecialDay>

/** When somebody works: the spans of each weekday (Monday first), the days that differ, and where the clocks hang. */
export const Calendar = z.object({
  timeZone: z.string().refine(isTimeZone, 'field.time_zone'),
  week: z
    .array(Spans)
    .length(7)
    .refine((days) => days.some((spans) => spans.length > 0), 'field.some_working_day'),
  specialDays: z
    .array(SpecialDay)
    .max(2000)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, 'field.day_twice'),
})
export type Calendar = z.infer<typeof Calendar>
