import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, inTransaction, onlyRow } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { isTextKey, type Language, text } from '../../platform/texts/index.ts'
import type { Actor } from '../events.ts'
import { type Viewer, visibleTo } from '../filters.ts'
import { readReference } from '../reference.ts'
import type { BulkChange, BulkResult } from './contract.ts'
import { type StepResult, takeStep, undoStep } from './steps.ts'

type Who = { viewer: Viewer; actor: Actor; language: Language; now: Date }
type Wanted = { reference: string; version?: number | undefined }
type Request = { complaints: Wanted[]; change: BulkChange; key: string }
type Outcome = { id: string; results: BulkResult[] }

/**
 * Changes many complaints alike, one after the other and each in a transaction of its own, so that what is refused for one
 * holds up none of the others. The same key of the same caller goes on where it was interrupted and repeats nothing.
 * @throws Problem bulk_key_reused when the key came with another change
 */
export async function changeComplaints(db: Database, { complaints, change, key }: Request, who: Who): Promise<Outcome> {
  const bulkId = await beginChange(db, { complaints, change, key }, who)
  const ids = await complaintIds(
    db,
    complaints.map(({ reference }) => reference),
    who.viewer,
  )
  const results: BulkResult[] = []
  for (const { reference, version } of complaints) {
    const complaintId = ids.get(reference)
    const step = { bulkId, version, change, actor: who.actor, now: who.now }
    const work = complaintId && (() => inTransaction(db, (tx) => takeStep(tx, { ...step, complaintId })))
    results.push(await resultOf(reference, work || null, who.language))
  }
  return { id: bulkId, results }
}

/** The id of this change: a new one, or that of the same key. */
async function beginChange(db: Database, request: Request, { viewer, now }: Who): Promise<string> {
  const { complaints, change, key } = request
  const hash = createHash('sha256')
    .update(JSON.stringify([complaints, change]))
    .digest()
  await sql`
    insert into bulk_changes (id, actor, key, request_hash, change, created_at)
    values (${newId()}, ${viewer.id}, ${key}, ${hash}, ${JSON.stringify(change)}, ${now}) on conflict (actor, key) do nothing`.execute(
    db,
  )
  const begun = onlyRow(
    await sql<{ id: string; request_hash: Buffer }>`
      select id, request_hash from bulk_changes where actor = ${viewer.id} and key = ${key}`.execute(db),
  )
  if (!begun.request_hash.equals(hash)) throw new Problem('unprocessable', 'bulk_key_reused')
  return begun.id
}

/** The ids of those complaints that the viewer may see, by what they were called. */
async function complaintIds(db: Database, called: string[], viewer: Viewer): Promise<Map<string, string>> {
  const isId = (word: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word)
  const names = new Map(called.map((word) => [word, isId(word) ? word.toLowerCase() : readReference(word)]))
  const wanted = [...names.values()].filter((name) => name !== null)
  const { rows } = await sql<{ id: string; reference: string }>`
    select c.id, c.reference from complaints c where ${visibleTo(viewer)} and (c.id = any(${wanted.filter(isId)}::uuid[])
      or c.id in (select complaint_id from complaint_references where reference = any(${wanted.filter((name) => !isId(name))})))`.execute(
    db,
  )
  const known = new Map(rows.flatMap(({ id, reference }) => [[id, id] as const, [reference, id] as const]))
  return new Map(
    [...names].flatMap(([word, name]) => (known.has(name ?? '') ? [[word, known.get(name ?? '') ?? '']] : [])),
  )
}

/** What became of one complaint; `work` is null for one that is not there to be seen. */
async function resultOf(
  reference: string,
  work: (() => Promise<StepResult>) | null,
  language: Language,
): Promise<BulkResult> {
  try {
    if (!work) throw new Problem('not_found', 'complaint_not_found')
    return { reference, ...(await work()), problem: null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const key = `problem.${error.key}`
    const detail = isTextKey(language, key) ? text(language, key, error.values) : error.key
    return {
      reference,
      outcome: 'refused',
      version: null,
      problem: { type: `urn:amends:problem:${error.key}`, detail },
    }
  }
}

/**
 * Takes back a change to many complaints, one by one, by new events; those to which something happened since are refused.
 * @throws Problem change_not_found for none of mine
 */
export async function undoChange(db: Database, id: string, who: Who): Promise<Outcome> {
  const { rows: found } = await sql`select 1 from bulk_changes where id = ${id} and actor = ${who.viewer.id}`.execute(
    db,
  )
  if (found.length === 0) throw new Problem('not_found', 'change_not_found')
  const { rows } = await sql<{ complaint_id: string; reference: string }>`
    select s.complaint_id, c.reference from bulk_change_steps s join complaints c on c.id = s.complaint_id
    where s.bulk_id = ${id} and s.is_change and s.undone_at is null order by s.complaint_id`.execute(db)
  const results: BulkResult[] = []
  for (const { complaint_id: complaintId, reference } of rows) {
    const step = { bulkId: id, complaintId, actor: who.actor, now: who.now }
    const work = () => inTransaction(db, (tx) => undoStep(tx, step))
    results.push(await resultOf(reference, work, who.language))
  }
  return { id, results }
}
