import { sql } from 'kysely'
import type { Database, Tx } from '../platform/database/index.ts'
import { dayOf } from './changed-days.ts'

/** What a complaint counts under: one cell of the counts. */
export type Cell = {
  receivedAt: Date
  productId: string | null
  issueId: string | null
  stepId: string | null
  channel: string
  language: string
  causeClass: string | null
  causeLocus: string | null
  causeId: string | null
}

/** First day of the month, in UTC, as `2026-03-01`. */
export const monthOf = (at: Date): string => `${at.toISOString().slice(0, 7)}-01`

/** Records that a complaint moves from one cell to another (or appears), in the transaction that moves it. */
export async function countMove(
  tx: Tx,
  move: { complaintId: string; seq: number; from: Cell | null; to: Cell },
): Promise<void> {
  for (const [cell, delta] of [
    [move.from, -1],
    [move.to, 1],
  ] as const) {
    if (!cell) continue
    await sql`
      insert into complaint_counts_outbox (complaint_id, seq, delta, month, day, product_id, issue_id, step_id, channel, language, cause_class, cause_locus, cause_id)
      values (${move.complaintId}, ${move.seq}, ${delta}, ${monthOf(cell.receivedAt)}, ${dayOf(cell.receivedAt)}, ${cell.productId}, ${cell.issueId}, ${cell.stepId},
        ${cell.channel}, ${cell.language}, ${cell.causeClass}, ${cell.causeLocus}, ${cell.causeId})`.execute(tx)
  }
}

/**
 * Moves what waits in the outbox into the counts, at most `limit` rows at a time, and marks their days, whose series are to
 * be counted again; safe to run twice or at once.
 * @returns how many rows were moved
 */
export async function drainCounts(db: Database, limit = 20_000): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    with taken as (
      delete from complaint_counts_outbox where (complaint_id, seq, delta) in (
        select complaint_id, seq, delta from complaint_counts_outbox limit ${limit} for update skip locked)
      returning *),
    summed as (
      select month, product_id, issue_id, step_id, channel, language, cause_class, cause_locus, cause_id, sum(delta) as n
      from taken group by 1, 2, 3, 4, 5, 6, 7, 8, 9),
    marked as (
      insert into complaint_days_changed as held (day, new_complaints, marked_at)
      select day, bool_or(seq = 1), now() from taken group by day order by day
      on conflict (day) do update set new_complaints = held.new_complaints or excluded.new_complaints, marked_at = excluded.marked_at),
    added as (
      insert into complaint_counts as held (month, product_id, issue_id, step_id, channel, language, cause_class, cause_locus, cause_id, n)
      select * from summed where n <> 0
      order by month, product_id, issue_id, step_id, channel, language, cause_class, cause_locus, cause_id
      on conflict (month, product_id, issue_id, step_id, channel, language, cause_class, cause_locus, cause_id)
      do update set n = held.n + excluded.n)
    select count(*) as moved from taken`.execute(db)
  return rows[0]?.moved ?? 0
}
