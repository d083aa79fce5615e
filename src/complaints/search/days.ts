/** Days from one to another, both included, as `2026-03-02`. */
export type Days = { from: string; to: string }

const day = (at: Date): string => at.toISOString().slice(0, 10)
const dayLength = 86_400_000
const spans: Record<string, number> = { d: 1, д: 1, w: 7, н: 7, m: 30, м: 30, y: 365, г: 365 }
const words: Record<string, number> = { today: 0, сегодня: 0, yesterday: 1, вчера: 1 }

/**
 * The days that a person means: a day, month or year (`2026-03-02`, `02.03.2026`, `2026-03`, `03.2026`, `2026`), `today`,
 * `вчера`, or the last so many days, weeks, months or years (`7d`, `2н`). Days are UTC.
 * @returns null when it means none
 */
export function daysMeant(typed: string, now: Date): Days | null {
  const value = typed.trim().toLowerCase()
  const ago = words[value]
  if (ago !== undefined) return { from: daysBefore(now, ago), to: daysBefore(now, ago) }
  const [, count, unit] = /^(\d{1,3})([dwmyднмг])$/.exec(value) ?? []
  if (count && unit) return { from: daysBefore(now, Number(count) * (spans[unit] ?? 1)), to: day(now) }
  return dated(value)
}

const daysBefore = (now: Date, count: number): string => day(new Date(now.getTime() - count * dayLength))

function dated(value: string): Days | null {
  const isYearFirst = /^\d{4}/.test(value)
  if (!(isYearFirst ? /^\d{4}([-./]\d{1,2}){0,2}$/ : /^(\d{1,2}[-./]){0,2}\d{4}$/).test(value)) return null
  const numbers = value.split(/[-./]/).map(Number)
  const [year = 0, month = 1, date = 1] = isYearFirst ? numbers : numbers.toReversed()
  const first = new Date(Date.UTC(year, month - 1, date))
  // A month 13 or a day 30 of February would quietly be another.
  if (first.getUTCMonth() !== month - 1 || first.getUTCDate() !== date || year < 1000) return null
  const ends = [Date.UTC(year, 11, 31), Date.UTC(year, month, 0), first.getTime()]
  return { from: day(first), to: day(new Date(ends[numbers.length - 1] ?? first)) }
}
