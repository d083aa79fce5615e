import { formatDate, formatShortDay } from '../platform/texts/dates.ts'
import type { Language } from '../platform/texts/languages.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import type { ChartCell, ChartTable } from './table.ts'

export type SpikePoint = {
  /** First day of the day or week, as `2026-03-02`. */
  start: string
  count: number
  /** What was to be expected, and the count that must be exceeded; null where it was not worked out. */
  expected: number | null
  threshold: number | null
  /** Above the threshold, and so part of an alarm. */
  isMarked: boolean
  /** The cases themselves. */
  href?: string
}

export type SpikeFacts = {
  /** In order of time, without gaps. */
  points: SpikePoint[]
  unit: 'day' | 'week'
  /** What is counted: "Complaints received". */
  counted: string
}

/** The name of a day or a week, in full. */
function periodName(language: Language, unit: SpikeFacts['unit'], start: string): string {
  const date = formatDate(language, `${start}T00:00:00Z`, 'UTC')
  return unit === 'day' ? date : text(language, 'chart.week_of', { date })
}

/** The name under an axis. */
export const spikeTick = (language: Language, start: string): string =>
  formatShortDay(language, `${start}T00:00:00Z`, 'UTC')

/** An expected count or a threshold, to one digit behind the point. */
export const expectedIn = (language: Language, value: number): string =>
  formatNumber(language, value, { maximumFractionDigits: 1 })

/** A point in sentences, for screen readers and under the pointer. */
export function spikeSentence(language: Language, point: SpikePoint, unit: SpikeFacts['unit']): string {
  const words = [
    text(language, 'chart.spike_sentence', { period: periodName(language, unit, point.start), count: point.count }),
  ]
  if (point.expected !== null && point.threshold !== null)
    words.push(
      text(language, 'chart.spike_expected', {
        expected: expectedIn(language, point.expected),
        threshold: expectedIn(language, point.threshold),
      }),
    )
  if (point.isMarked) words.push(text(language, 'chart.spike_marked'))
  return words.join(' ')
}

/** The numbers under the chart. */
export function spikeTable(language: Language, { points, unit, counted }: SpikeFacts): ChartTable {
  const expected = (value: number | null): ChartCell =>
    value === null
      ? { shown: text(language, 'chart.unknown'), plain: null }
      : { shown: expectedIn(language, value), plain: Math.round(value * 10) / 10 }
  return {
    columns: [
      { header: text(language, unit === 'day' ? 'chart.day' : 'chart.week'), isNumber: false },
      { header: counted, isNumber: true },
      { header: text(language, 'chart.expected'), isNumber: true },
      { header: text(language, 'chart.threshold'), isNumber: true },
      { header: text(language, 'chart.above_threshold'), isNumber: false },
    ],
    rows: points.map((point) => ({
      key: point.start,
      href: point.href,
      cells: [
        { shown: periodName(language, unit, point.start), plain: point.start },
        { shown: formatNumber(language, point.count), plain: point.count },
        expected(point.expected),
        expected(point.threshold),
        point.isMarked ? { shown: '✓', plain: 1 } : { shown: '', plain: null },
      ],
    })),
  }
}
