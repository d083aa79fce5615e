import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { lockOpenPothole } from '../record/store.ts'
import type { FixDraft, FixTerms } from './contract.ts'

type Row = Omit<FixDraft, 'changedAt'> & { changedAt: Date }
type By = { personId: string | null; now: Date }

const draftRows = sql`
  select d.id, d.pothole_id as "potholeId", d.terms, d.changed_at as "changedAt", d.version,
    case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as "changedBy"
  from fix_drafts d left join people p on p.id = d.changed_by`

const toDraft = ({ changedAt, ...row }: Row): FixDraft => ({ ...row, changedAt: changedAt.toISOString() })

/** The fixes of a pothole that are still worked out, the latest change first. */
export async function listDrafts(db: Database | Tx, potholeId: string): Promise<FixDraft[]> {
  const { rows } = await sql<Row>`
    ${draftRows} where d.pothole_id = ${potholeId} order by d.changed_at desc, d.id desc`.execute(db)
  return rows.map(toDraft)
}

/** Begins a fix of an open pothole. @returns its id, which the agreed fix will have too @throws Problem pothole_not_found, pothole_closed */
export async function draftFix(tx: Tx, potholeId: string, terms: FixTerms, { personId, now }: By): Promise<FixDraft> {
  await lockOpenPothole(tx, potholeId)
  const id = newId()
  await sql`
    insert into fix_drafts (id, pothole_id, terms, changed_at, changed_by)
    values (${id}, ${potholeId}, ${JSON.stringify(terms)}, ${now}, ${personId})`.execute(tx)
  return readDraft(tx, id)
}

/** Replaces what a draft says. @throws Problem fix_draft_not_found, stale */
export async function changeDraft(
  tx: Tx,
  id: string,
  terms: FixTerms,
  { personId, now, ifMatch }: By & { ifMatch: IfMatch },
): Promise<FixDraft> {
  await lockDraft(tx, id, ifMatch)
  await sql`
    update fix_drafts set terms = ${JSON.stringify(terms)}, changed_at = ${now}, changed_by = ${personId}, version = version + 1
    where id = ${id}`.execute(tx)
  return readDraft(tx, id)
}

/** Locks a draft. @throws Problem fix_draft_not_found, stale */
export async function lockDraft(tx: Tx, id: string, ifMatch: IfMatch): Promise<FixDraft> {
  await sql`select 1 from fix_drafts where id = ${id} for update`.execute(tx)
  const draft = await readDraft(tx, id)
  requireVersion(ifMatch, draft.version)
  return draft
}

/** @throws Problem fix_draft_not_found */
export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  const { numAffectedRows } = await sql`delete from fix_drafts where id = ${id}`.execute(tx)
  if (!numAffectedRows) throw notFound()
}

async function readDraft(db: Tx, id: string): Promise<FixDraft> {
  const { rows } = await sql<Row>`${draftRows} where d.id = ${id}`.execute(db)
  if (!rows[0]) throw notFound()
  return toDraft(rows[0])
}

const notFound = () => new Problem('not_found', 'fix_draft_not_found')
