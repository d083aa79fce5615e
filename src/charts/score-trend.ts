import { formatDate, formatMonth, formatShortDay } from '../platform/texts/dates.ts'
import type { Language } from '../platform/texts/languages.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import type { ChartCell, ChartTable } from './table.ts'

export type ScorePoint = {
  /** A day, `2026-03-01`; of months the first. */
  at: string
  /** What it is called, where it is no month. */
  label: string | null
  n: number
  /** `null` where nobody answered, which is not nought. */
  value: number | null
  /** Within these it differs from the others no more than chance makes it. */
  limits: { low: number; high: number } | null
  signal: 'above' | 'below' | null
}

export type ScoreTrendFacts = {
  points: ScorePoint[]
  /** The value of all periods together. */
  centre: number | null
  /** What is measured: "Satisfied customers". */
  measured: string
  /** The ends of the scale. */
  range: { low: number; high: number }
  /** How a value is written. */
  show: 'share' | 'score'
}

/** A value as the reader has it: `74%` or `5.1`. */
export function scoreWords(language: Language, show: ScoreTrendFacts['show'], value: number): string {
  return show === 'share'
    ? formatNumber(language, value, { style: 'percent', maximumFractionDigits: 0 })
    : formatNumber(language, value, { maximumFractionDigits: 1 })
}

/** The name of a period in full. */
const scoreName = (language: Language, { at, label }: ScorePoint): string =>
  label
    ? `${label} (${formatDate(language, `${at}T00:00:00Z`, 'UTC')})`
    : formatMonth(language, `${at}T00:00:00Z`, 'UTC')

/** The name under the axis. */
export const scoreTick = (language: Language, { at, label }: ScorePoint): string =>
  label ? formatShortDay(language, `${at}T00:00:00Z`, 'UTC') : formatMonth(language, `${at}T00:00:00Z`, 'UTC')

/** Whether a period is noise, in words. */
function noiseWords(language: Language, { value, limits, signal }: ScorePoint): string {
  if (value === null) return text(language, 'chart.unknown')
  if (!limits) return text(language, 'chart.score.no_limits')
  return text(language, `chart.score.${signal ?? 'noise'}`)
}

/** A period in one sentence, for screen readers and under the pointer. */
export function scoreSentence(language: Language, point: ScorePoint, { show }: ScoreTrendFacts): string {
  const value = point.value === null ? text(language, 'chart.unknown') : scoreWords(language, show, point.value)
  return `${scoreName(language, point)}: ${value}, n ${formatNumber(language, point.n)}. ${noiseWords(language, point)}`
}

/** The numbers under the chart. */
export function scoreTable(language: Language, { points, measured, show }: ScoreTrendFacts): ChartTable {
  const cell = (value: number | null): ChartCell =>
    value === null
      ? { shown: text(language, 'chart.unknown'), plain: null }
      : { shown: scoreWords(language, show, value), plain: value }
  return {
    columns: [
      { header: text(language, 'chart.score.period'), isNumber: false },
      { header: measured, isNumber: true },
      { header: 'n', isNumber: true },
      { header: text(language, 'chart.score.low'), isNumber: true },
      { header: text(language, 'chart.score.high'), isNumber: true },
      { header: text(language, 'chart.score.what'), isNumber: false },
    ],
    rows: points.map((point) => {
      const noise = noiseWords(language, point)
      return {
        key: `${point.at} ${point.label ?? ''}`,
        cells: [
          { shown: scoreName(language, point), plain: point.at },
          cell(point.value),
          { shown: formatNumber(language, point.n), plain: point.n },
          cell(point.limits?.low ?? null),
          cell(point.limits?.high ?? null),
          { shown: noise, plain: noise },
        ],
      }
    }),
  }
}
