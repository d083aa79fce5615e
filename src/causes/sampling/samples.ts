import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { listBranches } from '../../journeys/store.ts'
import { type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { sharePrecision } from '../../stats/index.ts'
import { currentVersion } from '../taxonomy.ts'
import type { Sample, SampleGiven } from './contract.ts'
import { countFrame, type Frame } from './draw.ts'
import { type Allocation, allocate, type SampleState, stateOf } from './rules.ts'
import { standings } from './standing.ts'

const columns = sql`
  s.id, s.name, s.period_from::text as from, s.period_to::text as to, s.only_with_words as "onlyWithWords",
  s.stratified_by as "stratifiedBy", s.allocation, s.size, s.shared, s.coders, s.seed,
  s.taxonomy_version as "taxonomyVersion", s.taxonomy_version < (select max(version) from taxonomy_versions) as outdated,
  s.created_at as "createdAt", case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as "createdBy",
  s.drawn_at as "drawnAt", s.frame_print as "framePrint"`

type Row = Omit<Sample, 'state' | 'createdAt' | 'drawnAt'> & {
  createdAt: Date
  drawnAt: Date | null
  framePrint: string | null
}

/** The samples that are there, newest first; only `id` where it is given. */
async function samples(db: Database | Tx, id: string | null): Promise<(Sample & { framePrint: string | null })[]> {
  const which = id === null ? sql`true` : sql`s.id = ${id}`
  const found = await standings(db, which)
  const { rows } = await sql<Row>`
    select ${columns} from coding_samples s left join people p on p.id = s.created_by
    where ${which} order by s.created_at desc, s.id desc`.execute(db)
  return rows.flatMap((row) => {
    const standing = found.get(row.id)
    if (!standing) return []
    const state = stateOf(standing)
    const { units, withoutWords, codingsWanted, codings, differing, settled } = standing
    const isBlind = state === 'drawing' || state === 'coding'
    return [
      {
        ...row,
        createdAt: row.createdAt.toISOString(),
        drawnAt: row.drawnAt?.toISOString() ?? null,
        state,
        units,
        withoutWords,
        codingsWanted,
        codings,
        differing: isBlind ? null : differing,
        settled: isBlind ? null : settled,
      },
    ]
  })
}

/** Every sample, newest first. While one is coded nothing says whether its coders agree. */
export const listSamples = (db: Database): Promise<Sample[]> => samples(db, null)

/** One sample with the print of its frame. @throws Problem sample_not_found */
export async function sampleOf(db: Database | Tx, id: string): Promise<Sample & { framePrint: string | null }> {
  const [sample] = await samples(db, id)
  if (!sample) throw new Problem('not_found', 'sample_not_found')
  return sample
}

/**
 * The sample, held so that nobody codes or settles in it meanwhile.
 * @throws Problem sample_not_found, sample_not_coding, sample_not_settling
 */
export async function holdSample(tx: Tx, id: string, states: SampleState[]): Promise<Sample> {
  await sql`select 1 from coding_samples where id = ${id} for update`.execute(tx)
  const sample = await sampleOf(tx, id)
  const isForCoding = states.includes('coding')
  if (!states.includes(sample.state))
    throw new Problem('conflict', isForCoding ? 'sample_not_coding' : 'sample_not_settling')
  return sample
}

type Planned = Omit<Frame, 'asOf'> & { size: number; allocation: Allocation }
const usualSizes = [50, 100, 200, 400, 800, 1600]

/** What would be drawn, and how exactly this and other sizes tell a share near one half. @throws Problem period_backwards */
export async function planSample(db: Database, planned: Planned, now: Date) {
  requirePeriod(planned)
  const strata = await countFrame(db, { ...planned, asOf: now })
  const received = planned.onlyWithWords
    ? await countFrame(db, { ...planned, onlyWithWords: false, stratifiedBy: 'none', asOf: now })
    : strata
  const sum = (rows: { frame: number }[]) => rows.reduce((all, { frame }) => all + frame, 0)
  const frames = strata.map(({ frame }) => frame)
  const drawnOf = (size: number) => {
    const drawn = allocate({ frames, size, how: planned.allocation })
    return strata.map((each, at) => ({ ...each, drawn: drawn[at] ?? 0 }))
  }
  const sizes = usualSizes.filter((size) => size <= sum(strata) && size >= strata.length)
  return {
    received: sum(received),
    frame: sum(strata),
    strata: await named(db, planned.stratifiedBy, drawnOf(planned.size)),
    precision: sharePrecision({ strata: drawnOf(planned.size) }),
    sizes: sizes.map((size) => ({ size, halfWidth: sharePrecision({ strata: drawnOf(size) })?.halfWidth ?? 0 })),
  }
}

function requirePeriod({ from, to }: { from: string; to: string }): void {
  if (to < from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
}

type StratumRow = { stratum: string; frame: number; drawn: number }

async function named<Row extends StratumRow>(db: Database | Tx, by: Frame['stratifiedBy'], strata: Row[]) {
  const products = by === 'product' ? await listBranches(db, 'products') : []
  const names = new Map(products.map(({ id, name }) => [id, name]))
  return strata.map((each) => ({ ...each, name: names.get(each.stratum) ?? null }))
}

/**
 * Writes down a sample that is to be drawn, once it is certain that it can be. @returns its id
 * @throws Problem period_backwards, sample_frame_empty, sample_larger_than_frame, sample_smaller_than_strata,
 *   sample_shared_too_many
 */
export async function insertSample(
  db: Database | Tx,
  given: SampleGiven & { createdBy: string | null; now: Date },
): Promise<string> {
  const { now, size, shared, createdBy } = given
  requirePeriod(given)
  if (shared > size) throw refusedField('sample_shared_too_many', 'shared', { size })
  const strata = await countFrame(db as Database, { ...given, asOf: now })
  const frame = strata.reduce((sum, each) => sum + each.frame, 0)
  if (frame === 0) throw refusedField('sample_frame_empty', 'from', {})
  if (size > frame) throw refusedField('sample_larger_than_frame', 'size', { frame })
  if (size < strata.length) throw refusedField('sample_smaller_than_strata', 'size', { strata: strata.length })
  const id = newId()
  await sql`
    insert into coding_samples (id, name, period_from, period_to, only_with_words, stratified_by, allocation, size, shared, coders,
      seed, taxonomy_version, created_by, created_at)
    values (${id}, ${given.name}, ${given.from}, ${given.to}, ${given.onlyWithWords}, ${given.stratifiedBy}, ${given.allocation},
      ${size}, ${shared}, ${shared > 0 ? given.coders : 1}, ${given.seed ?? randomInt(2 ** 31)}, ${await currentVersion(db)},
      ${createdBy}, ${now})`.execute(db)
  return id
}

const refusedField = (key: string, field: string, values: Record<string, number>): Problem =>
  new Problem('unprocessable', key, values, { fields: [{ field, message: key }] })

/** The sample with its strata, and how many codings each person gave and `callerId` could give yet. @throws Problem sample_not_found */
export async function readSample(db: Database, id: string, callerId: string) {
  const sample = await sampleOf(db, id)
  const strata = await sql<StratumRow>`
    select stratum, frame, drawn from sample_strata where sample_id = ${id} order by frame desc, stratum`.execute(db)
  const people = await sql<{ coder: { id: string; name: string }; codings: number }>`
    select json_build_object('id', p.id, 'name', p.name) as coder, count(*) as codings
    from sample_codings g join people p on p.id = g.coder_id
    where g.sample_id = ${id} and g.superseded_at is null and not g.is_settlement
    group by p.id, p.name order by count(*) desc, p.name`.execute(db)
  const mine = people.rows.find(({ coder }) => coder.id === callerId)?.codings ?? 0
  return {
    ...sample,
    strata: (await named(db, sample.stratifiedBy, strata.rows)).map((each) => ({
      ...each,
      probability: each.drawn / each.frame,
    })),
    precision: sharePrecision({ strata: strata.rows }),
    people: people.rows,
    mine: { codings: mine, left: await countOpen(db, id, callerId) },
  }
}

/** Units that still want a coding and that this coder has not coded, as a condition on `u` (sample_units). */
export const openTo = (coderId: string) => sql`
  not exists (select 1 from sample_codings g where g.complaint_id = u.complaint_id and g.sample_id = u.sample_id
    and g.superseded_at is null and not g.is_settlement and g.coder_id = ${coderId})
  and u.coders > (select count(*) from sample_codings g where g.complaint_id = u.complaint_id and g.sample_id = u.sample_id
    and g.superseded_at is null and not g.is_settlement)`

/** How many complaints of the sample the coder could code now. */
export async function countOpen(db: Database, sampleId: string, coderId: string): Promise<number> {
  const counted = await sql<{ left: number }>`
    select count(*) as left from sample_units u where u.sample_id = ${sampleId} and ${openTo(coderId)}`.execute(db)
  return onlyRow(counted).left
}
