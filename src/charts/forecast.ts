import { formatDate } from '../platform/texts/dates.ts'
import type { Language } from '../platform/texts/languages.ts'
import { formatNumber, formatShare } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import type { ChartCell, ChartTable } from './table.ts'

/** What was counted on a day that is over; the cases themselves behind `href`. */
export type CountedDay = { day: string; count: number; href?: string }
/** What is expected of a day to come, between low and high; `other` is what it would be if something else were done. */
export type ExpectedDay = { day: string; mean: number; low: number; high: number; other?: number | null }

export type ForecastFacts = {
  /** In order of time, without gaps. */
  past: CountedDay[]
  /** The days after the last of `past`; empty when nothing can be foretold. */
  future: ExpectedDay[]
  /** What is counted: "Open complaints". */
  counted: string
  /** What `mean` is: "Expected, if we go on so". */
  expected: string
  /** What `other` is; without it nothing is drawn. */
  other?: string
}

const rounded = { maximumFractionDigits: 1 }

/** The name of a day, in full. */
export const dayName = (language: Language, day: string): string => formatDate(language, `${day}T00:00:00Z`, 'UTC')

/** The numbers under the chart: what was counted, and below it what is expected. */
export function forecastTable(
  language: Language,
  { past, future, counted, expected, other }: ForecastFacts,
): ChartTable {
  const interval = text(language, 'chart.interval', { confidence: formatShare(language, 0.95) })
  const none: ChartCell = { shown: '', plain: null }
  const number = (value: number): ChartCell => ({ shown: formatNumber(language, value, rounded), plain: value })
  const headers = [
    counted,
    expected,
    ...(['from', 'to'] as const).map((end) => text(language, `chart.${end}`, { what: interval })),
    ...(other ? [other] : []),
  ]
  const rest = other ? [none] : []
  const name = (day: string): ChartCell => ({ shown: dayName(language, day), plain: day })
  return {
    columns: [
      { header: text(language, 'chart.day'), isNumber: false },
      ...headers.map((header) => ({ header, isNumber: true })),
    ],
    rows: [
      ...past.map(({ day, count, href }) => ({
        key: day,
        href,
        cells: [name(day), number(count), none, none, none, ...rest],
      })),
      ...future.map(({ day, mean, low, high, other: else_ }) => ({
        key: day,
        cells: [
          name(day),
          none,
          number(mean),
          number(low),
          number(high),
          ...(other ? [else_ == null ? none : number(else_)] : []),
        ],
      })),
    ],
  }
}
