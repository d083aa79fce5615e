import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newId } from '../ids.ts'
import { Problem } from '../problem.ts'
import { away } from './away.ts'
import type { Putting, Taken } from './store.ts'

/** A file that has come in and is not kept yet. */
export type Incoming = Taken & { path: string }

/** Where files wait until they are whole and were looked at. Whatever is left here by a crash is rubbish. */
export async function openIncoming(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 })

  /** Writes a stream to a file that survives a crash, counting and hashing on the way. Nothing stays of what fails. */
  async function receive(content: Readable, most: number, name: string): Promise<Incoming> {
    const path = join(folder, `${newId()}.part`)
    const hash = createHash('sha256')
    let size = 0
    async function* counted(source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        size += chunk.length
        if (size > most) throw tooLarge(name, most)
        hash.update(chunk)
        yield chunk
      }
    }
    // `flush`: on disk, not in the system's memory, before the file counts as written.
    const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
    try {
      await pipeline(content, counted, target)
    } catch (error) {
      await rm(path, { force: true })
      throw isDiskError(error) ? away(error) : error
    }
    return { path, size, sha256: hash.digest() }
  }

  return {
    /** Receives a file, has it looked at, gives it to `keep`; the copy here is gone when this ends, however it ends. */
    async take<Seen>(
      content: Readable,
      { most, name, look }: Putting<Seen>,
      keep: (incoming: Incoming) => Promise<void>,
    ): Promise<Taken & { seen: Seen }> {
      const incoming = await receive(content, most, name)
      try {
        const seen = await look(incoming.path)
        await keep(incoming)
        return { size: incoming.size, sha256: incoming.sha256, seen }
      } finally {
        await rm(incoming.path, { force: true })
      }
    },
    async clear(before: Date): Promise<void> {
      for (const name of await readdir(folder)) {
        const found = await stat(join(folder, name)).catch(() => null)
        if (found && found.mtime < before) await rm(join(folder, name), { force: true })
      }
    },
  }
}

/** Megabytes as people count them, to a tenth, never more than there are. */
const megabytes = (bytes: number): number => Math.floor((bytes / 1_048_576) * 10) / 10

const tooLarge = (name: string, most: number): Problem =>
  new Problem(
    'too_large',
    'file_too_large',
    { name, megabytes: megabytes(most) },
    { fields: [{ field: 'files', message: 'file_too_large' }] },
  )

const isDiskError = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'ENOENT', 'EMFILE'].includes((error as { code?: string }).code ?? '')
