import { sql } from 'kysely'
import { modelCodes, modelCounts, readyModel, type CauseModel } from '../../causes/model/read.ts'
import { type Period, spanOf } from '../../causes/period.ts'
import { goldUnits, type GoldSample, type GoldUnit, latestGoldSample } from '../../causes/sampling/gold.ts'
import type { Database } from '../../platform/database/index.ts'
import type { InsideOutSplit } from './contract.ts'
import type { Counted } from './counted.ts'
import { fewestGold, isWeighted, shareOf, splitOf, type Unit } from './rules.ts'

/**
 * The split of a period: from the latest gold sample and the model's codes of the complaints it was drawn from, for the days of
 * the period that it covers. Without such a sample no share of all complaints is said. Only complaints with words can be coded, so
 * shares hold for these.
 */
export async function readSplit(db: Database, period: Period, coded: readonly Counted[]): Promise<InsideOutSplit> {
  const [sample, model] = await Promise.all([latestGoldSample(db), readyModel(db)])
  const codings = coded.flatMap(({ class: causeClass, locus, n }) =>
    causeClass ? [{ class: causeClass, locus, n }] : [],
  )
  const covered = sample && overlap(period, sample)
  const days = covered ?? period
  const counts = model && (await modelCounts(db, { version: model.version, ...days }))
  const units = covered ? await unitsOf(db, sample, covered, model) : []
  const all = counts?.reduce((sum, { n }) => sum + n, 0)
  return {
    standing: !sample ? 'no_sample' : !covered ? 'not_in_period' : units.length < fewestGold ? 'too_small' : 'known',
    sample: sample && { ...described(sample), n: units.length, weighted: isWeighted(units) },
    covered: covered && {
      ...covered,
      complaints: all ?? (await complaintsOf(db, covered)),
    },
    model: model && modelOf(model),
    ...splitOf({ units, counts, codings }),
  }
}

/** The days that are in both; null where there are none. */
function overlap(one: Period, other: Period): Period | null {
  const from = one.from > other.from ? one.from : other.from
  const to = one.to < other.to ? one.to : other.to
  return from <= to ? { from, to } : null
}

const described = ({ id, name, drawnAt, from, to, onlyWithWords, stratifiedBy, withoutClass }: GoldSample) => ({
  id,
  name,
  drawnAt: drawnAt.toISOString(),
  from,
  to,
  onlyWithWords,
  stratifiedBy,
  withoutClass,
})

function modelOf({ version, trainedAt, examples, right, byGuessing, meanConfidence }: CauseModel) {
  const accuracy = shareOf(right, examples)
  return {
    version,
    trainedAt: trainedAt.toISOString(),
    examples,
    accuracy,
    byGuessing: byGuessing / examples,
    meanConfidence,
  }
}

/** The sample's complaints that were received on the covered days, with what the model said of each. */
async function unitsOf(db: Database, sample: GoldSample, covered: Period, model: CauseModel | null): Promise<Unit[]> {
  const drawn = await goldUnits(db, sample.id)
  const units = await receivedIn(db, drawn, covered)
  const said = model
    ? await modelCodes(
        db,
        model.version,
        units.map(({ complaintId }) => complaintId),
      )
    : null
  return units.map(({ complaintId, class: causeClass, locus, probability, stratum }) => ({
    truth: { class: causeClass, locus },
    said: said?.get(complaintId) ?? null,
    probability,
    stratum,
  }))
}

async function receivedIn(db: Database, drawn: readonly GoldUnit[], covered: Period): Promise<GoldUnit[]> {
  const { from, until } = spanOf(covered)
  const { rows } = await sql<{ id: string }>`
    select id from complaints where id = any (${drawn.map(({ complaintId }) => complaintId)}::uuid[])
      and received_at >= ${from} and received_at < ${until}`.execute(db)
  const inside = new Set(rows.map(({ id }) => id))
  return drawn.filter(({ complaintId }) => inside.has(complaintId))
}

/** While no model has counted them: how many complaints with words the days hold. */
async function complaintsOf(db: Database, covered: Period): Promise<number> {
  const { from, until } = spanOf(covered)
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from complaints where received_at >= ${from} and received_at < ${until}
      and text is not null`.execute(db)
  return rows[0]?.n ?? 0
}
