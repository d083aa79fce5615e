import { readMonth, readUnits } from '../../../src/causes/exposure-import/written.ts'

/** A month and how many units were exposed in it. */
export type MonthUnits = { month: string; units: number }
/** A line that could not be read: its number from 1, its text, and what is wrong. */
export type LineProblem = { line: number; text: string; what: 'month' | 'units' | 'twice' }

/**
 * Reads pasted lines: a month (2026-01, 2026-01-01, 01.2026 or 1/2026) and a number, divided by a tab, a semicolon or spaces.
 * Empty lines and a line of headings at the top are passed over.
 * @example parseMonths('2026-01\t12 000') // { months: [{ month: '2026-01-01', units: 12000 }], problems: [] }
 */
export function parseMonths(pasted: string): { months: MonthUnits[]; problems: LineProblem[] } {
  const months: MonthUnits[] = []
  const problems: LineProblem[] = []
  for (const [index, line] of pasted.split(/\r?\n/).entries()) {
    const text = line.trim()
    if (text === '' || (index === 0 && !/\d/.test(text))) continue
    const [, first = '', rest = ''] = /^(\S+?)[\s;]+(.*)$/.exec(text) ?? [undefined, text]
    const month = readMonth(first)
    const units = readUnits(rest)
    if (!month) problems.push({ line: index + 1, text, what: 'month' })
    else if (units === null) problems.push({ line: index + 1, text, what: 'units' })
    else if (months.some((each) => each.month === month)) problems.push({ line: index + 1, text, what: 'twice' })
    else months.push({ month, units })
  }
  return { months, problems }
}
