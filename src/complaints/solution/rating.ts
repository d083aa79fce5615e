import { sql } from 'kysely'
import { brokeConstraint, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, appendEvents, lockComplaint } from '../events.ts'
import { customer } from './said.ts'

export type Rating = {
  complaintId: string
  /** From 1 (very bad) to 5 (very good). */
  satisfaction: number
  /** From 1 (very hard) to 7 (very easy); null when not said. */
  effort?: number | null
  comment?: string | null
  now: Date
}

/**
 * Stores how it was for the customer, once.
 * @throws Problem rating_not_asked when we did not ask them, rating_given when they answered before
 */
export async function rate(
  tx: Tx,
  { complaintId, satisfaction, effort = null, comment = null, now }: Rating,
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  try {
    await sql`
      insert into ratings (complaint_id, satisfaction, effort, comment, rated_at)
      values (${complaintId}, ${satisfaction}, ${effort}, ${comment?.trim() || null}, ${now})`.execute(tx)
  } catch (error) {
    if (brokeConstraint(error, 'rated_when_asked'))
      throw new Problem('conflict', 'rating_not_asked', {}, { cause: error })
    if (brokeConstraint(error, 'ratings_pkey')) throw new Problem('conflict', 'rating_given', {}, { cause: error })
    throw error
  }
  const detail = { satisfaction, ...(effort !== null && { effort }) }
  await appendEvents(tx, complaint, [{ kind: 'rated', at: now, actor: customer, detail }], now)
}

type Hold = { complaintId: string; why: string; actor: Actor; now: Date }

/** Somebody who knows the customer says that asking would insult them. */
export async function holdRating(tx: Tx, { complaintId, why, actor, now }: Hold): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  await sql`
    insert into rating_holds (complaint_id, why, held_by, held_at)
    values (${complaintId}, ${why}, ${actor.kind === 'person' ? actor.id : null}, ${now})
    on conflict (complaint_id) do nothing`.execute(tx)
  await appendEvents(tx, complaint, [{ kind: 'rating_held', at: now, actor, detail: { why } }], now)
}

/** They may be asked after all. */
export async function releaseRating(tx: Tx, { complaintId, actor, now }: Omit<Hold, 'why'>): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const { numAffectedRows } = await sql`delete from rating_holds where complaint_id = ${complaintId}`.execute(tx)
  if (numAffectedRows) await appendEvents(tx, complaint, [{ kind: 'rating_released', at: now, actor }], now)
}
