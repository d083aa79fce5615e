/** The numbers under a chart: as they are shown, and plain for a spreadsheet. `null` is "not known", an empty field there. */
export type ChartTable = {
  columns: { header: string; isNumber: boolean }[]
  rows: { key: string; href?: string | undefined; cells: ChartCell[] }[]
}
export type ChartCell = { shown: string; plain: string | number | null }

/** A cell of words. */
export const wordCell = (words: string): ChartCell => ({ shown: words, plain: words })

/**
 * The table as comma-separated values (RFC 4180, lines ended by CR LF). Words that a spreadsheet would run as a formula get an
 * apostrophe in front.
 */
export function toCsv({ columns, rows }: ChartTable): string {
  const header = columns.map((column) => column.header)
  const lines = [header, ...rows.map(({ cells }) => cells.map(({ plain }) => plain))]
  return lines.map((line) => `${line.map(fieldOf).join(',')}\r\n`).join('')
}

function fieldOf(plain: string | number | null): string {
  if (plain === null) return ''
  if (typeof plain === 'number') return String(plain)
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
