import Papa from 'papaparse'
import writeXlsxFile from 'write-excel-file/node'
import { type TextKey, text } from '../platform/texts/index.ts'
import type { CausesReport } from './contract.ts'

type Language = 'en' | 'ru'
type Cell = string | number | null

/** The report as one table: a row a figure, with what it counts, its n and its interval. Column names in the reader's language. */
export function tableOf(report: CausesReport, language: Language): Cell[][] {
  const say = (key: string) => text(language, key as TextKey)
  const header = ['section', 'name', 'count', 'before', 'n', 'share', 'low', 'high', 'rate'].map((column) =>
    say(`export.${column}`),
  )
  const share = (section: string, name: string, row: CausesReport['asPlanned']): Cell[] => [
    say(section),
    say(name),
    row.count,
    row.before.count,
    row.n,
    row.share,
    row.interval?.low ?? null,
    row.interval?.high ?? null,
    null,
  ]
  const shares = [
    ...report.classes.map((row) => share('causes.class', `cause.class.${row.class}`, row)),
    ...report.groups.map((row) => share('causes.group', `cause.group.${row.group}`, row)),
    share('causes.group', 'cause.group.as_planned', report.asPlanned),
  ]
  const places = (['product', 'issue', 'step', 'cause'] as const).flatMap((dimension) =>
    report.pareto[dimension].map((row): Cell[] => {
      const name = typeof row.name === 'string' ? row.name : row.name?.[language]
      return [
        say(`causes.${dimension}`),
        name ?? say('causes.not_stated'),
        row.count,
        row.before,
        report.total.count,
        row.share,
        null,
        null,
        row.rate?.perThousand ?? null,
      ]
    }),
  )
  return [header, ...shares, ...places]
}

/** The table as CSV with a byte order mark (spreadsheets then read UTF-8); cells that would run as formulas are defused. */
export const asCsv = (table: Cell[][]): string =>
  `\uFEFF${Papa.unparse(table, { escapeFormulae: true, newline: '\r\n' })}`

/** The table as an XLSX file. Texts are stored as texts, so nothing runs. */
export async function asXlsx(table: Cell[][]): Promise<Buffer> {
  const rows = table.map((row, index) =>
    row.map((value) => (value === null ? null : { value, ...(index === 0 && { fontWeight: 'bold' as const }) })),
  )
  return writeXlsxFile(rows as never, { sheet: 'Amends' } as never).toBuffer()
}
