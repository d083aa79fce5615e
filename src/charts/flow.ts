import type { Language } from '../platform/texts/languages.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { type ChartTable, wordCell } from './table.ts'

/** A place that things pass through, in the order in which they usually reach it. */
export type FlowPlace = {
  key: string
  name: string
  /** What else there is to say of it, in small letters. */
  note: string
  href?: string | undefined
}
/** So many passed from one place to another. */
export type FlowArrow = { from: string; to: string; count: number; href?: string | undefined }
export type FlowFacts = { places: FlowPlace[]; arrows: FlowArrow[] }

/** A picture with more of them is a ball of wool; the table under it has all. */
export const mostPlaces = 8
const mostArrows = 14

/** An arrow with the rows it joins; `isBack` when it leads to a place that comes before. */
export type DrawnArrow = FlowArrow & { fromRow: number; toRow: number; isBack: boolean; width: number }

/** What is drawn of the facts: the first places and the widest arrows between them, widths from 1.5 to 16 by count. */
export function drawnOf({ places, arrows }: FlowFacts): { places: FlowPlace[]; arrows: DrawnArrow[] } {
  const shown = places.slice(0, mostPlaces)
  const rows = new Map(shown.map(({ key }, row) => [key, row]))
  const inside = arrows
    .filter(({ from, to }) => rows.has(from) && rows.has(to) && from !== to)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, mostArrows)
  const largest = inside[0]?.count ?? 1
  return {
    places: shown,
    arrows: inside.map((arrow) => {
      const [fromRow, toRow] = [rows.get(arrow.from) as number, rows.get(arrow.to) as number]
      return { ...arrow, fromRow, toRow, isBack: toRow < fromRow, width: 1.5 + 14.5 * (arrow.count / largest) }
    }),
  }
}

/** The whole of an arrow, as a sentence. */
export function arrowSentence(language: Language, { places }: FlowFacts, { from, to, count }: FlowArrow): string {
  const name = (key: string) => places.find((place) => place.key === key)?.name ?? key
  return text(language, 'chart.flow.arrow', { from: name(from), to: name(to), count })
}

/** All arrows, most first. */
export function flowTable(language: Language, { places, arrows }: FlowFacts): ChartTable {
  const name = (key: string) => places.find((place) => place.key === key)?.name ?? key
  const headers = ['from', 'to', 'count'] as const
  return {
    columns: headers.map((header) => ({
      header: text(language, `chart.flow.${header}`),
      isNumber: header === 'count',
    })),
    rows: arrows
      .toSorted((one, other) => other.count - one.count)
      .map(({ from, to, count, href }) => ({
        key: `${from}>${to}`,
        href,
        cells: [wordCell(name(from)), wordCell(name(to)), { shown: formatNumber(language, count), plain: count }],
      })),
  }
}
