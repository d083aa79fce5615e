import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type ImportProgress, recordProgress } from './imports.ts'
import { contentHash } from './mapping/content-hash.ts'
import type { Mapping } from './mapping/mapping.ts'
import { Names } from './names.ts'
import { explain, type ImportProblem } from './problems.ts'
import { openSource } from './read/source.ts'
import { readComplaints } from './read-complaints.ts'
import { openRejects, type Rejects } from './rejects.ts'
import { type Keyed, storeBatch } from './store.ts'

const batchRows = 500

type Run = {
  importId: string
  path: string
  mapping: Mapping
  language: 'en' | 'ru'
  /** Asked after every batch; what is stored stays, and running again goes on from there. */
  isStopped: () => boolean
}

/**
 * Reads a file and stores its complaints, some hundred at a time, each batch with its progress in one transaction: whatever
 * ends the import, what the progress says is stored is stored, and the same file run again adds only what is missing.
 * @throws Problem when the file cannot be read at all
 */
export async function runImport(
  services: { db: Database; clock: Clock; desk: RoutingDesk },
  run: Run,
): Promise<ImportProgress> {
  const source = await openSource(run.path, run.mapping.source ?? {})
  const rejects = openRejects(run.path, () => source.header)
  const progress: ImportProgress = {
    readRows: 0,
    storedRows: 0,
    duplicateRows: 0,
    skippedRows: 0,
    rejectedRows: 0,
    readBytes: 0,
    totalBytes: source.size,
  }
  const names = new Names()
  let batch: Keyed[] = []
  const store = async () => {
    const waiting = batch
    batch = []
    progress.readBytes = source.bytesRead()
    await storeWithProgress(services, { ...run, names }, waiting, progress)
    // Requests that came meanwhile get their turn before the next batch.
    await setImmediate()
  }
  try {
    for await (const row of readComplaints(source, run.mapping, services.clock.now())) {
      progress.readRows++
      if (row.complaint)
        batch.push({
          complaint: row.complaint,
          source: run.mapping.name,
          key: row.complaint.externalId ?? `content:${contentHash(row.values)}`,
        })
      else if (row.skipped) progress.skippedRows++
      else await reject(rejects, row, run.language, progress)
      if (batch.length === batchRows) await store()
      if (run.isStopped()) break
    }
    progress.readBytes = run.isStopped() ? source.bytesRead() : source.size
    await store()
  } finally {
    await rejects.close()
    await source.close()
  }
  return progress
}

type Rejected = { line: number; problems: ImportProblem[]; cells: string[] }

async function reject(
  rejects: Rejects,
  { line, problems, cells }: Rejected,
  language: 'en' | 'ru',
  progress: ImportProgress,
): Promise<void> {
  progress.rejectedRows++
  const reasons = problems.map((problem) => explain(problem, language)).map(({ message, remedy }) => `${message} ${remedy}`)
  await rejects.write({ line, reasons, cells })
}

async function storeWithProgress(
  { db, clock, desk }: { db: Database; clock: Clock; desk: RoutingDesk },
  { importId, names }: Run & { names: Names },
  batch: Keyed[],
  progress: ImportProgress,
): Promise<void> {
  const before = { stored: progress.storedRows, duplicates: progress.duplicateRows }
  await inTransaction(db, async (tx) => {
    // A batch can be sorted into the shared counts only by one import at a time; they take turns here, not in deadlocks.
    await sql`select pg_advisory_xact_lock(727301)`.execute(tx)
    try {
      const stored = await storeBatch(tx, batch, { importId, desk, names, now: clock.now() })
      progress.storedRows = before.stored + stored
      progress.duplicateRows = before.duplicates + batch.length - stored
      await recordProgress(tx, importId, progress)
    } catch (error) {
      names.forget()
      throw error
    }
  })
}
