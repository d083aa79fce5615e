/** A day of the calendar and a time on it, as clocks on the wall of some place show them. `month` from 1. */
export type Local = { year: number; month: number; day: number; hour: number; minute: number }

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
    format = new Intl.DateTimeFormat('en-u-ca-iso8601', { ...parts, timeZone, hourCycle: 'h23' })
    formats.set(timeZone, format)
  }
  return format
}

/** What clocks show in a time zone at a moment. */
export function localOf(at: Date, timeZone: string): Local {
  const parts = formatOf(timeZone).formatToParts(at)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
  }
}

const asUtc = ({ year, month, day, hour, minute }: Local): number => Date.UTC(year, month - 1, day, hour, minute)

/** The moment at which clocks in a time zone show this; where they are put forward over it, the moment after. */
export function momentOf(local: Local, timeZone: string): Date {
  const wanted = asUtc(local)
  let guess = wanted
  // The second round is right also where the first landed on the other side of a change of clocks.
  for (let round = 0; round < 2; round++) guess = wanted - (asUtc(localOf(new Date(guess), timeZone)) - guess)
  return new Date(guess)
}

/** So many days later, at the same time on the wall. */
export function plusDays(local: Local, days: number): Local {
  const moved = new Date(Date.UTC(local.year, local.month - 1, local.day + days))
  return { ...local, year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

/** 1 Monday to 7 Sunday. */
export const weekdayOf = ({ year, month, day }: Local): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7

/** Whether the calendar has this day. */
export function isDay({ year, month, day }: Pick<Local, 'year' | 'month' | 'day'>): boolean {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}
