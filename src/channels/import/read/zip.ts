import { basename } from 'node:path'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Problem } from '../../../platform/problem.ts'

/** A zip archive whose entries can be read any number of times, in any order. */
export type Zip = {
  names(): string[]
  has(name: string): boolean
  /** The entry's unpacked bytes. `most` is how many it may have: larger ones are refused before they are unpacked. */
  read(name: string, most?: number): AsyncGenerator<Buffer>
  /** How far the latest reading got, in bytes of the archive. */
  bytesRead(): number
  close(): Promise<void>
}

/** Deflate reaches 1,032 to 1 on zeros; real tables stay far below 100. The ratio only counts above `harmless` bytes. */
const suspiciousRatio = 250
const harmless = 1 << 25
const mostEntries = 10_000

/**
 * Opens a zip archive. That entries are no larger than they say is checked by yauzl while they are unpacked, so what they
 * say can be trusted: an entry packed more tightly than any table can be is refused.
 * @throws Problem when the archive is damaged or suspicious
 */
export async function openZip(path: string): Promise<Zip> {
  const file = basename(path)
  const { zip, entries } = await directory(path, file)
  let progress = () => 0
  return {
    names: () => [...entries.keys()],
    has: (name) => entries.has(name),
    bytesRead: () => progress(),
    close: async () => zip.close(),
    async *read(name, most = Number.MAX_SAFE_INTEGER) {
      const entry = entries.get(name)
      if (!entry) throw new Problem('unprocessable', 'import_archive_damaged', { file })
      refuseBomb(entry, most, file)
      let unpacked = 0
      progress = () => Math.round((entry.compressedSize * unpacked) / Math.max(1, entry.uncompressedSize))
      try {
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          unpacked += chunk.length
          yield chunk
        }
      } catch (cause) {
        throw damaged(file, cause)
      }
    },
  }
}

async function directory(path: string, file: string): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  const entries = new Map<string, Entry>()
  try {
    const zip = await openPromise(path, { autoClose: false })
    if (zip.entryCount > mostEntries) throw new Problem('unprocessable', 'import_archive_many', { file })
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
    return { zip, entries }
  } catch (cause) {
    throw damaged(file, cause)
  }
}

function refuseBomb(entry: Entry, most: number, file: string): void {
  const { uncompressedSize: size, compressedSize } = entry
  if (size > most || (size > harmless && size > suspiciousRatio * compressedSize)) {
    throw new Problem('unprocessable', 'import_archive_bomb', { file, entry: entry.fileName })
  }
}

function damaged(file: string, cause: unknown): Problem {
  return cause instanceof Problem ? cause : new Problem('unprocessable', 'import_archive_damaged', { file }, { cause })
}
