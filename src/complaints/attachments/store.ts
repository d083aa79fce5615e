import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { FileLimits } from '../../platform/files/settings.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, appendEvents, lockComplaint, type NewEvent } from '../events.ts'
import type { Attachment } from './contract.ts'
import type { Arrived } from './incoming.ts'
import { isPicture } from './rules.ts'

type Row = {
  id: string
  message_id: string | null
  name: string
  media_type: string
  name_fits: boolean
  size: string | number
  sha256: Buffer
  added_at: Date
  removed_at: Date | null
}
const columns = sql`id, message_id, name, media_type, name_fits, size, sha256, added_at, removed_at`

const toAttachment = (row: Row): Attachment => ({
  id: row.id,
  messageId: row.message_id,
  name: row.name,
  mediaType: row.media_type,
  nameFits: row.name_fits,
  isPicture: isPicture(row.media_type, Number(row.size)),
  size: Number(row.size),
  sha256: row.sha256.toString('hex'),
  addedAt: row.added_at.toISOString(),
})

/** The files of a complaint and its messages that were not removed, oldest first. */
export async function listAttachments(db: Database | Tx, complaintId: string): Promise<Attachment[]> {
  const { rows } = await sql<Row>`
    select ${columns} from attachments where complaint_id = ${complaintId} and removed_at is null order by added_at, id`.execute(
    db,
  )
  return rows.map(toAttachment)
}

/** One of a complaint's files that was not removed. @throws Problem attachment_not_found */
export async function findAttachment(db: Database, complaintId: string, id: string): Promise<Attachment> {
  const { rows } = await sql<Row>`
    select ${columns} from attachments where complaint_id = ${complaintId} and id = ${id} and removed_at is null`.execute(
    db,
  )
  if (!rows[0]) throw new Problem('not_found', 'attachment_not_found')
  return toAttachment(rows[0])
}

type Totals = Pick<FileLimits, 'totalBytes' | 'totalFiles'>

export type Attaching = {
  complaintId: string
  messageId: string | null
  files: Arrived[]
  limits: Totals
  actor: Actor
  now: Date
}

/**
 * Attaches files that are kept already, in the order given, each with its event. One that is there under the same name at
 * the same message is not attached again, so that a second try after a lost answer does no harm.
 * @returns the attachment of each file, and the ids of kept files that nothing needs
 * @throws Problem complaint_not_found, message_not_found, attachments_full, attachments_many, upload_lost
 */
export async function attach(tx: Tx, attaching: Attaching): Promise<{ attached: Attachment[]; needless: string[] }> {
  const { complaintId, messageId, files, limits, actor, now } = attaching
  const complaint = await lockComplaint(tx, complaintId)
  const direction = messageId ? await directionOf(tx, complaintId, messageId) : null
  const known = (await listAttachments(tx, complaintId)).filter((each) => each.messageId === messageId)
  const attached: Attachment[] = []
  const needless: string[] = []
  const events: NewEvent[] = []
  for (const file of files) {
    const same = [...known, ...attached].find(
      (each) => each.name === file.name && each.sha256 === file.sha256.toString('hex'),
    )
    if (same) {
      attached.push(same)
      needless.push(file.id)
      continue
    }
    await arrive(tx, file.id)
    attached.push(await insert(tx, { complaintId, messageId, direction, now }, file))
    events.push({ kind: 'attached', at: now, actor, detail: detailOf(file, messageId) })
  }
  if (events.length > 0) {
    await refuseTooMuch(tx, complaintId, limits)
    await appendEvents(tx, complaint, events, now)
  }
  return { attached, needless }
}

// The message is not called message_id here: the history would repeat its words.
const detailOf = ({ id, mediaType, size }: Arrived, messageId: string | null) => ({
  attachment_id: id,
  media_type: mediaType,
  size,
  of_message: messageId,
})

