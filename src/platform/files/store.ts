import type { Readable } from 'node:stream'

/** What came in: its size in bytes and its fingerprint. */
export type Taken = { size: number; sha256: Buffer }
/** Bytes of a file, counted from 0, both ends included. */
export type Span = { from: number; to: number }

export type Putting<Seen> = {
  /** The most bytes it may have. */
  most: number
  /** What a refusal calls it. */
  name: string
  /** Looks at the whole file before it is kept. What it throws refuses the file, and nothing of it stays. */
  look: (path: string) => Promise<Seen>
}

/**
 * Keeps files by an id, and knows nothing of what they are for. A file is there whole or not at all, and once `put` has
 * answered it outlives a crash.
 */
export type FileStore = {
  /** @throws Problem file_too_large, files_away, and what `look` throws */
  put<Seen>(id: string, content: Readable, putting: Putting<Seen>): Promise<Taken & { seen: Seen }>
  /** The file, or the bytes of it that are asked for. @throws Problem file_missing, files_away */
  get(id: string, span?: Span): Promise<Readable>
  /** Removes a file; one that is not there is no trouble. @throws Problem files_away */
  remove(id: string): Promise<void>
  /** Removes what is left of files that broke off before then. */
  clear(before: Date): Promise<void>
}

/** Only what we make ourselves may become part of a path or an address. @throws Error */
export function checkId(id: string): string {
  if (!/^[0-9a-z-]{8,60}$/.test(id)) throw new Error(`"${id}" is no id of a file`)
  return id
}
