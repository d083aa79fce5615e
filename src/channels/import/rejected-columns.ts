/** The first two headings of a file of rejected rows; what follows are the columns of the original. */
export const ownColumns = ['amends: line', 'amends: reason'] as const

/** A cell that a spreadsheet would run as a formula, made harmless by an apostrophe (as OWASP advises). */
export function escapeFormula(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

/** Takes the apostrophe off again, so that a corrected file of rejected rows holds what the original held. */
export function unescapeFormula(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}
