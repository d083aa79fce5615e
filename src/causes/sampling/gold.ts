import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { CauseClass } from '../rules.ts'
import { goldOf, type Said, stateOf } from './rules.ts'
import { standings } from './standing.ts'

/**
 * One complaint of a gold sample: what people settled on, and the chance (0 to 1] it had of being drawn, by its stratum
 * (id of the topmost product, channel, or first day of the month; empty where not stratified or not stated).
 */
export type GoldUnit = {
  complaintId: string
  class: CauseClass
  locus: string | null
  causeId: string | null
  probability: number
  stratum: string
}

/** The sample that is gold: its frame, how many were drawn, and how many of them have no class (no words, no complaint). */
export type GoldSample = {
  id: string
  name: string
  /** Complaints received on these days, UTC, both included. */
  from: string
  to: string
  onlyWithWords: boolean
  stratifiedBy: 'none' | 'product' | 'channel' | 'month'
  taxonomyVersion: number
  drawnAt: Date
  /** Complaints in the frame, and in each stratum of it. */
  frame: number
  strata: { stratum: string; frame: number; drawn: number }[]
  units: number
  withoutClass: number
}

type UnitRow = { complaintId: string; probability: number; stratum: string; answers: (Said & { settled: boolean })[] }

/**
 * What holds of each complaint of a sample, once the sample is gold; nothing before, because coders are not to be led. Left
 * out are those that nobody could code (see `withoutClass` of the sample).
 */
export async function goldUnits(db: Database, sampleId: string): Promise<GoldUnit[]> {
  const standing = (await standings(db, sql`s.id = ${sampleId}`)).get(sampleId)
  if (!standing || stateOf(standing) !== 'gold') return []
  const { rows } = await sql<UnitRow>`
    select u.complaint_id as "complaintId", u.probability, u.stratum, json_agg(json_build_object(
      'class', g.class, 'locus', g.locus, 'causeId', g.cause_id, 'uncodable', g.uncodable, 'settled', g.is_settlement)
      order by g.coded_at, g.id) as answers
    from sample_units u join sample_codings g
      on g.complaint_id = u.complaint_id and g.sample_id = u.sample_id and g.superseded_at is null
    where u.sample_id = ${sampleId} group by u.complaint_id, u.position, u.probability, u.stratum order by u.position`.execute(
    db,
  )
  return rows.flatMap(({ answers, ...unit }) => {
    const gold = goldOf(
      answers.filter(({ settled }) => !settled),
      answers.find(({ settled }) => settled) ?? null,
    )
    return gold?.class ? [{ ...unit, class: gold.class, locus: gold.locus, causeId: gold.causeId }] : []
  })
}

type SampleRow = Omit<GoldSample, 'frame' | 'units' | 'withoutClass'>

/** The gold sample that was drawn last; null while there is none. */
export async function latestGoldSample(db: Database): Promise<GoldSample | null> {
  const found = await standings(db, sql`s.drawn_at is not null`)
  const gold = [...found].filter(([, standing]) => stateOf(standing) === 'gold').map(([id]) => id)
  const { rows } = await sql<SampleRow>`
    select id, name, period_from::text as from, period_to::text as to, only_with_words as "onlyWithWords",
      stratified_by as "stratifiedBy", taxonomy_version as "taxonomyVersion", drawn_at as "drawnAt",
      (select json_agg(json_build_object('stratum', t.stratum, 'frame', t.frame, 'drawn', t.drawn) order by t.stratum)
        from sample_strata t where t.sample_id = s.id) as strata
    from coding_samples s where id = any (${gold}) order by drawn_at desc, id desc limit 1`.execute(db)
  const [latest] = rows
  if (!latest) return null
  const units = found.get(latest.id)?.units ?? 0
  const coded = await goldUnits(db, latest.id)
  const frame = latest.strata.reduce((sum, stratum) => sum + stratum.frame, 0)
  return { ...latest, frame, units, withoutClass: units - coded.length }
}
