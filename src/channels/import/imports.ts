import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, Tx } from '../../platform/database/index.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import { Problem } from '../../platform/problem.ts'
import type { Mapping } from './mapping/mapping.ts'
import { ending } from './rejects.ts'

/** How far an import is, in rows and bytes of the file. */
export type ImportProgress = {
  readRows: number
  storedRows: number
  duplicateRows: number
  skippedRows: number
  rejectedRows: number
  readBytes: number
  totalBytes: number
}
export type ImportState = 'preview' | 'running' | 'done' | 'failed' | 'stopped'
export type Import = ImportProgress & {
  id: string
  fileName: string
  path: string
  mapping: Mapping
  state: ImportState
  startedAt: Date
  finishedAt: Date | null
  rejectsPath: string | null
  failure: string | null
}

const columns = sql`
  id, file_name as "fileName", source as path, mapping, state, started_at as "startedAt", finished_at as "finishedAt", read_rows as "readRows",
  stored_rows as "storedRows", duplicate_rows as "duplicateRows", skipped_rows as "skippedRows", rejected_rows as "rejectedRows",
  read_bytes as "readBytes", total_bytes as "totalBytes", rejects_path as "rejectsPath", failure`

type NewImport = { id: string; fileName: string; path: string; mapping: Mapping; startedBy: string | null; now: Date }

export async function insertImport(
  db: Database | Tx,
  { id, fileName, path, mapping, startedBy, now }: NewImport,
): Promise<void> {
  await sql`
    insert into imports (id, file_name, source, mapping, state, started_by, started_at)
    values (${id}, ${fileName}, ${path}, ${JSON.stringify(mapping)}, 'preview', ${startedBy}, ${now})`.execute(db)
}

/** @throws Problem import_not_found */
export async function findImport(db: Database, id: string): Promise<Import> {
  const { rows } = await sql<Import>`select ${columns} from imports where id = ${id}`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'import_not_found')
  return rows[0]
}

/** The imports that were started, newest first, a page at a time. @throws Problem cursor_unreadable */
export async function listImports(
  db: Database,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Import[]; next: string | null }> {
  const after = readPlace(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const beyond = after ? sql`and (started_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const { rows } = await sql<Import>`
    select ${columns} from imports where state <> 'preview' ${beyond} order by started_at desc, id desc limit ${limit + 1}`.execute(
    db,
  )
  return pageOf(rows, limit, ({ startedAt, id }) => [startedAt.toISOString(), id])
}

/** Whether complaints are being stored from a file: until it is whole, the counts of its days are not. */
export async function isImporting(db: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from imports where state = 'running' limit 1`.execute(db)
  return rows.length > 0
}

/** Marks an import as running, once. @throws Problem import_running when it was started already */
export async function beginImport(db: Database, id: string, mapping: Mapping, now: Date): Promise<void> {
  const { numAffectedRows } = await sql`
    update imports set state = 'running', mapping = ${JSON.stringify(mapping)}, started_at = ${now}, finished_at = null, read_rows = 0,
      stored_rows = 0, duplicate_rows = 0, skipped_rows = 0, rejected_rows = 0, read_bytes = 0 where id = ${id} and state <> 'running'`.execute(
    db,
  )
  if (!numAffectedRows) throw new Problem('conflict', 'import_running')
}

/** Adds a batch to an import's progress; part of the transaction that stores the batch. */
export async function addProgress(tx: Database | Tx, id: string, step: ImportProgress): Promise<void> {
  await sql`
    update imports set read_rows = read_rows + ${step.readRows}, stored_rows = stored_rows + ${step.storedRows},
      duplicate_rows = duplicate_rows + ${step.duplicateRows}, skipped_rows = skipped_rows + ${step.skippedRows},
      rejected_rows = rejected_rows + ${step.rejectedRows}, read_bytes = greatest(read_bytes, ${step.readBytes}), total_bytes = ${step.totalBytes}
    where id = ${id}`.execute(tx)
}

type End = { state: 'done' | 'failed' | 'stopped'; rejectsPath: string | null; failure: string | null; now: Date }

export async function endImport(db: Database, id: string, { state, rejectsPath, failure, now }: End): Promise<void> {
  await sql`
    update imports set state = ${state}, rejects_path = ${rejectsPath}, failure = ${failure}, finished_at = ${now},
      read_bytes = case when ${state} = 'done' then total_bytes else read_bytes end where id = ${id}`.execute(db)
}

/** The mapping of the latest import that rejected rows into a file of this name; null when none did. */
export async function findMappingOfRejects(db: Database, fileName: string): Promise<Mapping | null> {
  const { rows } = await sql<{ mapping: Mapping }>`
    select mapping from imports where file_name || ${ending} = ${fileName} and rejected_rows > 0
    order by started_at desc limit 1`.execute(db)
  return rows[0]?.mapping ?? null
}

/** Imports that say they run although no process runs them, after a crash: they can be started again. */
export async function markInterrupted(db: Database, now: Date): Promise<void> {
  await sql`update imports set state = 'stopped', finished_at = ${now} where state = 'running'`.execute(db)
}
