import { sql } from 'kysely'
import { appendEvents, lockComplaint } from '../../complaints/events.ts'
import { cancelLetter } from '../../complaints/letters/queue.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import type { ToldStage } from './rules.ts'

type Waiting = { id: string; complaintId: string | null; occasion: number | null; listedId: string | null }

type Which = { potholeId: string; stage: ToldStage; now: Date }

const isRefused = sql`(exists (select 1 from stopped_news n where n.customer_id = t.customer_id)
  or exists (select 1 from stopped_told n where n.address = t.address))`

/**
 * Takes back letters of a stage that have not left, and with them that anybody was told. What is leaving now leaves.
 * @param whose  those of all, or of those alone who have said since that they want none
 */
export async function takeBackWaiting(
  db: Database,
  { potholeId, stage, now }: Which,
  whose: 'all' | 'refused',
): Promise<void> {
  const { rows } = await sql<Waiting>`
    select t.id, t.complaint_id as "complaintId", t.occasion, t.listed_id as "listedId" from told t
    left join letters l on l.complaint_id = t.complaint_id and l.kind = 'told' and l.occasion = t.occasion
    left join told_letters o on o.listed_id = t.listed_id and o.stage = t.stage
    where t.pothole_id = ${potholeId} and t.stage = ${stage} and t.how = 'letter'
      and coalesce(l.sent_at, o.sent_at, l.sending_since, o.sending_since) is null and coalesce(l.failure, o.failure) is null
      and ${whose === 'all' ? sql`true` : isRefused}`.execute(db)
  for (const waiting of rows) await takeBack(db, waiting, { stage, now })
}

async function takeBack(
  db: Database,
  { id, complaintId, occasion, listedId }: Waiting,
  { stage, now }: { stage: ToldStage; now: Date },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (complaintId && occasion !== null) {
      const complaint = await lockComplaint(tx, complaintId)
      if (!(await cancelLetter(tx, complaintId, { kind: 'told', occasion }, now))) return
      const detail = { letter: 'told' }
      const event = { kind: 'letter_taken_back', at: now, actor: { kind: 'system', id: null }, detail } as const
      await appendEvents(tx, complaint, [event], now)
    } else {
      const { numAffectedRows } = await sql`
        delete from told_letters where listed_id = ${listedId} and stage = ${stage} and sent_at is null and sending_since is null
          and failure is null`.execute(tx)
      if (numAffectedRows === 0n) return
    }
    await sql`delete from told where id = ${id}`.execute(tx)
  })
}
