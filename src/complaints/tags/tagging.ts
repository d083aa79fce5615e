import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, appendEvents, lockComplaint, type NewEvent } from '../events.ts'
import type { TagChange } from './contract.ts'
import { ensureTag, tagsNamed } from './store.ts'

/**
 * Puts tags on a complaint and takes tags off it, by name, each with its event; what changes nothing is no event. A new
 * name makes a tag. Also what a change to many complaints calls for each of them.
 * @throws Problem complaint_not_found, tag_retired
 */
export async function changeTags(
  tx: Tx,
  { complaintId, add, remove, actor, now }: TagChange & { complaintId: string; actor: Actor; now: Date },
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const events: NewEvent[] = []
  for (const { id } of (await tagsNamed(tx, remove)).values()) {
    const { rows } = await sql`
      delete from complaint_tags where complaint_id = ${complaintId} and tag_id = ${id} returning tag_id`.execute(tx)
    if (rows.length > 0) events.push({ kind: 'untagged', at: now, actor, detail: { tag_id: id } })
  }
  for (const name of add) {
    const tag = await ensureTag(tx, name, now)
    const { rows } = await sql`
      insert into complaint_tags (complaint_id, tag_id, received_at)
      values (${complaintId}, ${tag.id}, ${complaint.receivedAt}) on conflict do nothing returning tag_id`.execute(tx)
    if (rows.length === 0) continue
    if (tag.retired)
      throw new Problem(
        'conflict',
        'tag_retired',
        { name: tag.name },
        { fields: [{ field: 'add', message: 'tag_retired' }] },
      )
    events.push({ kind: 'tagged', at: now, actor, detail: { tag_id: tag.id } })
  }
  if (events.length > 0) await appendEvents(tx, complaint, events, now)
}
