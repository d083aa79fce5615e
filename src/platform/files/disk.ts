import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Problem } from '../problem.ts'
import { away } from './away.ts'
import { openIncoming } from './incoming.ts'
import { checkId, type FileStore } from './store.ts'

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code
const isGone = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/**
 * A store of files in a folder, made when it is not there. A file is written aside, made durable and then renamed into its
 * place, in one of 256 folders named after the end of its id, so that none grows without end.
 */
export async function openDiskStore(folder: string): Promise<FileStore> {
  const incoming = await openIncoming(join(folder, 'incoming'))
  const pathOf = (id: string): string => join(folder, 'kept', checkId(id).slice(-2), id)

  async function keep(id: string, from: string): Promise<void> {
    const path = pathOf(id)
    try {
      if (await mkdir(dirname(path), { recursive: true, mode: 0o700 })) {
        await flushFolder(join(folder, 'kept'))
        await flushFolder(folder)
      }
      await rename(from, path)
      await flushFolder(dirname(path))
    } catch (error) {
      throw away(error)
    }
  }

  return {
    put: (id, content, putting) => incoming.take(content, putting, ({ path }) => keep(id, path)),
    async get(id, span) {
      const path = pathOf(id)
      try {
        // Opened before anything is answered: a stream would find out too late that nothing is there.
        const handle = await open(path)
        return handle.createReadStream(span && { start: span.from, end: span.to })
      } catch (error) {
        throw isGone(error) ? new Problem('not_found', 'file_missing', {}, { cause: error }) : away(error)
      }
    },
    async remove(id) {
      await rm(pathOf(id), { force: true }).catch((error) => {
        throw away(error)
      })
    },
    clear: (before) => incoming.clear(before),
  }
}

/** Makes the names in a folder durable. Windows does it by itself and opens no folders. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
