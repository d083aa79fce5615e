import { hash } from 'node:crypto'
import type { SourceRow } from '../read/row.ts'

/**
 * A name for a row that has no number of its own: the same values give the same name, in whatever order, spacing and Unicode
 * form the columns come, so that importing a file twice adds nothing.
 * @returns 64 hexadecimal digits (SHA-256)
 */
export function contentHash(values: SourceRow): string {
  const pairs: [string, string][] = []
  for (const column of Object.keys(values).sort()) {
    const value = values[column] ?? ''
    const text = (typeof value === 'string' ? value : JSON.stringify(value))
      .normalize('NFC')
      .replace(/\s+/g, ' ')
      .trim()
    if (text !== '') pairs.push([column.trim(), text])
  }
  return hash('sha256', JSON.stringify(pairs))
}