async function directionOf(tx: Tx, complaintId: string, messageId: string): Promise<string> {
  const { rows } = await sql<{
    direction: string
  }>`select direction from messages where complaint_id = ${complaintId} and id = ${messageId}`.execute(tx)
  if (!rows[0])
    throw new Problem(
      'unprocessable',
      'message_not_found',
      {},
      { fields: [{ field: 'message', message: 'message_not_found' }] },
    )
  return rows[0].direction
}

/** Ends a file's time as a newcomer. One that was swept meanwhile cannot be attached. */
async function arrive(tx: Tx, id: string): Promise<void> {
  const { numAffectedRows } = await sql`delete from incoming_files where id = ${id}`.execute(tx)
  if (numAffectedRows !== 1n) throw new Problem('conflict', 'upload_lost')
}

type Place = { complaintId: string; messageId: string | null; direction: string | null; now: Date }

async function insert(tx: Tx, { complaintId, messageId, direction, now }: Place, file: Arrived): Promise<Attachment> {
  const { rows } = await sql<Row>`
    insert into attachments (complaint_id, id, message_id, message_direction, name, media_type, name_fits, size, sha256, added_at)
    values (${complaintId}, ${file.id}, ${messageId}, ${direction}, ${file.name}, ${file.mediaType}, ${file.nameFits}, ${file.size},
      ${file.sha256}, ${now})
    returning ${columns}`.execute(tx)
  return toAttachment(rows[0] as Row)
}

/**
 * Refuses more than a complaint may have. Removed files count while they are kept.
 * @param more  files that are still to come  @throws Problem attachments_full, attachments_many
 */
export async function refuseTooMuch(
  db: Database | Tx,
  complaintId: string,
  { totalBytes, totalFiles }: Totals,
  more = 0,
): Promise<void> {
  const { rows } = await sql<{ bytes: string; files: string }>`
    select coalesce(sum(size), 0) as bytes, count(*) as files from attachments
    where complaint_id = ${complaintId} and erased_at is null`.execute(db)
  if (Number(rows[0]?.bytes) + more > totalBytes)
    throw new Problem('unprocessable', 'attachments_full', { megabytes: Math.floor(totalBytes / 1_048_576) })
  if (Number(rows[0]?.files) + more > totalFiles)
    throw new Problem('unprocessable', 'attachments_many', { most: totalFiles })
}

type Change = { complaintId: string; id: string; actor: Actor; now: Date }

/** Hides a file, with its event. One that is hidden already stays so. @throws Problem attachment_not_found */
export async function removeAttachment(tx: Tx, change: Change): Promise<{ removedAt: Date }> {
  const { complaint, row } = await lockBoth(tx, change)
  if (row.removed_at) return { removedAt: row.removed_at }
  await setRemoved(tx, change, change.now)
  await tell(tx, complaint, 'attachment_removed', change)
  return { removedAt: change.now }
}

/** Brings back a file that was hidden, with its event. @throws Problem attachment_not_found when it is erased or never was */
export async function restoreAttachment(tx: Tx, change: Change): Promise<Attachment> {
  const { complaint, row } = await lockBoth(tx, change)
  if (row.removed_at) {
    await setRemoved(tx, change, null)
    await tell(tx, complaint, 'attachment_restored', change)
  }
  return toAttachment(row)
}

async function lockBoth(tx: Tx, { complaintId, id }: Change) {
  const complaint = await lockComplaint(tx, complaintId)
  const { rows } = await sql<Row>`
    select ${columns} from attachments where complaint_id = ${complaintId} and id = ${id} and erased_at is null for update`.execute(
    tx,
  )
  if (!rows[0]) throw new Problem('not_found', 'attachment_not_found')
  return { complaint, row: rows[0] }
}

const setRemoved = (tx: Tx, { complaintId, id }: Change, at: Date | null) =>
  sql`update attachments set removed_at = ${at} where complaint_id = ${complaintId} and id = ${id}`.execute(tx)

async function tell(
  tx: Tx,
  complaint: Awaited<ReturnType<typeof lockComplaint>>,
  kind: string,
  change: Change,
): Promise<void> {
  const { id, actor, now } = change
  await appendEvents(tx, complaint, [{ kind, at: now, actor, detail: { attachment_id: id } }], now)
}
