import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { addPotholeEvent, lockPothole } from '../../potholes/record/store.ts'
import { isOld, type IssueState, isUntrue, type RepairFacts, stateAskedFor } from './rules.ts'
import { factsOf, findKept, takeBackState } from './store.ts'

/** An owner who was told is told again after so long. */
const remindAgainDays = 7

type Row = RepairFacts & {
  id: string
  potholeId: string
  name: string
  ownerId: string
  state: IssueState
  checkedAt: Date
  everyDays: number
  remindedAt: Date | null
}

/**
 * Holds what is published against the record of each pothole. A repair that is none any more is taken back at once, and whoever
 * asked for news is told; where the page only lags behind, or nobody looked for too long, the owner of the pothole gets a notice.
 * Safe in several processes.
 */
export async function watchKnownIssues(db: Database, now: Date): Promise<void> {
  const { rows } = await sql<Row>`
    select k.id, h.id as "potholeId", h.name, h.owner_id as "ownerId", v.state, k.checked_at as "checkedAt",
      k.check_every_days as "everyDays", k.reminded_at as "remindedAt", h.live_at is not null as "isLive",
      h.proven_at is not null as "isProven", coalesce(h.closing = 'not_repaired', false) as "isNotRepaired"
    from known_issues k join potholes h on h.id = k.pothole_id
      join known_issue_versions v on v.known_issue_id = k.id and v.number = k.shown
    where h.merged_into_id is null`.execute(db)
  for (const row of rows) {
    if (isUntrue(row.state, row)) await takeBack(db, row, now)
    else await remindOwner(db, row, now)
  }
}

async function takeBack(db: Database, { potholeId, name }: Row, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { ownerId } = await lockPothole(tx, potholeId)
    const [kept, facts] = [await findKept(tx, potholeId), await factsOf(tx, potholeId)]
    const { rows } = await sql<{ state: IssueState }>`
      select state from known_issue_versions where known_issue_id = ${kept?.id} and number = ${kept?.shown}`.execute(tx)
    const state = rows[0]?.state
    // Somebody was quicker.
    if (!kept || !facts || !state || !isUntrue(state, facts)) return
    await takeBackState(tx, kept, stateAskedFor(state, facts) ?? 'looking', now)
    const actor = { kind: 'system', id: null } as const
    await addPotholeEvent(tx, potholeId, { kind: 'known_issue_taken_back', at: now, actor })
    const detail = { pothole_id: potholeId, pothole: name }
    await notify(tx, { personIds: [ownerId], kind: 'known_issue_taken_back', complaintId: null, detail, now })
  })
}

async function remindOwner(db: Database, row: Row, now: Date): Promise<void> {
  const isBehind = stateAskedFor(row.state, row) !== null
  const isDue = isBehind || (row.state !== 'proven' && isOld({ ...row, now }))
  const before = new Date(now.getTime() - remindAgainDays * 86_400_000)
  if (!isDue || (row.remindedAt !== null && row.remindedAt > before)) return
  await inTransaction(db, async (tx) => {
    const { rows } = await sql`
      update known_issues set reminded_at = ${now}
      where id = ${row.id} and (reminded_at is null or reminded_at <= ${before}) returning id`.execute(tx)
    if (rows.length === 0) return
    const kind = isBehind ? 'known_issue_behind' : 'known_issue_old'
    const detail = { pothole_id: row.potholeId, pothole: row.name }
    await notify(tx, { personIds: [row.ownerId], kind, complaintId: null, detail, now })
  })
}
