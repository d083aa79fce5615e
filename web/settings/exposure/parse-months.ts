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

function readMonth(text: string): string | null {
  const [, year, month] = /^(\d{4})[-./](\d{1,2})(?:[-./]0?1)?$/.exec(text) ?? []
  const [, monthFirst, yearLast] = /^(\d{1,2})[./-](\d{4})$/.exec(text) ?? []
  const number = Number(month ?? monthFirst)
  if (!(number >= 1 && number <= 12)) return null
  return `${year ?? yearLast}-${String(number).padStart(2, '0')}-01`
}

/** A number above zero. Groups of three digits may be set apart in any of the usual ways; what follows a lone mark is a fraction. */
function readUnits(text: string): number | null {
  const digits = text.replace(/[\s\u00a0\u202f']/g, '')
  const plain = /^\d{1,3}([.,]\d{3})+$/.test(digits) ? digits.replace(/[.,]/g, '') : digits.replace(',', '.')
  const units = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : 0
  return units > 0 ? units : null
}
