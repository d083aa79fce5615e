import { sql } from 'kysely'
import { brokeConstraint, type Database, type Tx } from '../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../platform/http/etag.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import type { PromiseGiven, ReadingGiven, ServicePromise } from './contract.ts'
import { findingsOf, keptOf, promiseState } from './rules.ts'

type Said = Omit<ServicePromise, 'state' | 'findings' | 'readings'>
type Reading = { from: string; to: string; cases: number; kept: number }
type Row = Omit<Said, 'changedAt'> & { changedAt: Date }
type Acting = { byId: string | null; now: Date }

const versions = sql`
  select v.promise_id as id, v.version, v.kind, jsonb_build_object('en', v.text_en, 'ru', v.text_ru) as text,
    v.said_where as "saidWhere", v.conditions, v.indicator, v.threshold::float as threshold, v.remedy,
    case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name, 'active', o.active) end as owner,
    v.valid_from as "validFrom", v.valid_to as "validTo", v.changed_at as "changedAt", b.name as "changedBy",
    array(select product_id from service_promise_products s where s.promise_id = v.promise_id and s.version = v.version
      order by product_id) as "productIds",
    array(select step_id from service_promise_steps s where s.promise_id = v.promise_id and s.version = v.version
      order by step_id) as "stepIds"
  from service_promise_versions v left join people o on o.id = v.owner_id left join people b on b.id = v.changed_by`

const toSaid = (row: Row): Said => ({ ...row, changedAt: row.changedAt.toISOString() })

/** Promises as they stand: in force, then those to come, then ended ones; each in the order in which they were put in. */
export async function listPromises(db: Database | Tx, now: Date): Promise<ServicePromise[]> {
  return readPromises(db, sql`true`, now)
}

/** One promise. @throws Problem promise_not_found */
export async function readPromise(db: Database | Tx, id: string, now: Date): Promise<ServicePromise> {
  const [promise] = await readPromises(db, sql`p.id = ${id}`, now)
  if (!promise) throw new Problem('not_found', 'promise_not_found')
  return promise
}

async function readPromises(db: Database | Tx, which: ReturnType<typeof sql>, now: Date): Promise<ServicePromise[]> {
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<Row & { readings: Reading[] }>`
    select said.*, coalesce((
      select jsonb_agg(jsonb_build_object('from', r.from_day, 'to', r.to_day, 'cases', r.cases, 'kept', r.kept)
        order by r.to_day desc, r.from_day desc)
      from (select distinct on (from_day, to_day) * from service_promise_readings
        where promise_id = said.id order by from_day, to_day, id desc) r), '[]') as readings
    from (${versions} join service_promises p on p.id = v.promise_id and p.version = v.version where ${which}) said
    order by case when ${today}::date < said."validFrom" then 1 when ${today}::date > said."validTo" then 2 else 0 end, said.id`.execute(
    db,
  )
  return rows.map(({ readings, ...row }) => {
    const state = promiseState(row, today)
    return {
      ...toSaid(row),
      state,
      findings: findingsOf(row, { state, readings: readings.length }),
      readings: readings.map((each) => ({ ...each, ...keptOf(each, row.threshold) })),
    }
  })
}

/** What a promise said, the latest version first. @throws Problem promise_not_found */
export async function listPromiseVersions(db: Database, id: string): Promise<Said[]> {
  const { rows } = await sql<Row>`${versions} where v.promise_id = ${id} order by v.version desc`.execute(db)
  if (rows.length === 0) throw new Problem('not_found', 'promise_not_found')
  return rows.map(toSaid)
}

/** Puts a promise into the register. @returns its id @throws Problem no_such_reference */
export async function addPromise(tx: Tx, given: PromiseGiven, acting: Acting): Promise<string> {
  const id = newId()
  await sql`insert into service_promises (id, version) values (${id}, 1)`.execute(tx)
  await addVersion(tx, { id, version: 1 }, given, acting)
  return id
}

/** Says a promise anew: another version of it. @throws Problem promise_not_found, stale, no_such_reference */
export async function changePromise(
  tx: Tx,
  id: string,
  given: PromiseGiven,
  { ifMatch, ...acting }: Acting & { ifMatch: IfMatch },
): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    select version from service_promises where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', 'promise_not_found')
  requireVersion(ifMatch, rows[0].version)
  const version = rows[0].version + 1
  await addVersion(tx, { id, version }, given, acting)
  await sql`update service_promises set version = ${version} where id = ${id}`.execute(tx)
}

async function addVersion(
  tx: Tx,
  { id, version }: { id: string; version: number },
  given: PromiseGiven,
  { byId, now }: Acting,
): Promise<void> {
  const { text, productIds, stepIds } = given
  try {
    await sql`
      insert into service_promise_versions (promise_id, version, kind, text_en, text_ru, said_where, conditions, indicator,
        threshold, remedy, owner_id, valid_from, valid_to, changed_at, changed_by)
      values (${id}, ${version}, ${given.kind}, ${text.en}, ${text.ru}, ${given.saidWhere}, ${given.conditions},
        ${given.indicator}, ${given.threshold}, ${given.remedy}, ${given.ownerId}, ${given.validFrom}, ${given.validTo}, ${now},
        ${byId})`.execute(tx)
    await sql`
      insert into service_promise_products (promise_id, version, product_id)
      select distinct ${id}::uuid, ${version}::int, unnest(${productIds}::uuid[])`.execute(tx)
    await sql`
      insert into service_promise_steps (promise_id, version, step_id)
      select distinct ${id}::uuid, ${version}::int, unnest(${stepIds}::uuid[])`.execute(tx)
  } catch (cause) {
    if (!brokeConstraint(cause)) throw cause
    throw new Problem('unprocessable', 'no_such_reference', { field: 'ownerId, productIds or stepIds' }, { cause })
  }
}

/** Says in how many cases of a period a promise was kept. @throws Problem promise_not_found */
export async function addReading(tx: Tx, id: string, reading: ReadingGiven, { byId, now }: Acting): Promise<void> {
  const { rows } = await sql`select 1 from service_promises where id = ${id} for update`.execute(tx)
  if (rows.length === 0) throw new Problem('not_found', 'promise_not_found')
  const { from, to, cases, kept } = reading
  await sql`
    insert into service_promise_readings (promise_id, id, from_day, to_day, cases, kept, read_at, read_by)
    values (${id}, ${newId()}, ${from}, ${to}, ${cases}, ${kept}, ${now}, ${byId})`.execute(tx)
}
