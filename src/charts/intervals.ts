import type { Language } from '../platform/texts/languages.ts'
import { formatNumber, formatShare, formatShareInterval } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { type ChartTable, wordCell } from './table.ts'

export type IntervalPlace = {
  key: string
  label: string
  /** How many cases the estimate rests on. */
  count: number
  /** The estimate with the ends of its interval; `null` when it cannot be said. */
  estimate: { value: number; low: number; high: number } | null
  /** Why there is no estimate: the cases are too few. Without it, nothing is known. */
  isTooFew?: boolean
  /** Another reading of the same place, marked beside the estimate: the rate as it was counted. */
  reading?: number | null
  /** The cases themselves. */
  href?: string
}

export type IntervalsFacts = {
  /** In the order in which they are drawn. */
  places: IntervalPlace[]
  /** What the estimates are: "Expected per 1,000 orders". */
  estimateLabel: string
  /** What the other readings are: "As counted". Without it none is shown. */
  readingLabel?: string
  /** The value all places are compared with, as a line across: "All together". */
  reference?: { label: string; value: number }
  /** Numbers are shares from 0 to 1 and shown as percentages. */
  isShare?: boolean
  /** The confidence of the intervals: 0.95 unless told. */
  confidence?: number
}

/** A value of the chart in words: with as many digits as tell rates apart. */
export function valueIn(
  language: Language,
  value: number,
  { isShare = false }: Pick<IntervalsFacts, 'isShare'>,
): string {
  return isShare ? formatShare(language, value) : formatNumber(language, value, { maximumSignificantDigits: 3 })
}

/** Both ends of an interval in words. */
export function intervalIn(
  language: Language,
  { low, high }: { low: number; high: number },
  facts: Pick<IntervalsFacts, 'isShare'>,
): string {
  if (facts.isShare) return formatShareInterval(language, low, high)
  return `${valueIn(language, low, facts)} – ${valueIn(language, high, facts)}`
}

/** What stands where the estimate would: that it is not known, or that the cases are too few. */
export const withoutEstimateIn = (language: Language, { isTooFew }: Pick<IntervalPlace, 'isTooFew'>): string =>
  text(language, isTooFew ? 'chart.too_few_short' : 'chart.unknown')

/** A place in one sentence, for screen readers and under the pointer. */
export function intervalSentence(language: Language, place: IntervalPlace, facts: IntervalsFacts): string {
  const { label, count, estimate, reading } = place
  if (!estimate)
    return text(language, 'chart.interval_without', { label, why: withoutEstimateIn(language, place), count })
  const sentence = text(language, 'chart.interval_sentence', {
    label,
    what: facts.estimateLabel,
    value: valueIn(language, estimate.value, facts),
    confidence: formatShare(language, facts.confidence ?? 0.95),
    interval: intervalIn(language, estimate, facts),
    count,
  })
  if (reading === undefined || reading === null || !facts.readingLabel) return sentence
  return `${sentence} ${facts.readingLabel}: ${valueIn(language, reading, facts)}.`
}

/** The ends of the axis: from nought, or below it where something is, to above all that is drawn. */
export function axisOf({ places, reference, readingLabel }: IntervalsFacts): [from: number, to: number] {
  const values = places.flatMap(({ estimate, reading }) => [
    ...(estimate ? [estimate.low, estimate.high, estimate.value] : []),
    ...(readingLabel && reading ? [reading] : []),
  ])
  const all = [0, reference?.value ?? 0, ...values]
  const [from, to] = [Math.min(...all), Math.max(...all)]
  return from === to ? [0, 1] : [from, to]
}

/** The numbers under the chart. */
export function intervalsTable(language: Language, facts: IntervalsFacts): ChartTable {
  const { places, estimateLabel, readingLabel, confidence = 0.95 } = facts
  const shown = (value: number | null | undefined, instead: string) =>
    value === undefined || value === null
      ? { shown: instead, plain: null }
      : { shown: valueIn(language, value, facts), plain: value }
  const interval = text(language, 'chart.interval', { confidence: formatShare(language, confidence) })
  const number = (header: string) => ({ header, isNumber: true })
  return {
    columns: [
      { header: text(language, 'chart.kind'), isNumber: false },
      number(text(language, 'chart.count')),
      number(estimateLabel),
      number(text(language, 'chart.from', { what: interval })),
      number(text(language, 'chart.to', { what: interval })),
      ...(readingLabel ? [number(readingLabel)] : []),
    ],
    rows: places.map((place) => ({
      key: place.key,
      href: place.href,
      cells: [
        wordCell(place.label),
        { shown: formatNumber(language, place.count), plain: place.count },
        shown(place.estimate?.value, withoutEstimateIn(language, place)),
        shown(place.estimate?.low, '–'),
        shown(place.estimate?.high, '–'),
        ...(readingLabel ? [shown(place.estimate ? place.reading : null, '–')] : []),
      ],
    })),
  }
}
