import { formatNumber } from '../../platform/texts/numbers.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import type { ColumnKind } from './document.ts'

/** A cell as it is read: shares as per cent with one digit, numbers with at most three, what is not known as a dash. */
export function cellText(language: Language, kind: ColumnKind, cell: string | number | null): string {
  if (cell === null) return text(language, 'reports.unknown')
  if (typeof cell === 'string') return cell
  if (kind === 'share') return formatNumber(language, cell, { style: 'percent', maximumFractionDigits: 1 })
  return formatNumber(language, cell, { maximumFractionDigits: 3 })
}
