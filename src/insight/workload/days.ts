/** Days are UTC, written as `2026-03-02`. */
const perDay = 86_400_000

/** The day of a moment. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The day `days` after (or, below nought, before). @example addDays('2026-03-01', -1)  // '2026-02-28' */
export const addDays = (day: string, days: number): string => dayOf(new Date(Date.parse(day) + days * perDay))

/** How many days after `from` the day `to` is. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / perDay)

/** Every day from the first to the last, both included. */
export const everyDay = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, place) => addDays(from, place))
