import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { escapeFormula, ownColumns } from './rejected-columns.ts'

/** A file for the rows that could not be imported: line, reason, then the row as it was. */
export type Rejects = {
  /** Where the file is; null while there is none. */
  path(): string | null
  /** @param cells the row in the order of the header, as far as it could be read */
  write(rejected: { line: number; reasons: readonly string[]; cells: readonly string[] }): Promise<void>
  /** Hands what was written so far to the system, so that it is in the file whatever becomes of this process. */
  flush(): Promise<void>
  /** Puts everything on disk. */
  close(): Promise<void>
}

const bufferedCharacters = 1 << 16
export const ending = '.rejected.csv'

/**
 * Rows that could not be imported go to `FILE.rejected.csv` beside the imported file, which is made when the first one comes;
 * one that was there already is kept as `FILE.rejected.csv.old`, because it may hold corrections. It can be corrected in a
 * spreadsheet and imported again. It holds what customers wrote: only its owner may read it.
 * @param places the imported file, and the name to use where nothing can be written beside it
 * @param header the headings of the imported file, asked for when the first row comes
 */
export function openRejects(places: { beside: string; or: string }, header: () => readonly string[]): Rejects {
  let made: { handle: FileHandle; path: string } | null = null
  let waiting = ''
  // Batches reject rows of their own while others are read: one after the other.
  let turn = Promise.resolve()
  const inTurn = (work: () => Promise<void>) => (turn = turn.then(work))
  const append = async () => {
    const text = waiting
    waiting = ''
    if (text) await made?.handle.appendFile(text)
  }
  return {
    path: () => made?.path ?? null,
    write: ({ line, reasons, cells }) =>
      inTurn(async () => {
        if (!made) {
          made = await make(places)
          // Excel takes a file for UTF-8 only when it begins with the mark.
          waiting = `\ufeff${csvLine([...ownColumns, ...header().map(escapeFormula)])}`
        }
        waiting += csvLine([String(line), reasons.join(' '), ...cells].map(escapeFormula))
        if (waiting.length > bufferedCharacters) await append()
      }),
    flush: () => inTurn(append),
    close: () =>
      inTurn(async () => {
        await append()
        await made?.handle.sync()
        await made?.handle.close()
      }),
  }
}

async function make({ beside, or }: { beside: string; or: string }): Promise<{ handle: FileHandle; path: string }> {
  try {
    return await makeAt(`${beside}${ending}`)
  } catch {
    await mkdir(dirname(or), { recursive: true, mode: 0o700 })
    return makeAt(`${or}${ending}`)
  }
}

async function makeAt(path: string): Promise<{ handle: FileHandle; path: string }> {
  if (existsSync(path)) await rename(path, `${path}.old`)
  return { handle: await open(path, 'wx', 0o600), path }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
