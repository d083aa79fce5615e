import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { appendEvents, lockComplaint } from '../events.ts'

type Due = { complaint_id: string; id: string; due_at: Date }

/** So many at a time, so that a process that ends loses little. */
const most = 100
/** What was broken longer ago than this when we first looked is history, and nobody is told. */
const oldDays = 30

const open = sql`m.kept_at is null and m.released_at is null and m.made_by is not null`

/**
 * Warns owners of commitments that fall due, in time to tell the customer first, and tells them of those whose time has passed,
 * with an event; each once, however many processes look.
 * @returns how many were told of
 */
export async function watchCommitments(db: Database, now: Date): Promise<number> {
  return (await warnOfDue(db, now)) + (await tellOfBroken(db, now))
}

/** The same rule as `warnFrom`: a quarter of the time before, at least an hour and at most a day. */
const warnedFrom = sql`m.due_at - least(interval '24 hours', greatest(interval '1 hour', (m.due_at - m.made_at) / 4))`

async function warnOfDue(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<Due>`
      update commitments m set warned_at = ${now} where (m.complaint_id, m.id) in (
        select m.complaint_id, m.id from commitments m where ${open} and m.warned_at is null and m.broken_at is null
          and m.due_at > ${now} and ${warnedFrom} <= ${now} order by m.due_at limit ${most} for update skip locked)
      returning m.complaint_id, m.id, m.due_at`.execute(tx)
    for (const row of rows) await tell(tx, 'commitment_due', row, now)
    return rows.length
  })
}

async function tellOfBroken(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const since = new Date(now.getTime() - oldDays * 86_400_000)
    const { rows } = await sql<Due>`
      update commitments m set broken_at = ${now} where (m.complaint_id, m.id) in (
        select m.complaint_id, m.id from commitments m where ${open} and m.broken_at is null and m.due_at <= ${now}
          and m.due_at > ${since} order by m.complaint_id, m.due_at limit ${most} for update skip locked)
      returning m.complaint_id, m.id, m.due_at`.execute(tx)
    const inOrder = rows.toSorted((one, other) => (one.complaint_id < other.complaint_id ? -1 : 1))
    for (const row of inOrder) {
      const complaint = await lockComplaint(tx, row.complaint_id)
      const detail = { commitment_id: row.id, due: row.due_at.toISOString() }
      const broken = { kind: 'commitment_broken', at: now, actor: { kind: 'system', id: null } as const, detail }
      await appendEvents(tx, complaint, [broken], now)
      await tell(tx, 'commitment_broken', row, now)
    }
    return rows.length
  })
}

/** Tells the owner as the complaint is now. */
async function tell(
  tx: Tx,
  kind: 'commitment_due' | 'commitment_broken',
  { complaint_id, id, due_at }: Due,
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ owner_id: string }>`select owner_id from complaints where id = ${complaint_id}`.execute(
    tx,
  )
  const detail = { commitment_id: id, due: due_at.toISOString() }
  await notify(tx, { personIds: rows.map((row) => row.owner_id), kind, complaintId: complaint_id, detail, now })
}
