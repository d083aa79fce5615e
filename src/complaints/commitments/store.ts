import { sql } from 'kysely'
import { onlyRow, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, appendEvents, type LockedComplaint, lockComplaint, type NewEvent } from '../events.ts'

/** What we tell one customer we will do, and by when. */
export type Promised = { text: string; dueAt: Date }
type Making = { promised: Promised[]; messageId?: string | null; actor: Actor; now: Date }

const longestMilliseconds = 2 * 366 * 86_400_000

/**
 * Records what we told the customer of a locked complaint that we would do.
 * @returns the ids, in the order given
 * @throws Problem commitment_unfit for a time that has passed or lies years ahead
 */
export async function makeCommitments(
  tx: Tx,
  complaint: LockedComplaint,
  { promised, messageId = null, actor, now }: Making,
): Promise<string[]> {
  const events: NewEvent[] = []
  const ids: string[] = []
  for (const { text, dueAt } of promised) {
    refuseUnfit(dueAt, now)
    const id = newId()
    const madeBy = actor.kind === 'person' ? actor.id : null
    await sql`
      insert into commitments (complaint_id, id, text, made_at, made_by, due_at, message_id)
      values (${complaint.id}, ${id}, ${text}, ${now}, ${madeBy}, ${dueAt}, ${messageId})`.execute(tx)
    ids.push(id)
    events.push({
      kind: 'commitment_made',
      at: now,
      actor,
      detail: { commitment_id: id, due: dueAt.toISOString(), ...(messageId && { of_message: messageId }) },
    })
  }
  if (events.length > 0) await appendEvents(tx, complaint, events, now)
  return ids
}

function refuseUnfit(dueAt: Date, now: Date): void {
  if (dueAt > now && dueAt.getTime() < now.getTime() + longestMilliseconds) return
  throw new Problem('invalid', 'commitment_unfit', {}, { fields: [{ field: 'dueAt', message: 'commitment_unfit' }] })
}

/** Records one commitment. @throws Problem complaint_not_found, commitment_unfit */
export async function addCommitment(
  tx: Tx,
  { complaintId, ...making }: Omit<Making, 'promised'> & Promised & { complaintId: string },
): Promise<string> {
  const { text, dueAt, actor, now } = making
  const complaint = await lockComplaint(tx, complaintId)
  const [id = ''] = await makeCommitments(tx, complaint, { promised: [{ text, dueAt }], actor, now })
  return id
}

/** How a commitment ends: we did it, we did not do it after all (a slip), or the customer does not need it any more. */
export type Outcome = { kept: true; at?: Date } | { kept: false } | { released: string }
type Row = { made_at: Date; kept_at: Date | null; released_at: Date | null }

/**
 * Says what became of a commitment.
 * @throws Problem commitment_not_found, commitment_released, commitment_kept_when
 */
export async function endCommitment(
  tx: Tx,
  end: { complaintId: string; id: string; outcome: Outcome; actor: Actor; now: Date },
): Promise<void> {
  const { complaintId, id, outcome, actor, now } = end
  const complaint = await lockComplaint(tx, complaintId)
  const { rows } = await sql<Row>`
    select made_at, kept_at, released_at from commitments where complaint_id = ${complaintId} and id = ${id}`.execute(
    tx,
  )
  if (rows.length === 0) throw new Problem('not_found', 'commitment_not_found')
  const { made_at, kept_at, released_at } = onlyRow({ rows })
  if (released_at) throw new Problem('conflict', 'commitment_released')
  const tell = (kind: string, detail = {}) =>
    appendEvents(tx, complaint, [{ kind, at: now, actor, detail: { commitment_id: id, ...detail } }], now)
  if ('released' in outcome) {
    await release(tx, { complaintId, id, reason: outcome.released, now })
    await tell('commitment_released')
  } else if (outcome.kept) {
    const at = outcome.at ?? now
    if (at < made_at || at > now)
      throw new Problem(
        'invalid',
        'commitment_kept_when',
        {},
        { fields: [{ field: 'at', message: 'commitment_kept_when' }] },
      )
    await setKept(tx, { complaintId, id, at })
    await tell('commitment_kept', { kept_at: at.toISOString() })
  } else if (kept_at) {
    await setKept(tx, { complaintId, id, at: null })
    await tell('commitment_not_kept')
  }
}

type Which = { complaintId: string; id: string }

async function setKept(tx: Tx, { complaintId, id, at }: Which & { at: Date | null }): Promise<void> {
  await sql`update commitments set kept_at = ${at} where complaint_id = ${complaintId} and id = ${id}`.execute(tx)
}

async function release(tx: Tx, { complaintId, id, reason, now }: Which & { reason: string; now: Date }): Promise<void> {
  await sql`
    update commitments set released_at = ${now}, release_reason = ${reason}, kept_at = null
    where complaint_id = ${complaintId} and id = ${id}`.execute(tx)
}

/** Ends what we said in a message that was taken back before it left: nobody was told. */
export async function releaseUnsaid(
  tx: Tx,
  { complaintId, messageId, now }: { complaintId: string; messageId: string; now: Date },
): Promise<void> {
  await sql`
    update commitments set released_at = ${now}, release_reason = 'taken_back', kept_at = null
    where complaint_id = ${complaintId} and message_id = ${messageId} and released_at is null`.execute(tx)
}
