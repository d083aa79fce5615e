/** A span of whole UTC days, both included, as `2026-03-01`. */
export type Period = { from: string; to: string }
/** A span of instants: from, and up to but without until. */
export type Span = { from: Date; until: Date }

const dayMilliseconds = 86_400_000

/** The instants of a period. @throws RangeError when it ends before it begins */
export function spanOf({ from, to }: Period): Span {
  const span = { from: new Date(from), until: new Date(Date.parse(to) + dayMilliseconds) }
  if (span.until <= span.from) throw new RangeError('the period ends before it begins')
  return span
}

const day = (at: Date): string => at.toISOString().slice(0, 10)
const isMonthStart = (at: Date): boolean => at.getUTCDate() === 1
const monthsLater = (at: Date, months: number): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1))

/**
 * The period of the same length just before: as many whole months when the period is made of whole months, else as many
 * days.
 * @example periodBefore({ from: '2026-02-01', to: '2026-03-31' })  // { from: '2025-12-01', to: '2026-01-31' }
 */
export function periodBefore(period: Period): Period {
  const { from, until } = spanOf(period)
  const dayBefore = new Date(from.getTime() - dayMilliseconds)
  if (isMonthStart(from) && isMonthStart(until)) {
    const months = (until.getUTCFullYear() - from.getUTCFullYear()) * 12 + until.getUTCMonth() - from.getUTCMonth()
    return { from: day(monthsLater(from, -months)), to: day(dayBefore) }
  }
  return { from: day(new Date(from.getTime() - (until.getTime() - from.getTime()))), to: day(dayBefore) }
}

/**
 * Splits a span into the whole months inside it, which counts answer, and the days before and after, which only the
 * complaints themselves can answer.
 * @returns `months` from the first to the last inclusive, or null when no whole month lies inside
 */
export function splitMonths({ from, until }: Span): { months: { first: string; last: string } | null; edges: Span[] } {
  const first = isMonthStart(from) ? from : monthsLater(from, 1)
  const end = monthsLater(until, 0)
  if (first >= end) return { months: null, edges: [{ from, until }] }
  const edges = [
    { from, until: first },
    { from: end, until },
  ].filter((edge) => edge.from < edge.until)
  return { months: { first: day(first), last: day(monthsLater(end, -1)) }, edges }
}
