import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, appendEvents, lockComplaint } from '../events.ts'
import { type Candidate, chooseManager, listCandidates } from './choose-manager.ts'

type Leaving = { personId: string; successorId: string; actor: Actor; now: Date }

/**
 * Passes the customers who wait for the word of a manager who leaves: to the successor where that is a manager, else to another
 * one. What they were told stays: somebody who can decide speaks to them by the same time.
 * @returns how many were passed
 * @throws Problem last_manager when nobody else here is a manager or executive
 */
export async function passWaiting(tx: Tx, { personId, successorId, actor, now }: Leaving): Promise<number> {
  const { rows } = await sql<{ complaintId: string }>`
    select complaint_id as "complaintId" from escalations where manager_id = ${personId} and waits order by complaint_id`.execute(
    tx,
  )
  for (const { complaintId } of rows) {
    const others = (await listCandidates(tx)).filter(({ id }) => id !== personId)
    const manager = others.find(({ id }) => id === successorId) ?? chooseManager(others, { id: personId, teamId: null })
    if (!manager) throw new Problem('conflict', 'last_manager')
    await passOne(tx, complaintId, { personId, manager, actor, now })
  }
  return rows.length
}

type Passing = { personId: string; manager: Candidate; actor: Actor; now: Date }

async function passOne(tx: Tx, complaintId: string, { personId, manager, actor, now }: Passing): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  const id = newId()
  const detail = { from_id: personId, to_id: manager.id, escalation_id: id }
  await appendEvents(tx, complaint, [{ kind: 'escalation_passed', at: now, actor, detail }], now)
  const { rows } = await sql<{ id: string; speakBy: Date }>`
    update escalations set ended_at = ${now}, ended_as = 'passed', next_id = ${id} where complaint_id = ${complaintId} and waits
    returning id, speak_by as "speakBy"`.execute(tx)
  await sql`
    insert into escalations (complaint_id, id, at, asked_by, asked_by_id, from_id, manager_id, manager_role, message_id, event_seq, speak_by)
    select complaint_id, ${id}, at, asked_by, asked_by_id, ${personId}, ${manager.id}, ${manager.role}, message_id,
      ${complaint.head.count}, speak_by
    from escalations where complaint_id = ${complaintId} and id = ${rows[0]?.id ?? null}`.execute(tx)
  await sql`update complaints set owner_id = ${manager.id} where id = ${complaintId} and owner_id = ${personId}`.execute(
    tx,
  )
  const due = rows[0]?.speakBy.toISOString() ?? null
  await notify(tx, { personIds: [manager.id], kind: 'reached_you', complaintId, detail: { due }, now })
}
