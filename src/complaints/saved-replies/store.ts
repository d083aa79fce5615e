import { sql } from 'kysely'
import { type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { SavedReply, SavedReplyGiven } from './contract.ts'

export type Writer = { id: string; role: string; isPerson: boolean }
type Row = Omit<SavedReply, 'mayChange'> & { deletedAt: Date | null }
type Change = { [Part in keyof SavedReplyGiven]?: SavedReplyGiven[Part] | undefined }

const rows = sql`
  select r.id, r.name, r.language, r.text, r.is_shared as "isShared", r.version, r.deleted_at as "deletedAt",
    case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as owner
  from saved_replies r left join people p on p.id = r.owner_id`
const keepsForAll = ['manager', 'administrator']

const mayChange = ({ owner, isShared }: Row, writer: Writer): boolean =>
  owner?.id === writer.id || (isShared && keepsForAll.includes(writer.role))

function toReply(row: Row, writer: Writer): SavedReply {
  const { deletedAt: _deletedAt, ...reply } = row
  return { ...reply, mayChange: mayChange(row, writer) }
}

/** Mine and those for everyone, by language and name. */
export async function listSavedReplies(db: Database, writer: Writer): Promise<SavedReply[]> {
  const found = await sql<Row>`
    ${rows} where r.deleted_at is null and (r.is_shared or r.owner_id = ${writer.id})
    order by r.language, lower(r.name), r.id limit 1000`.execute(db)
  return found.rows.map((row) => toReply(row, writer))
}

async function read(tx: Tx, writer: Writer, id: string): Promise<SavedReply> {
  return toReply(onlyRow(await sql<Row>`${rows} where r.id = ${id}`.execute(tx)), writer)
}

/** Saves a new one. @returns it as it is stored; a program's is for everyone */
export async function addSavedReply(tx: Tx, writer: Writer, given: SavedReplyGiven, now: Date): Promise<SavedReply> {
  const id = newId()
  const ownerId = writer.isPerson ? writer.id : null
  await sql`
    insert into saved_replies (id, owner_id, name, language, text, is_shared, changed_at)
    values (${id}, ${ownerId}, ${given.name}, ${given.language}, ${given.text}, ${given.isShared || ownerId === null}, ${now})`.execute(
    tx,
  )
  return read(tx, writer, id)
}

/** Holds one for a change. @throws Problem saved_reply_not_found, saved_reply_not_yours */
async function hold(tx: Tx, writer: Writer, id: string, isDeleted = false): Promise<Row> {
  await sql`select 1 from saved_replies where id = ${id} for update`.execute(tx)
  const { rows: found } = await sql<Row>`${rows} where r.id = ${id}`.execute(tx)
  const row = found[0]
  const isSeen = row && (row.isShared || row.owner?.id === writer.id)
  if (!isSeen || (row.deletedAt !== null) !== isDeleted) throw new Problem('not_found', 'saved_reply_not_found')
  if (!mayChange(row, writer)) throw new Problem('forbidden', 'saved_reply_not_yours')
  return row
}

/** Changes one; what is left out stays. @throws Problem stale, saved_reply_not_found, saved_reply_not_yours */
export async function changeSavedReply(
  tx: Tx,
  writer: Writer,
  { id, change, ifMatch, now }: { id: string; change: Change; ifMatch: IfMatch; now: Date },
): Promise<SavedReply> {
  const held = await hold(tx, writer, id)
  requireVersion(ifMatch, held.version)
  const next = { ...held, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) }
  await sql`
    update saved_replies set name = ${next.name}, language = ${next.language}, text = ${next.text},
      is_shared = ${next.isShared || held.owner === null}, version = version + 1, changed_at = ${now} where id = ${id}`.execute(
    tx,
  )
  return read(tx, writer, id)
}

/** Deletes one; its row stays, so that it can come back. @throws Problem stale, saved_reply_not_found, saved_reply_not_yours */
export async function deleteSavedReply(
  tx: Tx,
  writer: Writer,
  { id, ifMatch, now }: { id: string; ifMatch: IfMatch; now: Date },
): Promise<void> {
  const held = await hold(tx, writer, id)
  requireVersion(ifMatch, held.version)
  await sql`update saved_replies set deleted_at = ${now}, version = version + 1 where id = ${id}`.execute(tx)
}

/** Brings back one that was deleted. @throws Problem saved_reply_not_found, saved_reply_not_yours */
export async function restoreSavedReply(tx: Tx, writer: Writer, id: string): Promise<SavedReply> {
  await hold(tx, writer, id, true)
  await sql`update saved_replies set deleted_at = null, version = version + 1 where id = ${id}`.execute(tx)
  return read(tx, writer, id)
}
