import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Readable } from 'node:stream'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { cleanFileName, extensionOf } from '../../platform/files/file-name.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { recognise } from '../../platform/files/recognise.ts'
import type { FileLimits } from '../../platform/files/settings.ts'
import { newId } from '../../platform/ids.ts'
import { log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { nameFits, refusal, usuallyBlocked } from './rules.ts'

export type FileServices = { db: Database; clock: Clock; files: FileStore; limits: FileLimits }
/** A file that is kept and does not belong to anything yet. */
export type Arrived = { id: string; name: string; mediaType: string; nameFits: boolean; size: number; sha256: Buffer }

/** What is refused: what the settings say, else what runs as a program. */
export const blockedBy = ({ blocked }: FileLimits): readonly string[] => blocked ?? usuallyBlocked

/**
 * Keeps a file that comes in, if it may. It is noted before its first byte, so that it is found and swept should nothing
 * ever come of it. @param given  its name as it was sent
 * @throws Problem file_too_large, file_empty, file_blocked, files_away
 */
export async function takeIn(
  { db, clock, files, limits }: FileServices,
  given: string,
  content: Readable,
  most: number,
): Promise<Arrived> {
  const id = newId()
  const name = cleanFileName(given)
  await sql`insert into incoming_files (id, begun_at) values (${id}, ${clock.now()})`.execute(db)
  try {
    const look = (path: string) => inspect(path, name, blockedBy(limits))
    const { size, sha256, seen } = await files.put(id, content, { most, name, look })
    return { id, name, size, sha256, ...seen }
  } catch (error) {
    await forget({ db, files }, [id])
    throw error
  }
}

async function inspect(path: string, name: string, blocked: readonly string[]) {
  const fields = (message: string) => ({ fields: [{ field: 'files', message }] })
  if ((await stat(path)).size === 0) throw new Problem('unprocessable', 'file_empty', { name }, fields('file_empty'))
  const mediaType = await recognise(path)
  const extension = extensionOf(name)
  const what = refusal(extension, mediaType, blocked)
  if (what) throw new Problem('unprocessable', 'file_blocked', { name, what }, fields('file_blocked'))
  return { mediaType, nameFits: nameFits(extension, mediaType) }
}

/**
 * Removes files that came in for nothing; those that belong to something by now stay. What cannot be removed now is swept
 * later.
 */
export async function forget({ db, files }: Pick<FileServices, 'db' | 'files'>, ids: string[]): Promise<void> {
  for (const id of ids) {
    try {
      await inTransaction(db, async (tx) => {
        // Its note is what makes it a newcomer, and holding it keeps everybody else from attaching the file meanwhile.
        const { numAffectedRows } = await sql`delete from incoming_files where id = ${id}`.execute(tx)
        if (numAffectedRows === 1n) await files.remove(id)
      })
    } catch (error) {
      log.warn('a file that belongs to nothing is left to the sweep', { id, error })
    }
  }
}
