import type { Language } from '../platform/texts/languages.ts'
import { formatNumber, formatShare } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import type { ChartCell, ChartTable } from './table.ts'

/** From these days on the share is left, between low and high. */
export type RemainingStep = { days: number; share: number; low: number; high: number }

export type RemainingFacts = {
  /** In order; before the first all are left. */
  steps: RemainingStep[]
  /** How far the picture goes, in days; not before the last step. */
  end: number
  /** What is left: "Not solved yet". */
  counted: string
  /** The days after which half is left; `null` when that was not reached. */
  half: number | null
}

/** The steps with their beginning and their end, so that a line can be drawn through them. */
export function remainingLine({ steps, end }: RemainingFacts): RemainingStep[] {
  const whole = { days: 0, share: 1, low: 1, high: 1 }
  const last = steps.at(-1) ?? whole
  return [whole, ...steps, ...(last.days < end ? [{ ...last, days: end }] : [])]
}

/** The numbers under the chart. */
export function remainingTable(language: Language, { steps, counted }: RemainingFacts): ChartTable {
  const share = (value: number): ChartCell => ({ shown: formatShare(language, value), plain: value })
  const interval = text(language, 'chart.interval', { confidence: formatShare(language, 0.95) })
  const headers = [
    text(language, 'chart.days'),
    counted,
    ...(['from', 'to'] as const).map((end) => text(language, `chart.${end}`, { what: interval })),
  ]
  return {
    columns: headers.map((header) => ({ header, isNumber: true })),
    rows: steps.map((step) => ({
      key: String(step.days),
      cells: [
        { shown: formatNumber(language, step.days, { maximumFractionDigits: 1 }), plain: step.days },
        share(step.share),
        share(step.low),
        share(step.high),
      ],
    })),
  }
}
