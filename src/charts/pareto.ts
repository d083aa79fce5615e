import { cumsum, sum } from 'd3-array'
import type { Language } from '../platform/texts/languages.ts'
import { formatNumber, formatShare } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import type { Tone } from './palette.ts'
import { type ChartCell, type ChartTable, wordCell } from './table.ts'

export type ParetoItem = {
  key: string
  label: string
  count: number
  /** How many there were in the period before; a thin bar under the bar. */
  previous?: number
  /** The count by kind, in the order of `kinds`; what they leave over is shown as unknown. */
  parts?: { kind: string; count: number }[]
  /** Cases for each unit of exposure, with its interval; `null` when the exposure is not known. */
  rate?: { value: number; low: number; high: number } | null
  /** The cases themselves. */
  href?: string
}

export type ParetoFacts = {
  items: ParetoItem[]
  /** All cases, also those of items not listed; the sum of the items unless told. */
  total?: number
  /** What the bars are divided into. */
  kinds?: { key: string; label: string; tone: Tone }[]
  /** What a rate counts on: "per 1,000 deliveries". Without it no rates are shown. */
  ratePer?: string
  /** Which period `previous` is: "The twelve months before". Without it none is shown. */
  previousLabel?: string
}

export type Kind = NonNullable<ParetoFacts['kinds']>[number]

export type ParetoRow = ParetoItem & {
  /** Share of all cases in this row and those above it, from 0 to 1. */
  cumulative: number
  /** The parts of the bar from its beginning, in counts; they add up to `count`. */
  segments: { key: string; tone: Tone; from: number; to: number }[]
}

/** The items with the most frequent first (equal ones by name) and what they add up to. */
export function paretoRows(facts: ParetoFacts): ParetoRow[] {
  const ordered = [...facts.items].sort((one, other) => other.count - one.count || one.label.localeCompare(other.label))
  const total = totalOf(facts)
  const sums = cumsum(ordered, ({ count }) => count)
  return ordered.map((item, row) => ({
    ...item,
    cumulative: total > 0 ? (sums[row] as number) / total : 0,
    segments: segmentsOf(item, facts.kinds ?? []),
  }))
}

/** All cases the chart is about. */
export function totalOf({ items, total }: ParetoFacts): number {
  return total ?? sum(items, ({ count }) => count)
}

const unknownKind = 'unknown'

/** The kinds that the rows hold, with "unknown" at the end when some cases are of none of them. */
export function kindsIn(language: Language, facts: ParetoFacts): Kind[] {
  const kinds = facts.kinds ?? []
  const isAllKnown = facts.items.every((item) => segmentsOf(item, kinds).every(({ key }) => key !== unknownKind))
  if (isAllKnown) return kinds
  return [...kinds, { key: unknownKind, label: text(language, 'chart.unknown'), tone: 'unknown' }]
}

function segmentsOf({ key, count, parts = [] }: ParetoItem, kinds: Kind[]): ParetoRow['segments'] {
  if (kinds.length === 0) return [{ key, tone: 'first', from: 0, to: count }]
  const segments: ParetoRow['segments'] = []
  let from = 0
  for (const kind of kinds) {
    const to = from + (parts.find((part) => part.kind === kind.key)?.count ?? 0)
    if (to > from) segments.push({ key: kind.key, tone: kind.tone, from, to })
    from = to
  }
  if (from < count) segments.push({ key: unknownKind, tone: 'unknown', from, to: count })
  return segments
}

/** How many cases of a row are of a kind. */
function countOf({ segments }: ParetoRow, kind: Kind): number {
  const segment = segments.find(({ key }) => key === kind.key)
  return segment ? segment.to - segment.from : 0
}

/** A row in one sentence, for screen readers and under the pointer. */
export function paretoSentence(language: Language, row: ParetoRow, facts: ParetoFacts): string {
  const { label, count, cumulative } = row
  const kinds = kindsIn(language, facts)
    .filter((kind) => countOf(row, kind) > 0)
    .map((kind) => `${kind.label} ${formatNumber(language, countOf(row, kind))}`)
  const sentence = text(language, 'chart.pareto_sentence', {
    label,
    count,
    cumulative: formatShare(language, cumulative),
  })
  const rate = facts.ratePer ? [`${rateWords(language, row)} ${facts.ratePer}.`] : []
  const previous = previousOf(row, facts)
  const before = previous === null ? [] : [`${facts.previousLabel}: ${formatNumber(language, previous)}.`]
  return [sentence, ...before, ...rate, kinds.length > 0 ? `${kinds.join(', ')}.` : ''].filter(Boolean).join(' ')
}

/** The count of the period before; null where it is not known or not shown. */
export const previousOf = ({ previous }: ParetoItem, { previousLabel }: ParetoFacts): number | null =>
  previousLabel === undefined ? null : (previous ?? null)

/** The rate with its interval in words; says so when it is not known. */
export function rateWords(language: Language, { rate }: ParetoItem): string {
  if (!rate) return text(language, 'chart.unknown')
  const figure = (value: number) => formatNumber(language, value, { maximumSignificantDigits: 2 })
  return `${figure(rate.value)} (${figure(rate.low)} – ${figure(rate.high)})`
}

const previousCell = (language: Language, { previous }: ParetoItem): ChartCell =>
  previous === undefined
    ? { shown: text(language, 'chart.unknown'), plain: null }
    : { shown: formatNumber(language, previous), plain: previous }

/** The numbers under the chart. */
export function paretoTable(language: Language, facts: ParetoFacts): ChartTable {
  const kinds = kindsIn(language, facts)
  const number = (value: number) => ({ shown: formatNumber(language, value), plain: value })
  return {
    columns: [
      { header: text(language, 'chart.kind'), isNumber: false },
      { header: text(language, 'chart.count'), isNumber: true },
      ...(facts.previousLabel ? [{ header: facts.previousLabel, isNumber: true }] : []),
      ...kinds.map(({ label }) => ({ header: label, isNumber: true })),
      ...(facts.ratePer ? [{ header: facts.ratePer, isNumber: true }] : []),
      { header: text(language, 'chart.cumulative'), isNumber: true },
    ],
    rows: paretoRows(facts).map((row) => ({
      key: row.key,
      href: row.href,
      cells: [
        wordCell(row.label),
        number(row.count),
        ...(facts.previousLabel ? [previousCell(language, row)] : []),
        ...kinds.map((kind) => number(countOf(row, kind))),
        ...(facts.ratePer ? [{ shown: rateWords(language, row), plain: row.rate?.value ?? null }] : []),
        { shown: formatShare(language, row.cumulative), plain: row.cumulative },
      ],
    })),
  }
}
