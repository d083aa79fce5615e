import type { Calendar } from '../../calendar/calendar.ts'
import { endOfTerm } from '../../calendar/terms.ts'
import { dayOf } from '../../calendar/working-days.ts'
import type { Measure } from './definition.ts'

/** Complaints that closed, of one day of receipt and one of closing, in the calendar's days. */
export type ClosedCell = { receivedOn: string; closedOn: string; outcome: string; n: number }
type ClosedMeasure = Extract<Measure, { counts: 'closed' }>

/** The half-year of a day: January to June, or July to December. @example halfYearOf('2026-03-02')  // { from: '2026-01-01', to: '2026-06-30' } */
export function halfYearOf(day: string): { from: string; to: string } {
  const year = day.slice(0, 4)
  return day.slice(5, 7) <= '06'
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year}-07-01`, to: `${year}-12-31` }
}

/** The last day of a term that begins with receipt on a day. */
export type LastDay = (term: NonNullable<ClosedMeasure['until']>, receivedOn: string) => string

/** Last days in a calendar, each worked out once: complaints come by the thousand on one day. A term ends on its own last day. */
export function lastDaysIn(calendar: Calendar): LastDay {
  const known = new Map<string, string>()
  return ({ amount, unit }, receivedOn) => {
    const key = `${amount} ${unit} ${receivedOn}`
    let last = known.get(key)
    if (last === undefined) {
      // Noon is that day in every time zone near the calendar's own.
      const end = endOfTerm({ amount, unit, rollsOver: false }, new Date(`${receivedOn}T12:00:00Z`), calendar)
      known.set(key, (last = dayOf(calendar, end).toString()))
    }
    return last
  }
}

/**
 * Whether complaints that were received on one day and closed on another count in a measure. A term counts from the day after
 * receipt and its last day belongs to it.
 * @example three business days for Friday 2025-12-19 in England end on 2025-12-24, so what closed on the 24th is in time
 */
export function isCounted(measure: ClosedMeasure, cell: ClosedCell, lastDay: LastDay): boolean {
  if (measure.outcomes && !(measure.outcomes as string[]).includes(cell.outcome)) return false
  const isWithin = (term: NonNullable<ClosedMeasure['until']>) => cell.closedOn <= lastDay(term, cell.receivedOn)
  return (!measure.until || isWithin(measure.until)) && (!measure.after || !isWithin(measure.after))
}
