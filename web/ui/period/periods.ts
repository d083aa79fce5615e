/** Days from the first to the last, both included, in UTC, as `2026-03-02`. */
export type Days = { from: string; to: string }

/** What is known of all complaints before a period is chosen. Months as their first day, in order, those with complaints only. */
export type Extent = {
  /** Day of the newest complaint. */
  newest: string
  months: { month: string; count: number; coded: number }[]
}

/** As many complaints are worth looking at: shares of a hundred have intervals about 20 points wide. */
export const enough = 100

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

/** @example addMonths('2026-01-15', -1)  // '2025-12-01' */
function addMonths(day: string, months: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10)
}

/** The day `days` after (or, below nought, before). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The last day of a month. @example monthEnd('2026-02-01')  // '2026-02-28' */
export const monthEnd = (day: string): string => addDays(addMonths(day, 1), -1)

/** Whole months, of which `month` is the last. */
const monthsUpTo = (month: string, months: number): Days => ({
  from: addMonths(month, 1 - months),
  to: monthEnd(month),
})

/**
 * The day from which "last 30 days" counts back: today, or the day of the newest complaint where none came for a month, because
 * then one looks at old complaints and not at today.
 */
export function anchorOf({ newest }: Extent, today: string): string {
  return newest < addDays(today, -31) ? newest : today
}

/** The newest month with complaints that is over, else the month before it. */
function lastWholeMonth({ newest }: Extent, today: string): string {
  const month = monthOf(newest)
  return monthEnd(month) < today ? month : addMonths(month, -1)
}

export const presets = ['last30', 'thisQuarter', 'lastQuarter', 'last12', 'all'] as const
export type Preset = (typeof presets)[number]

/** The days that a preset stands for. */
export function daysOf(preset: Preset, extent: Extent, today: string): Days {
  const anchor = anchorOf(extent, today)
  const quarter = addMonths(anchor, -((Number(anchor.slice(5, 7)) - 1) % 3))
  switch (preset) {
    case 'last30':
      return { from: addDays(anchor, -29), to: anchor }
    case 'thisQuarter':
      return { from: quarter, to: anchor }
    case 'lastQuarter':
      return { from: addMonths(quarter, -3), to: addDays(quarter, -1) }
    case 'last12':
      return monthsUpTo(lastWholeMonth(extent, today), 12)
    case 'all':
      return { from: extent.months[0]?.month ?? monthOf(extent.newest), to: lastDay(extent, today) }
  }
}

/** The end of the newest month with complaints or, while that month lasts, today. */
function lastDay({ newest }: Extent, today: string): string {
  const end = monthEnd(newest)
  return end < today ? end : today
}

/**
 * What is shown before anyone chose: the last twelve whole months, while complaints come in. Where few did, one looks at old
 * complaints: then the latest twelve months with enough coded ones. Never a period that holds nothing while there is something.
 */
export function usualDays(extent: Extent, today: string): Days {
  const last = lastWholeMonth(extent, today)
  const newest = monthsUpTo(last, 12)
  if (countIn(extent, newest, 'count') >= enough) return newest
  const first = extent.months[0]?.month ?? last
  for (let month = last; month >= first; month = addMonths(month, -1)) {
    const days = monthsUpTo(month, 12)
    if (countIn(extent, days, 'coded') >= enough) return days
  }
  if (countIn(extent, newest, 'count') > 0) return newest
  return { from: addMonths(extent.newest, -11), to: lastDay(extent, today) }
}

const countIn = ({ months }: Extent, { from, to }: Days, of: 'count' | 'coded'): number =>
  months.reduce((sum, each) => sum + (each.month >= from && each.month <= to ? each[of] : 0), 0)

/** The whole months a period touches, and before its last one at least a year, so that a trend can be seen. */
export function trendMonths({ from, to }: Days): Days & { months: number } {
  const year = addMonths(to, -11)
  const first = monthOf(from) < year ? monthOf(from) : year
  const months =
    (Number(to.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(first.slice(5, 7)) + 1
  return { from: first, to: monthEnd(to), months }
}

/** First days of the `months` months from the one of `from`. */
export const monthsFrom = (from: string, months: number): string[] =>
  Array.from({ length: months }, (_, place) => addMonths(from, place))

/** The same span just before: as many months. */
export const monthsBefore = ({ from, months }: { from: string; months: number }): string => addMonths(from, -months)
