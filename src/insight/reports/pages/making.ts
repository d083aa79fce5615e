import type { z } from 'zod'
import type { Share } from '../../../causes/contract.ts'
import type { Viewer } from '../../../complaints/filters.ts'
import type { Database } from '../../../platform/database/index.ts'
import { type Language, type TextKey, text } from '../../../platform/texts/index.ts'
import type { VoiceDrawer } from '../../split/voices.ts'
import type { Narrowing } from '../contract.ts'
import type { ReportSection, ReportTable } from '../document.ts'

/**
 * What a page is made from: the days it is about (both included, UTC), what it is narrowed to, for whom, in which language,
 * and when.
 */
export type Making = {
  db: Database
  drawer: VoiceDrawer
  from: string
  to: string
  /** Only parts that the page takes. */
  narrowing: Narrowing
  viewer: Viewer
  language: Language
  now: Date
}
export type Sections = (making: Making) => Promise<ReportSection[]>

/** A page's words in the reader's language; keys are put together from what the page shows. */
export const sayer =
  (language: Language) =>
  (key: string, values: Record<string, string | number> = {}): string =>
    text(language, key as TextKey, values as never)

type Cell = string | number | null
type Column = ReportTable['columns'][number]

/** The columns of a share: count, n, share and the ends of its 95 % interval. */
export function shareColumns(language: Language): Column[] {
  const say = sayer(language)
  return [
    { label: say('export.count'), kind: 'number' },
    { label: say('export.n'), kind: 'number' },
    { label: say('export.share'), kind: 'share' },
    { label: say('export.low'), kind: 'share' },
    { label: say('export.high'), kind: 'share' },
  ]
}

/** A share under `shareColumns`. Below five cases there is only the count: too few to say more. */
export const shareCells = ({ count, n, share, interval, tooFew }: z.infer<typeof Share>): Cell[] =>
  tooFew ? [count, n, null, null, null] : [count, n, share, interval?.low ?? null, interval?.high ?? null]

/** A table of named shares. */
export function shareTable(
  language: Language,
  caption: string,
  rows: { name: string; share: z.infer<typeof Share> }[],
): ReportTable {
  return {
    caption,
    columns: [{ label: sayer(language)('export.name'), kind: 'text' }, ...shareColumns(language)],
    rows: rows.map(({ name, share }) => [name, ...shareCells(share)]),
  }
}

/** What has a name in both languages, one in all, or none. */
export const nameIn = (language: Language, name: string | { en: string; ru: string } | null): string =>
  name === null ? text(language, 'causes.not_stated') : typeof name === 'string' ? name : name[language]
