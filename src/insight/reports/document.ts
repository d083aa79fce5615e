import type { ReactElement } from 'react'
import type { Language } from '../../platform/texts/index.ts'

/** How a column is written: shares from 0 to 1 as per cent, days as `2026-03-31`. */
export type ColumnKind = 'text' | 'number' | 'share' | 'day'
export type ReportTable = {
  caption: string
  columns: { label: string; kind: ColumnKind }[]
  /** As many cells as columns; null: not known, which is never nought. */
  rows: (string | number | null)[][]
}
export type ReportSection = {
  heading: string
  /** Sentences that are true without the table. */
  said: string[]
  tables: ReportTable[]
  /** The picture of the first table, as SVG of the given width in pixels. */
  drawing?: (width: number) => ReactElement
  /** How the figures were computed: formula, what went in, source. */
  how: string[]
}
/** A page of numbers as it leaves the product, whatever it then becomes: PDF, workbook or text. */
export type ReportDocument = {
  /** Names its files: Latin letters, digits and dashes. */
  name: string
  title: string
  language: Language
  /** What it is about and when it was made: period, filters, time. */
  about: string[]
  sections: ReportSection[]
}
