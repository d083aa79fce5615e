import type { Language } from '../platform/texts/languages.ts'
import { formatDate, formatMonth, formatShortDay } from '../platform/texts/dates.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import type { ChartCell, ChartTable } from './table.ts'

export type TrendPoint = {
  /** First day of the week or month, as `2026-03-02`. */
  start: string
  /** `null` when it is not known, which is not nought. */
  count: number | null
  /** The same week or month of the period before; `null` when it is not known. */
  previous?: number | null
  /** Not over yet: drawn as unfinished, so that it is not read as a fall. */
  isUnfinished?: boolean
  /** The cases themselves. */
  href?: string
}

export type TrendFacts = {
  /** In order of time, without gaps. */
  points: TrendPoint[]
  unit: 'week' | 'month'
  /** What is counted: "Complaints received". */
  counted: string
  /** Which period `previous` is: "The year before". Without it no ghost is drawn. */
  previousLabel?: string
}

/** The name of a week or a month, in full. */
export function periodName(language: Language, unit: TrendFacts['unit'], start: string): string {
  const moment = `${start}T00:00:00Z`
  if (unit === 'month') return formatMonth(language, moment, 'UTC')
  return text(language, 'chart.week_of', { date: formatDate(language, moment, 'UTC') })
}

/** The name under an axis: short, and with the year only where a year begins. */
export function tickName(language: Language, unit: TrendFacts['unit'], start: string): string {
  const moment = `${start}T00:00:00Z`
  return unit === 'month' ? formatMonth(language, moment, 'UTC') : formatShortDay(language, moment, 'UTC')
}

/** A point in one sentence, for screen readers and under the pointer. */
export function trendSentence(language: Language, point: TrendPoint, { unit, previousLabel }: TrendFacts): string {
  const count = point.count === null ? text(language, 'chart.unknown') : formatNumber(language, point.count)
  const words = [`${periodName(language, unit, point.start)}: ${count}.`]
  if (previousLabel && point.previous != null)
    words.push(`${previousLabel}: ${formatNumber(language, point.previous)}.`)
  if (point.isUnfinished) words.push(text(language, 'chart.unfinished'))
  return words.join(' ')
}

/** The numbers under the chart. */
export function trendTable(language: Language, { points, unit, counted, previousLabel }: TrendFacts): ChartTable {
  const cell = (count: number | null | undefined): ChartCell =>
    count == null
      ? { shown: text(language, 'chart.unknown'), plain: null }
      : { shown: formatNumber(language, count), plain: count }
  return {
    columns: [
      { header: text(language, unit === 'week' ? 'chart.week' : 'chart.month'), isNumber: false },
      { header: counted, isNumber: true },
      ...(previousLabel ? [{ header: previousLabel, isNumber: true }] : []),
    ],
    rows: points.map((point) => ({
      key: point.start,
      href: point.href,
      cells: [
        { shown: periodName(language, unit, point.start), plain: point.start },
        cell(point.count),
        ...(previousLabel ? [cell(point.previous)] : []),
      ],
    })),
  }
}
