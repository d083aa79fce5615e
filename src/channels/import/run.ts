import { basename, join } from 'node:path'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { Batches } from './batches.ts'
import type { Mapping } from './mapping/mapping.ts'
import { Names } from './names.ts'
import { openSource } from './read/source.ts'
import { readComplaints } from './read-complaints.ts'
import { openRejects } from './rejects.ts'

export type ImportServices = { db: Database; clock: Clock; desk: RoutingDesk; dataFolder: string }

type Run = {
  importId: string
  path: string
  mapping: Mapping
  language: 'en' | 'ru'
  /** Asked after every row; what is stored stays, and running again goes on from there. */
  isStopped: () => boolean
  /** Told as soon as there is a file of rejected rows, because the import may yet fail. */
  rejected: (path: string) => void
}

/**
 * Reads a file and stores its complaints, some hundred at a time, each batch with its progress in one transaction: whatever
 * ends the import, what the progress says is stored is stored, and the same file run again adds only what is missing.
 * @throws Problem when the file cannot be read at all
 */
export async function runImport({ db, clock, desk, dataFolder }: ImportServices, run: Run): Promise<void> {
  const { importId, path, mapping, language } = run
  const source = await openSource(path, mapping.source ?? {})
  const folder = join(dataFolder, 'imports', importId)
  const rejects = openRejects({ beside: path, or: join(folder, basename(path)) }, () => source.header)
  const names = new Names(db)
  const context = () => ({ importId, desk, names, now: clock.now() })
  const batches = new Batches({ db, sourceName: mapping.name, language, source, rejects, context })
  try {
    for await (const row of readComplaints(source, mapping, clock.now())) {
      await batches.take(row)
      if (run.isStopped()) break
    }
    await batches.finish()
  } finally {
    await batches.settle()
    await rejects.close()
    if (rejects.path()) run.rejected(rejects.path() as string)
    await source.close()
  }
}
