import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, appendEvents, type LockedComplaint, lockComplaint } from '../events.ts'
import { offerHandover } from '../handovers.ts'
import { countEnded } from '../time-to-solution/kept.ts'

/** So long after merging or splitting it can be undone as if it had not been. */
export const undoHours = 24
const undoMilliseconds = undoHours * 3_600_000

/** Where a complaint goes on: itself, or what it was merged into, and that into, to the end. */
export async function endOfChain(db: Database | Tx, id: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain as (
      select ${id}::uuid as id, 0 as depth
      union all
      select k.merged_into_id, chain.depth + 1 from chain
      join complaints c on c.id = chain.id and c.closure = 'merged'
      join closures k on k.complaint_id = c.id and k.closed_at = c.closed_at and k.closure = 'merged'
      where chain.depth < 100)
    select id from chain order by depth desc limit 1`.execute(db)
  return rows[0]?.id ?? id
}

export type MergePair = { complaint: LockedComplaint; into: LockedComplaint }

/**
 * Locks a complaint and the one it is to go on in, in one order for all; the other is followed to where it goes on itself,
 * and must be open, so that this customer still has someone.
 * @throws Problem merge_into_itself, merge_cycle, merge_into_closed, merge_other_customer unless that was meant
 */
export async function lockForMerging(
  tx: Tx,
  complaintId: string,
  { intoId, evenIfOtherCustomer = false }: { intoId: string; evenIfOtherCustomer?: boolean },
): Promise<MergePair> {
  if (intoId === complaintId) throw refused('invalid', 'merge_into_itself')
  const endId = await endOfChain(tx, intoId)
  if (endId === complaintId) throw refused('conflict', 'merge_cycle')
  const [first, second] = [complaintId, endId].sort() as [string, string]
  const locked = new Map([
    [first, await lockComplaint(tx, first)],
    [second, await lockComplaint(tx, second)],
  ])
  const pair = { complaint: locked.get(complaintId), into: locked.get(endId) } as MergePair
  if (pair.complaint.closedAt) return pair
  if (pair.into.closedAt) throw refused('conflict', 'merge_into_closed')
  const [one, other] = [pair.complaint.customerId, pair.into.customerId]
  if (one && other && one !== other && !evenIfOtherCustomer) throw refused('conflict', 'merge_other_customer')
  return pair
}

const refused = (kind: 'invalid' | 'conflict', key: string): Problem =>
  new Problem(kind, key, {}, { fields: [{ field: 'into', message: key }] })

/** Tells in the history of the complaint that goes on that another was merged into it, or is not any more. */
export async function tellTarget(
  tx: Tx,
  {
    into,
    kind,
    fromId,
    actor,
    now,
  }: { into: LockedComplaint; kind: 'merged_in' | 'merged_out'; fromId: string; actor: Actor; now: Date },
): Promise<void> {
  await appendEvents(tx, into, [{ kind, at: now, actor, detail: { from_id: fromId } }], now)
}

/** What a merged complaint was merged into. @throws Problem not_merged */
export async function mergedInto(tx: Tx, { id, closedAt, closure }: LockedComplaint): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select merged_into_id as id from closures where complaint_id = ${id} and closed_at = ${closedAt} and closure = 'merged'`.execute(
    tx,
  )
  if (closure !== 'merged' || !rows[0]) throw new Problem('conflict', 'not_merged')
  return rows[0].id
}

type Undoing = {
  complaintId: string
  /** Whom routing gives it to, where its owner has left since. */
  chooseOwner: (complaint: LockedComplaint) => Promise<string>
  actor: Actor
  now: Date
}

/**
 * Takes a merge back within a day: the complaint is open again as it was, with its owner, its next update, and the handover
 * that waited for an answer. What reached the other one meanwhile stays there.
 * @throws Problem not_merged, merge_undo_late
 */
export async function undoMerge(tx: Tx, { complaintId, chooseOwner, actor, now }: Undoing): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const { closedAt } = complaint
  const intoId = await mergedInto(tx, complaint)
  if (!closedAt || now.getTime() - closedAt.getTime() > undoMilliseconds)
    throw new Problem('conflict', 'merge_undo_late')
  const { rows } = await sql`select 1 from people where id = ${complaint.ownerId} and active for share`.execute(tx)
  const ownerId = rows.length > 0 ? complaint.ownerId : await chooseOwner(complaint)
  const due = await dueBefore(tx, complaintId)
  await sql`
    update complaints set closed_at = null, closure = null, owner_id = ${ownerId}, next_update_due = ${due ?? now}
    where id = ${complaintId}`.execute(tx)
  await countEnded(tx, [complaint], -1)
  await sql`update complaint_splits set undone_at = null where complaint_id = ${complaintId}`.execute(tx)
  const detail = { into_id: intoId, owner_id: ownerId }
  await appendEvents(tx, complaint, [{ kind: 'merge_undone', at: now, actor, detail }], now)
  const into = await lockComplaint(tx, intoId)
  await tellTarget(tx, { into, kind: 'merged_out', fromId: complaintId, actor, now })
  if (ownerId === complaint.ownerId) await offerAgain(tx, complaint, { closedAt, actor, now })
}

/** The next update that was set when it closed. */
async function dueBefore(tx: Tx, complaintId: string): Promise<Date | null> {
  const { rows } = await sql<{ due: string | null }>`
    select detail ->> 'next_update_was' as due from complaint_events
    where complaint_id = ${complaintId} and kind = 'closed' order by seq desc limit 1`.execute(tx)
  return rows[0]?.due ? new Date(rows[0].due) : null
}

async function offerAgain(
  tx: Tx,
  { id }: LockedComplaint,
  { closedAt, actor, now }: { closedAt: Date; actor: Actor; now: Date },
): Promise<void> {
  const { rows } = await sql<{ to_id: string; note: string | null }>`
    select h.to_id, h.note from handovers h join people p on p.id = h.to_id and p.active
    where h.complaint_id = ${id} and h.answered_at = ${closedAt} and h.answer = 'withdrawn'`.execute(tx)
  if (rows[0]) await offerHandover(tx, { complaintId: id, toId: rows[0].to_id, note: rows[0].note, actor, now })
}
