import { setImmediate as breath } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Classifier, probabilitiesOf } from '../../language/classify/classifier.ts'
import { featuresOf } from '../../language/classify/features.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { firstIdAt, type LikeliestCode, likeliest } from './rules.ts'
import { factsOf, type Told, toldColumns, toldFrom } from './told.ts'

/** So many complaints are coded together: a few milliseconds of work at a time. */
const slice = 100
/** A complaint may be stored this long after its id was made; younger ids are looked for again. */
const settling = 600_000

/** Codes every complaint that the models in use have not coded yet, and removes the codes of replaced ones. */
export class Coder {
  #classifiers = new Map<number, Classifier>()

  constructor(private readonly db: Database) {}

  /**
   * Goes on until every complaint has its code. A model that is through takes over from the one before.
   * @returns how many complaints were coded
   */
  async codeAll(now: Date, isStopping: () => boolean): Promise<number> {
    const { rows } = await sql<{ version: number; walked_to: string | null }>`
      select version, walked_to from cause_models where retired_at is null order by version`.execute(this.db)
    let coded = 0
    for (const { version, walked_to } of rows) {
      const classifier = await this.#classifier(version)
      let at: Done = { coded: 0, last: walked_to, more: true }
      while (at.more && !isStopping()) {
        const after = at.last
        at = await inTransaction(this.db, (tx) => codeSlice(tx, { version, classifier, after, now }))
        coded += at.coded
        await breath()
      }
    }
    while (!isStopping() && (await inTransaction(this.db, (tx) => clearSlice(tx, now)))) await breath()
    return coded
  }

  async #classifier(version: number): Promise<Classifier> {
    const known = this.#classifiers.get(version)
    if (known) return known
    const { rows } = await sql<{ labels: string[]; weights: Buffer; temperature: number }>`
      select labels, weights, temperature from cause_models where version = ${version}`.execute(this.db)
    const [row] = rows
    if (!row) throw new Error(`the model ${version} is gone`)
    const classifier = { ...row, weights: new Float32Array(Uint8Array.from(row.weights).buffer) }
    this.#classifiers.set(version, classifier)
    return classifier
  }
}

type Slice = { version: number; classifier: Classifier; after: string | null; now: Date }
type Done = { coded: number; last: string | null; more: boolean }

/** Codes the next complaints; of several processes one works on a model at a time, the others leave it to that one. */
async function codeSlice(tx: Tx, { version, classifier, after, now }: Slice): Promise<Done> {
  const mine = await sql`
    select 1 from cause_models where version = ${version} and retired_at is null for update skip locked`.execute(tx)
  if (mine.rows.length === 0) return { coded: 0, last: after, more: false }
  const { rows } = await sql<Told & { id: string }>`
    select c.id, ${toldColumns} from ${toldFrom}
    where ${after === null ? sql`true` : sql`c.id > ${after}`}
      and not exists (select 1 from model_codings m where m.complaint_id = c.id and m.model_version = ${version})
    order by c.id limit ${slice}`.execute(tx)
  const codes = rows.map((row) => ({
    id: row.id,
    ...likeliest(classifier.labels, probabilitiesOf(classifier, featuresOf({ words: row.words, facts: factsOf(row) }))),
  }))
  await storeCodes(tx, version, codes, now)
  const last = rows.at(-1)?.id ?? after
  const more = rows.length === slice
  await walkedTo(tx, version, last)
  if (!more) await takeOver(tx, version, now)
  return { coded: codes.length, last, more }
}

async function storeCodes(
  tx: Tx,
  version: number,
  codes: readonly (LikeliestCode & { id: string })[],
  now: Date,
): Promise<void> {
  if (codes.length === 0) return
  const column = (name: keyof (typeof codes)[number]) => codes.map((code) => code[name])
  await sql`
    with given as (
      select * from unnest(${column('id')}::uuid[], ${column('class')}::text[], ${column('locus')}::text[], ${column('confidence')}::real[])
        as given (id, class, locus, confidence)),
    stored as (
      insert into model_codings (complaint_id, model_version, class, locus, confidence, at)
      select id, ${version}::integer, class, locus, confidence, ${now} from given returning complaint_id, class, locus)
    insert into model_counts as held (model_version, day, has_words, class, locus, n)
    select ${version}::integer, (c.received_at at time zone 'UTC')::date, c.text is not null, s.class, coalesce(s.locus, ''), count(*)
    from stored s join complaints c on c.id = s.complaint_id group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (model_version, day, has_words, class, locus) do update set n = held.n + excluded.n`.execute(tx)
}

/** Remembers how far the model came, but not past ids so young that an older one may still be stored. */
async function walkedTo(tx: Tx, version: number, last: string | null): Promise<void> {
  if (last === null) return
  const settled = firstIdAt(new Date(Date.now() - settling))
  await sql`
    update cause_models set walked_to = greatest(walked_to, least(${last}::uuid, ${settled}::uuid)) where version = ${version}`.execute(
    tx,
  )
}

/** The model has coded every complaint: from now on it is asked, and those before it are not. */
async function takeOver(tx: Tx, version: number, now: Date): Promise<void> {
  await sql`update cause_models set ready_at = ${now} where version = ${version} and ready_at is null`.execute(tx)
  // A model that never was ready is passed over as if it had been: what it coded goes too.
  await sql`
    update cause_models set ready_at = coalesce(ready_at, ${now}), retired_at = ${now}, walked_to = null
    where version < ${version} and retired_at is null`.execute(tx)
}

/** Removes some codes of a replaced model. @returns whether there may be more */
async function clearSlice(tx: Tx, now: Date): Promise<boolean> {
  const { rows } = await sql<{ version: number; walked_to: string | null }>`
    select version, walked_to from cause_models where retired_at is not null and cleared_at is null
    order by version limit 1 for update skip locked`.execute(tx)
  const [model] = rows
  if (!model) return false
  const removed = await sql<{ last: string | null }>`
    with old as (
      select complaint_id from model_codings
      where model_version = ${model.version} and ${model.walked_to === null ? sql`true` : sql`complaint_id > ${model.walked_to}`}
      order by complaint_id limit 5000),
    gone as (
      delete from model_codings m using old where m.complaint_id = old.complaint_id and m.model_version = ${model.version}
      returning m.complaint_id)
    select complaint_id as last from gone order by complaint_id desc limit 1`.execute(tx)
  const last = removed.rows[0]?.last
  if (last) await sql`update cause_models set walked_to = ${last} where version = ${model.version}`.execute(tx)
  else {
    await sql`delete from model_counts where model_version = ${model.version}`.execute(tx)
    await sql`update cause_models set cleared_at = ${now} where version = ${model.version}`.execute(tx)
  }
  return true
}
