import { setImmediate } from 'node:timers/promises'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type ImportProgress, addProgress } from './imports.ts'
import { contentHash } from './mapping/content-hash.ts'
import type { Mapping } from './mapping/mapping.ts'
import { Lanes } from './lanes.ts'
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
 * @returns how many rows were rejected
 * @throws Problem when the file cannot be read at all
 */
export async function runImport(
  services: { db: Database; clock: Clock; desk: RoutingDesk },
  run: Run,
): Promise<number> {
  const source = await openSource(run.path, run.mapping.source ?? {})
  const rejects = openRejects(run.path, () => source.header)
  const total: Counted = { readRows: 0, skippedRows: 0, rejectedRows: 0 }
  const names = new Names(services.db)
  const lanes = new Lanes(2)
  let batch: Keyed[] = []
  let told = { ...total }
  const store = () => {
    const [waiting, since] = [batch, told]
    batch = []
    told = { ...total }
    const step = { readRows: told.readRows - since.readRows, skippedRows: told.skippedRows - since.skippedRows, rejectedRows: told.rejectedRows - since.rejectedRows }
    const bytes = { readBytes: run.isStopped() ? source.bytesRead() : Math.min(source.bytesRead(), source.size), totalBytes: source.size }
    return lanes.run(() => storeWithProgress(services, run, names, waiting, { ...step, ...bytes }))
  }
  try {
    for await (const row of readComplaints(source, run.mapping, services.clock.now())) {
      total.readRows++
      if (row.complaint) batch.push({ complaint: row.complaint, source: run.mapping.name, key: row.complaint.externalId ?? `content:${contentHash(row.values)}` })
      else if (row.skipped) total.skippedRows++
      else await reject(rejects, row, run.language, total)
      if (batch.length === batchRows) await store()
      if (run.isStopped()) break
    }
    await store()
    await lanes.empty()
  } finally {
    await lanes.empty().catch(() => {})
    await rejects.close()
    await source.close()
  }
  return total.rejectedRows
}

type Counted = { readRows: number; skippedRows: number; rejectedRows: number }

type Rejected = { line: number; problems: ImportProblem[]; cells: string[] }

async function reject(
  rejects: Rejects,
  { line, problems, cells }: Rejected,
  language: 'en' | 'ru',
  total: Counted,
): Promise<void> {
  total.rejectedRows++
  const reasons = problems.map((problem) => explain(problem, language)).map(({ message, remedy }) => `${message} ${remedy}`)
  await rejects.write({ line, reasons, cells })
}

async function storeWithProgress(
  { db, clock, desk }: { db: Database; clock: Clock; desk: RoutingDesk },
  { importId }: Run,
  names: Names,
  batch: Keyed[],
  step: Omit<ImportProgress, 'storedRows' | 'duplicateRows'>,
): Promise<void> {
  await storeBatch(db, batch, { importId, desk, names, now: clock.now() }, (tx, { stored, duplicates }) =>
    addProgress(tx, importId, { ...step, storedRows: stored, duplicateRows: duplicates }),
  )
  // Requests that came meanwhile get their turn before the next batch.
  await setImmediate()
}
