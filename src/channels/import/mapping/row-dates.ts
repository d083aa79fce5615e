import type { ImportProblem } from '../problems.ts'
import type { SourceRow } from '../read/row.ts'
import { joinedFinder, namesIn } from './cells.ts'
import { type DateReader, dateReader } from './date-format.ts'
import { endOfDay, instantOf } from './instant.ts'
import type { DateRule } from './mapping.ts'

/** A date of a row: the moment, nothing, or what was wrong with it. */
export type FoundDate = { at: Date; problem?: undefined } | { at: null; problem?: ImportProblem }
export type FindDate = (row: SourceRow, now: Date) => FoundDate

type Surroundings = { timeZone: string; isEmpty: (text: string) => boolean; lastMoment?: boolean }

const dayInMilliseconds = 86_400_000
const firstYear = 1970

/**
 * How to find a date in a row. Formats are tried in their order, ISO 8601 always last, because that is what dates of Excel
 * cells become.
 * @param lastMoment takes a day without a time as its end, and lets it lie in the future: for promises
 */
export function dateFinder(rule: DateRule, { timeZone, isEmpty, lastMoment = false }: Surroundings): FindDate {
  const find = joinedFinder(rule, isEmpty)
  const formats = namesIn(rule.format)
  const field = namesIn(rule.from).join(rule.join === undefined ? ' / ' : ' + ')
  const momentOf = momentReader([...formats, 'iso'], rule.timeZone ?? timeZone, lastMoment)
  return (row, now) => {
    const text = find(row)
    if (text === null) return { at: null }
    const moment = momentOf(text, now.getUTCFullYear())
    if (moment === null) {
      const format = formats.join(', ') || 'iso'
      return { at: null, problem: { field, key: 'date_unreadable', values: { value: text.slice(0, 60), format } } }
    }
    const problem = lastMoment ? null : implausible(moment, now, field, text)
    return problem ? { at: null, problem } : { at: new Date(moment) }
  }
}

const mostRemembered = 10_000

/** Reads a written date, in milliseconds since 1970. Days repeat from row to row; the moments they mean are remembered. */
function momentReader(
  formats: string[],
  timeZone: string,
  lastMoment: boolean,
): (text: string, yearNow: number) => number | null {
  const readers = formats.map(dateReader).filter((reader) => reader !== null)
  const known = new Map<string, number>()
  let knownIn = 0
  return (text, yearNow) => {
    // The year decides the century of two-digit years.
    if (yearNow !== knownIn) known.clear()
    knownIn = yearNow
    const remembered = known.get(text)
    if (remembered !== undefined) return remembered
    const written = readWith(readers, text, yearNow)
    if (!written) return null
    const at = lastMoment && !written.hasTime ? endOfDay(written, timeZone) : instantOf(written, timeZone)
    if (known.size < mostRemembered) known.set(text, at.getTime())
    return at.getTime()
  }
}

function readWith(readers: readonly DateReader[], text: string, yearNow: number): ReturnType<DateReader> {
  for (const read of readers) {
    const date = read(text, yearNow)
    if (date) return date
  }
  return null
}

/** A day's grace, because the file may have been written further east. */
function implausible(moment: number, now: Date, field: string, value: string): ImportProblem | null {
  if (moment > now.getTime() + dayInMilliseconds) return { field, key: 'date_in_future', values: { value } }
  return new Date(moment).getUTCFullYear() < firstYear ? { field, key: 'date_too_old', values: { value } } : null
}
