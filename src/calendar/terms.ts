import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Calendar } from './calendar.ts'
import { closeOf, dayOf, endOfDay, isWorkingDay, stretchesOn, workingDayAfter } from './working-days.ts'

export const units = ['hours', 'business_hours', 'days', 'weeks', 'months', 'business_days'] as const

/** How long after something: two working days, eight weeks, 24 hours. */
export const Term = z.object({
  amount: z.number().int().min(1).max(2000),
  unit: z.enum(units),
  /** Days, weeks and months that end on a day off end on the next working day instead, as some laws want. */
  rollsOver: z.boolean().default(false),
})
export type Term = z.infer<typeof Term>

const hourMilliseconds = 3_600_000

/**
 * The last moment at which something is still in time.
 *
 * Hours run by themselves; working hours only while somebody works. Days count from the day after the one that `start` falls
 * on in the calendar's time zone, and the last day belongs to the term: days, weeks and months end with its last millisecond,
 * working days with the close of work. A month from the 31st ends on the last day of a shorter month.
 * @throws RangeError when the calendar has no working days
 */
export function endOfTerm({ amount, unit, rollsOver }: Term, start: Date, calendar: Calendar): Date {
  if (unit === 'hours') return new Date(start.getTime() + amount * hourMilliseconds)
  if (unit === 'business_hours') return afterWork(amount * hourMilliseconds, start, calendar)
  const day = dayOf(calendar, start)
  const known = knownFor(calendar)
  const key = `${amount} ${unit} ${rollsOver} ${day.toString()}`
  let end = known.get(key)
  if (end === undefined) known.set(key, (end = endOfDays({ amount, unit, rollsOver }, day, calendar).getTime()))
  return new Date(end)
}

type Days = Omit<Term, 'unit'> & { unit: Exclude<Term['unit'], 'hours' | 'business_hours'> }

function endOfDays({ amount, unit, rollsOver }: Days, day: Temporal.PlainDate, calendar: Calendar): Date {
  if (unit === 'business_days') return closeOf(calendar, workingDayAfter(calendar, day, amount))
  const last = day.add({ [unit]: amount })
  const isOff = rollsOver && !isWorkingDay(calendar, last)
  return endOfDay(calendar, isOff ? workingDayAfter(calendar, last, 1) : last)
}

/** Ends that were worked out before: what comes on the same day ends at the same time, and complaints come by the thousand. */
const mostKnown = 20_000
const worked = new WeakMap<Calendar, Map<string, number>>()

function knownFor(calendar: Calendar): Map<string, number> {
  let known = worked.get(calendar)
  if (!known || known.size >= mostKnown) worked.set(calendar, (known = new Map()))
  return known
}

/** When so many milliseconds have been worked since `start`. */
function afterWork(milliseconds: number, start: Date, calendar: Calendar): Date {
  let left = milliseconds
  // What began the evening before may still go on.
  let day = dayOf(calendar, start).subtract({ days: 1 })
  for (;;) {
    for (const { from, to } of stretchesOn(calendar, day)) {
      const begins = Math.max(from, start.getTime())
      const worked = Math.max(0, to - begins)
      if (worked >= left) return new Date(begins + left)
      left -= worked
    }
    day = workingDayAfter(calendar, day, 1)
  }
}
