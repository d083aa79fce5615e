import { type FileHandle, open } from 'node:fs/promises'
import { escapeFormula, ownColumns } from './rejected-columns.ts'

/** A file for the rows that could not be imported: line, reason, then the row as it was. */
export type Rejects = {
  readonly path: string
  count(): number
  /** @param cells the row in the order of the header, as far as it could be read */
  write(rejected: { line: number; reasons: readonly string[]; cells: readonly string[] }): Promise<void>
  /** Hands what was written so far to the system, so that it is in the file whatever becomes of this process. */
  flush(): Promise<void>
  /** Puts everything on disk. */
  close(): Promise<void>
}

const bufferedCharacters = 1 << 16

/**
 * Rows that could not be imported go to `FILE.rejected.csv` beside the imported file, which is made when the first one comes.
 * It can be corrected in a spreadsheet and imported again. It holds what customers wrote: only its owner may read it.
 * @param header the headings of the imported file, asked for when the first row comes
 */
export function openRejects(importedPath: string, header: () => readonly string[]): Rejects {
  const path = `${importedPath}.rejected.csv`
  let handle: FileHandle | null = null
  let waiting = ''
  let count = 0
  const flush = async () => {
    const text = waiting
    waiting = ''
    if (text) await handle?.appendFile(text)
  }
  return {
    path,
    count: () => count,
    async write({ line, reasons, cells }) {
      if (!handle) {
        handle = await open(path, 'w', 0o600)
        // Excel takes a file for UTF-8 only when it begins with the mark.
        waiting = `\ufeff${csvLine([...ownColumns, ...header().map(escapeFormula)])}`
      }
      count++
      waiting += csvLine([String(line), reasons.join(' '), ...cells].map(escapeFormula))
      if (waiting.length > bufferedCharacters) await flush()
    },
    flush,
    async close() {
      await flush()
      await handle?.sync()
      await handle?.close()
      handle = null
    },
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
