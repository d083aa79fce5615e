import { type Language } from '../platform/texts/languages.ts'
import { formatNumber, formatShare, formatShareInterval } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import type { Tone } from './palette.ts'
import { type ChartTable, wordCell } from './table.ts'

export type Share = {
  key: string
  label: string
  /** Cases of this kind among the `n` looked at. */
  count: number
  /** The share from 0 to 1 with the ends of its interval; `null` when it cannot be said. */
  estimate: { share: number; low: number; high: number } | null
  /** Why there is no estimate: the cases are too few. Without it, nothing is known. */
  isTooFew?: boolean
  tone: Tone
  /** What others published for the same kind, from 0 to 1. Shown beside ours, never used in its place. */
  published?: { low: number; high: number }
  /** The cases themselves. */
  href?: string
}

export type SharesFacts = {
  shares: Share[]
  /** How many cases were looked at. */
  n: number
  /** Whose figures `published` are: "TARP, published 1999". */
  publishedBy?: string
  /** The confidence of the intervals: 0.95 unless told. */
  confidence?: number
}

/** Below this many cases a share says nothing. */
export const fewestCases = 5

/** A share in one sentence, for screen readers and under the pointer. */
export function shareSentence(
  language: Language,
  share: Share,
  { n, publishedBy, confidence = 0.95 }: SharesFacts,
): string {
  const { label, count, estimate, published } = share
  if (!estimate && share.isTooFew) return text(language, 'chart.share_too_few', { label, count, n })
  if (!estimate) return text(language, 'chart.share_unknown', { label })
  const sentence = text(language, 'chart.share_sentence', {
    label,
    share: formatShare(language, estimate.share),
    confidence: formatShare(language, confidence),
    interval: formatShareInterval(language, estimate.low, estimate.high),
    count,
    n,
  })
  if (!published || !publishedBy) return sentence
  const range = formatShareInterval(language, published.low, published.high)
  return `${sentence} ${publishedBy}: ${range}.`
}

/** The largest value of the axis: the next tenth above all that is drawn, at most 1. */
export function axisEnd(shares: Share[]): number {
  const ends = shares.flatMap(({ estimate, published }) => [estimate?.high ?? 0, published?.high ?? 0])
  return Math.min(1, Math.max(0.2, Math.ceil(Math.max(0, ...ends) * 10 - 1e-9) / 10))
}

/** What stands where the share would: that it is not known, or that the cases are too few. */
export const withoutEstimate = (language: Language, { isTooFew }: Pick<Share, 'isTooFew'>): string =>
  text(language, isTooFew ? 'chart.too_few_short' : 'chart.unknown')

/** The numbers under the chart. */
export function sharesTable(
  language: Language,
  { shares, n, publishedBy, confidence = 0.95 }: SharesFacts,
): ChartTable {
  const share = (value: number | undefined, instead = text(language, 'chart.unknown')) =>
    value === undefined ? { shown: instead, plain: null } : { shown: formatShare(language, value), plain: value }
  const bounds = (what: string) => [
    { header: text(language, 'chart.from', { what }), isNumber: true },
    { header: text(language, 'chart.to', { what }), isNumber: true },
  ]
  return {
    columns: [
      { header: text(language, 'chart.kind'), isNumber: false },
      { header: text(language, 'chart.count'), isNumber: true },
      { header: text(language, 'chart.of'), isNumber: true },
      { header: text(language, 'chart.share'), isNumber: true },
      ...bounds(text(language, 'chart.interval', { confidence: formatShare(language, confidence) })),
      ...(publishedBy ? bounds(publishedBy) : []),
    ],
    rows: shares.map(({ key, label, count, estimate, published, href, isTooFew }) => ({
      key,
      href,
      cells: [
        wordCell(label),
        { shown: formatNumber(language, count), plain: count },
        { shown: formatNumber(language, n), plain: n },
        share(estimate?.share, withoutEstimate(language, { isTooFew })),
        ...[estimate?.low, estimate?.high].map((value) => share(value, isTooFew ? '–' : undefined)),
        ...(publishedBy ? [share(published?.low), share(published?.high)] : []),
      ],
    })),
  }
}
