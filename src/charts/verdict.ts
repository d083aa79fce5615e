import { formatDate, formatMonth, formatShortDay } from '../platform/texts/dates.ts'
import type { Language } from '../platform/texts/languages.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import type { ChartCell, ChartTable } from './table.ts'

export type VerdictPoint = {
  /** First day, as `2026-03-02`. */
  from: string
  days: number
  isAfter: boolean
  /** Within the window that is compared with. */
  isBaseline: boolean
  /** Complaints. */
  n: number
  /** Complaints of the comparison categories. */
  controls: number
  /** What would have been without the fix; null where it is not known. */
  expected: { value: number; low: number; high: number } | null
}

export type VerdictFacts = {
  /** In order of time. The first one after the fix begins on the day after it went live. */
  points: VerdictPoint[]
  /** Names of the comparison categories; none: no strip of them. */
  controlNames: string[]
}

export const dateOf = (language: Language, day: string): string => formatDate(language, `${day}T00:00:00Z`, 'UTC')
/** A day under the axis; where the picture is of more than a year, its month and year. */
export function verdictTick(language: Language, day: string, points: VerdictPoint[]): string {
  const [first, last] = [points[0], points.at(-1)]
  const isLong = first && last && Date.parse(last.from) - Date.parse(first.from) > 366 * 86_400_000
  return (isLong ? formatMonth : formatShortDay)(language, `${day}T00:00:00Z`, 'UTC')
}
const oneDigit = (language: Language, value: number): string =>
  formatNumber(language, value, { maximumFractionDigits: 1 })

/** A column in sentences, for screen readers and under the pointer. */
export function verdictSentence(language: Language, point: VerdictPoint, hasControls: boolean): string {
  const { from, days, n, expected, controls, isAfter } = point
  const words = [text(language, 'chart.verdict_count', { date: dateOf(language, from), days, count: n })]
  if (isAfter && expected)
    words.push(
      text(language, 'chart.verdict_expected', {
        expected: oneDigit(language, expected.value),
        low: oneDigit(language, expected.low),
        high: oneDigit(language, expected.high),
      }),
    )
  if (hasControls) words.push(text(language, 'chart.verdict_controls', { count: controls }))
  return words.join(' ')
}

/** The numbers under the chart. */
export function verdictTable(language: Language, { points, controlNames }: VerdictFacts): ChartTable {
  const rounded = (value: number | undefined): ChartCell =>
    value === undefined
      ? { shown: text(language, 'chart.unknown'), plain: null }
      : { shown: oneDigit(language, value), plain: Math.round(value * 10) / 10 }
  const hasControls = controlNames.length > 0
  return {
    columns: [
      { header: text(language, 'chart.verdict_from'), isNumber: false },
      { header: text(language, 'chart.verdict_phase'), isNumber: false },
      { header: text(language, 'nav.complaints'), isNumber: true },
      { header: text(language, 'chart.verdict_would'), isNumber: true },
      { header: text(language, 'chart.verdict_low'), isNumber: true },
      { header: text(language, 'chart.verdict_high'), isNumber: true },
      ...(hasControls ? [{ header: text(language, 'chart.verdict_compared'), isNumber: true }] : []),
    ],
    rows: points.map(({ from, n, isAfter, isBaseline, expected, controls }) => ({
      key: from,
      cells: [
        { shown: dateOf(language, from), plain: from },
        { shown: text(language, phaseOf({ isAfter, isBaseline })), plain: isAfter ? 'after' : 'before' },
        { shown: formatNumber(language, n), plain: n },
        rounded(expected?.value),
        rounded(expected?.low),
        rounded(expected?.high),
        ...(hasControls ? [{ shown: formatNumber(language, controls), plain: controls }] : []),
      ],
    })),
  }
}

const phaseOf = ({ isAfter, isBaseline }: Pick<VerdictPoint, 'isAfter' | 'isBaseline'>) =>
  isAfter ? 'chart.verdict_after' : isBaseline ? 'chart.verdict_before' : 'chart.verdict_between'
