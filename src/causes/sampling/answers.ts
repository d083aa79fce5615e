import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { resolveCoding } from '../coding.ts'
import type { AnswerGiven, Difference } from './contract.ts'
import { holdSample, sampleOf } from './samples.ts'
import { unitsNow } from './standing.ts'
import { answerColumns } from './units.ts'

type Place = { sampleId: string; position: number; personId: string; now: Date }
type UnitNow = { complaint_id: string; coders: number; codings: number; differ: boolean; has_mine: boolean }

/** How far one complaint of the sample is, and whether this person coded it. @throws Problem sample_unit_not_found */
async function unitNow(tx: Tx, { sampleId, position, personId }: Place): Promise<UnitNow> {
  const { rows } = await sql<UnitNow>`
    select n.complaint_id, n.coders, n.codings, n.differ, exists (
      select 1 from sample_codings g where g.complaint_id = n.complaint_id and g.sample_id = n.sample_id
        and g.coder_id = ${personId} and g.superseded_at is null and not g.is_settlement) as has_mine
    from (${unitsNow(sql`u.sample_id = ${sampleId} and u.position = ${position}`)}) n`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', 'sample_unit_not_found')
  return rows[0]
}

/**
 * Keeps a coder's answer to a complaint of a sample; an answer of theirs before is kept as superseded. Nothing is written
 * to the complaint, its events or its everyday codings: others who code it would see it there.
 * @throws Problem sample_not_found, sample_not_coding, sample_outdated, sample_unit_not_found, sample_unit_coded, and those
 *   of resolveCoding
 */
export async function codeUnit(tx: Tx, place: Place & { given: AnswerGiven }): Promise<void> {
  const { sampleId, personId, given, now } = place
  const { outdated } = await holdSample(tx, sampleId, ['coding'])
  if (outdated) throw new Problem('conflict', 'sample_outdated')
  const unit = await unitNow(tx, place)
  if (!unit.has_mine && unit.codings >= unit.coders) throw new Problem('conflict', 'sample_unit_coded')
  await sql`
    update sample_codings set superseded_at = ${now} where complaint_id = ${unit.complaint_id} and sample_id = ${sampleId}
      and coder_id = ${personId} and superseded_at is null and not is_settlement`.execute(tx)
  await insertAnswer(tx, { ...place, complaintId: unit.complaint_id, given, reason: null })
}

/**
 * Keeps what holds of a complaint whose coders differ, by whom and why; a settlement before is kept as superseded.
 * @throws Problem sample_not_found, sample_not_settling, sample_unit_not_found, sample_unit_agreed, and those of resolveCoding
 */
export async function settleUnit(tx: Tx, place: Place & { given: AnswerGiven; reason: string }): Promise<void> {
  const { sampleId, now } = place
  await holdSample(tx, sampleId, ['settling', 'gold'])
  const unit = await unitNow(tx, place)
  if (!unit.differ) throw new Problem('conflict', 'sample_unit_agreed')
  await sql`
    update sample_codings set superseded_at = ${now} where complaint_id = ${unit.complaint_id} and sample_id = ${sampleId}
      and superseded_at is null and is_settlement`.execute(tx)
  await insertAnswer(tx, { ...place, complaintId: unit.complaint_id })
}

async function insertAnswer(
  tx: Tx,
  {
    sampleId,
    complaintId,
    personId,
    given,
    reason,
    now,
  }: Place & { complaintId: string; given: AnswerGiven; reason: string | null },
): Promise<void> {
  const { coding, uncodable } = given
  const resolved = coding ? await resolveCoding(tx, coding) : null
  await sql`
    insert into sample_codings (complaint_id, id, sample_id, is_settlement, coder_id, as_designed, expected, class, locus, cause_id,
      uncodable, reason, coded_at)
    values (${complaintId}, ${newId()}, ${sampleId}, ${reason !== null}, ${personId}, ${coding?.asDesigned ?? null},
      ${resolved?.expected ?? null}, ${resolved?.class ?? null}, ${resolved?.locus ?? null}, ${resolved?.causeId ?? null},
      ${uncodable ?? null}, ${reason}, ${now})`.execute(tx)
}

const mostDifferences = 50

/**
 * Complaints whose coders named another class or place, with every answer and the settlement, after a position.
 * @throws Problem sample_not_found, sample_still_coded
 */
export async function listDifferences(
  db: Database,
  { sampleId, after }: { sampleId: string; after: number },
): Promise<{ differences: Difference[]; more: boolean }> {
  await requireCoded(db, sampleId)
  const { rows } = await sql<Difference>`
    with differing as (
      select * from (${unitsNow(sql`u.sample_id = ${sampleId} and u.coders > 1 and u.position > ${after}`)}) n
      where n.differ order by n.position limit ${mostDifferences + 1})
    select d.position, c.reference, c.title, c.text,
      (select json_agg(json_build_object(${answerColumns}, 'coder', json_build_object('id', p.id, 'name', p.name)) order by g.coded_at, g.id)
        from sample_codings g join people p on p.id = g.coder_id
        where g.complaint_id = d.complaint_id and g.sample_id = d.sample_id and g.superseded_at is null and not g.is_settlement) as answers,
      (select json_build_object(${answerColumns}, 'by', json_build_object('id', p.id, 'name', p.name), 'reason', g.reason,
          'at', to_char(g.coded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from sample_codings g join people p on p.id = g.coder_id
        where g.complaint_id = d.complaint_id and g.sample_id = d.sample_id and g.superseded_at is null and g.is_settlement) as settlement
    from differing d join complaints c on c.id = d.complaint_id order by d.position`.execute(db)
  return { differences: rows.slice(0, mostDifferences), more: rows.length > mostDifferences }
}

/** Only when every coding is in does anybody see another's. @throws Problem sample_not_found, sample_still_coded */
export async function requireCoded(db: Database, sampleId: string): Promise<void> {
  const { state } = await sampleOf(db, sampleId)
  if (state === 'drawing' || state === 'coding') throw new Problem('conflict', 'sample_still_coded')
}
