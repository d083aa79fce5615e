import { setImmediate as breath } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { featuresOf } from '../../language/classify/features.ts'
import { type Example, train, type Trained } from '../../language/classify/train.ts'
import type { Database } from '../../platform/database/index.ts'
import { drawsFrom } from '../../stats/index.ts'
import type { CauseClass } from '../rules.ts'
import { latestGoldSample } from '../sampling/gold.ts'
import { stateOf } from '../sampling/rules.ts'
import { standings } from '../sampling/standing.ts'
import { type Judged, isEnough, isWorthLearning, labelOf, likeliest, mostExamples } from './rules.ts'
import { factsOf, type Told, toldColumns, toldFrom } from './told.ts'

type Condition = RawBuilder<unknown>
const page = 500

/**
 * Learns a model from what people coded, if there is enough and more than the last one learned from; it is stored as the next
 * version and codes nothing yet. Complaints of random samples that measure it are not learned from.
 * @returns the version, or null when nothing was learned
 */
export async function learnWhenDue(db: Database, now: Date, isStopping: () => boolean): Promise<number | null> {
  const last = await lastModel(db)
  const apart = (await hasCodings(db, last)) ? await measuring(db) : null
  if (!apart) return null
  const classes = await classesToLearn(db, apart)
  const usable = [...classes.values()].reduce((sum, count) => sum + count, 0)
  if (!isEnough(classes) || !isWorthLearning(usable, last?.examples ?? null)) return null
  const trained = await learn(await readExamples(db, apart), { seed: (last?.version ?? 0) + 1, isStopping })
  const version = (last?.version ?? 0) + 1
  return trained && (await store(db, version, trained, now)) ? version : null
}

/** Learns a slice at a time, so that the server answers others in between; null when it stops. */
async function learn(
  examples: readonly Example[],
  { seed, isStopping }: { seed: number; isStopping: () => boolean },
): Promise<Trained | null> {
  const learning = train(examples, { random: drawsFrom(seed) })
  for (;;) {
    const step = learning.next()
    if (step.done) return step.value
    if (isStopping()) return null
    await breath()
  }
}

type Last = { version: number; examples: number }

/** Whether there could be enough, before it is looked at which of them may be learned from. */
async function hasCodings(db: Database, last: Last | null): Promise<boolean> {
  const { rows } = await sql<{ codings: number }>`
    select count(*) as codings from (select 1 from codings k where ${counting} limit ${mostExamples}) k`.execute(db)
  return isWorthLearning(rows[0]?.codings ?? 0, last?.examples ?? null)
}

const counting = sql`k.pass = 1 and k.standing = 'primary' and k.superseded_at is null`

async function lastModel(db: Database): Promise<Last | null> {
  const { rows } = await sql<Last>`
    select version, examples from cause_models order by version desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** The samples that measure the model, or will: what they hold must be new to it. */
async function measuring(db: Database): Promise<Condition> {
  const all = await standings(db, sql`true`)
  const notYet = [...all].filter(([, standing]) => stateOf(standing) !== 'gold').map(([id]) => id)
  const latest = await latestGoldSample(db)
  const samples = latest ? [...notYet, latest.id] : notYet
  return sql`exists (select 1 from sample_units u where u.complaint_id = k.complaint_id and u.sample_id = any (${samples}::uuid[]))`
}

async function classesToLearn(db: Database, apart: Condition): Promise<Map<CauseClass, number>> {
  const { rows } = await sql<{ class: CauseClass; n: number }>`
    select class, count(*) as n from (
      select k.class from codings k where ${counting} and not ${apart} order by k.coded_at desc, k.id desc limit ${mostExamples}) k
    group by class`.execute(db)
  return new Map(rows.map((row) => [row.class, row.n]))
}

type CodedRow = Told & { codingId: string; at: Date; class: CauseClass; locus: string | null }

/** The newest codings as examples, read by the page, so that no more than a few hundred texts are held at a time. */
async function readExamples(db: Database, apart: Condition): Promise<Example[]> {
  const examples: Example[] = []
  let last: CodedRow | null = null
  do {
    const rows: CodedRow[] = await readPage(db, apart, last)
    for (const row of rows) {
      const features = featuresOf({ words: row.words, facts: factsOf(row) })
      examples.push({ features, label: labelOf(row.class, row.locus) })
    }
    last = rows.length < page ? null : (rows.at(-1) ?? null)
  } while (last && examples.length < mostExamples)
  return examples.slice(0, mostExamples)
}

async function readPage(db: Database, apart: Condition, before: CodedRow | null): Promise<CodedRow[]> {
  const older = before ? sql`(k.coded_at, k.id) < (${before.at}, ${before.codingId})` : sql`true`
  const { rows } = await sql<CodedRow>`
    select k.id as "codingId", k.coded_at as at, k.class, k.locus, ${toldColumns}
    from ${toldFrom} join codings k on k.complaint_id = c.id
    where ${counting} and not ${apart} and ${older} order by k.coded_at desc, k.id desc limit ${page}`.execute(db)
  return rows
}

/** @returns false when another process stored this version first */
async function store(db: Database, version: number, { classifier, heldOut }: Trained, now: Date): Promise<boolean> {
  const said = heldOut.map(({ label, probabilities }) => ({
    truth: label.split('.')[0] as CauseClass,
    ...likeliest(classifier.labels, probabilities),
  }))
  const judged: Judged[] = [...Map.groupBy(said, (each) => `${each.truth} ${each.class}`).values()].flatMap((own) =>
    own[0] ? [{ truth: own[0].truth, said: own[0].class, n: own.length }] : [],
  )
  const confidence = said.reduce((sum, each) => sum + each.confidence, 0) / said.length
  const { labels, weights, temperature } = classifier
  const { numAffectedRows } = await sql`
    insert into cause_models (version, trained_at, examples, held_out, mean_confidence, labels, weights, temperature)
    values (${version}, ${now}, ${heldOut.length}, ${JSON.stringify(judged)}, ${confidence}, ${labels},
      ${Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength)}, ${temperature})
    on conflict (version) do nothing`.execute(db)
  return numAffectedRows === 1n
}
