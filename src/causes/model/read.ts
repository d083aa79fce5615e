import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { CauseClass } from '../rules.ts'
import { type Judged, performanceOf } from './rules.ts'

/** The model whose codes are asked: when it learned, from how many codings, and how it did on those it had not seen. */
export type CauseModel = {
  version: number
  trainedAt: Date
  examples: number
  right: number
  byGuessing: number
  meanConfidence: number
}

/** The newest model that has coded every complaint; null while there is none. */
export async function readyModel(db: Database): Promise<CauseModel | null> {
  const { rows } = await sql<{
    version: number
    trainedAt: Date
    examples: number
    heldOut: Judged[]
    meanConfidence: number
  }>`
    select version, trained_at as "trainedAt", examples, held_out as "heldOut", mean_confidence as "meanConfidence"
    from cause_models where ready_at is not null and retired_at is null order by version desc limit 1`.execute(db)
  const [row] = rows
  if (!row) return null
  const { heldOut, ...model } = row
  const { right, byGuessing } = performanceOf(heldOut)
  return { ...model, right, byGuessing }
}

/** A code of the model, and how many complaints have it. */
export type ModelCount = { class: CauseClass; locus: string | null; n: number }

/**
 * What the model said of the complaints with words received on these days (UTC, both included), from counts by day. Of those
 * without words people cannot say the cause, so nothing would tell how often the model is wrong about them.
 */
export async function modelCounts(
  db: Database,
  of: { version: number; from: string; to: string },
): Promise<ModelCount[]> {
  const { rows } = await sql<ModelCount>`
    select class, nullif(locus, '') as locus, sum(n) as n from model_counts
    where model_version = ${of.version} and day between ${of.from}::date and ${of.to}::date and has_words
    group by class, locus`.execute(db)
  return rows
}

/** What the model said of single complaints, by their ids. */
export async function modelCodes(
  db: Database,
  version: number,
  complaintIds: readonly string[],
): Promise<Map<string, { class: CauseClass; locus: string | null }>> {
  const { rows } = await sql<{ id: string; class: CauseClass; locus: string | null }>`
    select complaint_id as id, class, locus from model_codings
    where model_version = ${version} and complaint_id = any (${[...complaintIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...code }) => [id, code]))
}
