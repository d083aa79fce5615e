import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import Papa from 'papaparse'
import { type Database, inTransaction, onlyRow, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { demoFile } from './files.ts'

const names = { en: 'Random sample of 2019 and around', ru: 'Случайная выборка за 2019 год и около' }
/** The seed by which it was drawn, with Python’s generator: see demo/README.md. */
const seed = 20_240_601
/** So many of the codings are gold; the others are what the model learns from, which may not have seen the gold ones. */
const goldSize = 200

type Settlement = { complaint_id: string; holds: 'A' | 'B'; reason: string }

/**
 * Makes a gold sample of a part of the demonstration's codings, which are those of a random sample of the complaints with words;
 * where the two coders differ, what was settled and why. Nothing where there is a sample already.
 * @param source name of the mapping under which the complaints were imported
 */
export async function storeSample(db: Database, source: string, language: 'en' | 'ru', now: Date): Promise<void> {
  const found =
    await sql`select 1 from coding_samples union all select 1 where not exists (select 1 from codings)`.execute(db)
  if (found.rows.length > 0) return
  const { data } = Papa.parse<Settlement>(await readFile(demoFile('settlements.csv'), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const id = newId()
  await inTransaction(db, async (tx) => {
    await storeDrawn(tx, id, names[language], now)
    await storeAnswers(tx, id)
    for (const settlement of data) await settle(tx, id, { ...settlement, source, now })
  })
}

/**
 * All that two coded, and as many others as are wanted: both are random parts of a random sample, so that together they are one.
 * The frame has no words that were invented for the story of a repair (numbers that begin with R).
 */
async function storeDrawn(tx: Tx, id: string, name: string, now: Date): Promise<void> {
  const counted = await sql<{ frame: number; first: string; last: string; shared: number }>`
    select count(*) as frame, min(received_at at time zone 'UTC')::date as first, max(received_at at time zone 'UTC')::date as last,
      (select count(*) from codings where pass = 2 and standing = 'primary') as shared
    from complaints c where text is not null
      and not exists (select 1 from external_ids e where e.complaint_id = c.id and e.external_id like 'R%')`.execute(tx)
  const { frame, first, last, shared } = onlyRow(counted)
  await sql`
    insert into coding_samples (id, name, period_from, period_to, only_with_words, stratified_by, allocation, size, shared, coders, seed,
      taxonomy_version, created_at, drawn_at, frame_print)
    select ${id}, ${name}, ${first}, ${last}, true, 'none', 'proportional', ${goldSize}, ${shared}, 2, ${seed},
      max(version), ${now}, ${now}, 'elsewhere' from taxonomy_versions`.execute(tx)
  await sql`insert into sample_strata (sample_id, stratum, frame, drawn) values (${id}, '', ${frame}, ${goldSize})`.execute(
    tx,
  )
  await sql`
    insert into sample_units (complaint_id, sample_id, position, stratum, probability, coders)
    select complaint_id, ${id}, row_number() over (order by md5(complaint_id::text)), '', ${goldSize / frame}::double precision, coders
    from (
      select g.complaint_id, count(*) as coders from codings g join external_ids e on e.complaint_id = g.complaint_id
      where g.standing = 'primary' group by g.complaint_id
      order by count(*) desc, min(md5(e.external_id)) limit ${goldSize}) gold`.execute(tx)
}

const answerColumns = sql`coder_id, as_designed, expected, class, locus, cause_id`

async function storeAnswers(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from codings where standing = 'primary' and complaint_id in (select complaint_id from sample_units where sample_id = ${id})`.execute(
    tx,
  )
  const ids = JSON.stringify(rows.map((row) => ({ coding: row.id, id: newId() })))
  await sql`
    insert into sample_codings (complaint_id, id, sample_id, is_settlement, ${answerColumns}, coded_at)
    select complaint_id, n.id, ${id}, false, ${answerColumns}, coded_at
    from codings g join json_to_recordset(${ids}::json) as n (coding uuid, id uuid) on n.coding = g.id`.execute(tx)
}

type Settled = Settlement & { source: string; now: Date }

/** What holds is one coder's answer; a manager settled it. */
async function settle(tx: Tx, id: string, { complaint_id, holds, reason, source, now }: Settled): Promise<void> {
  await sql`
    insert into sample_codings (complaint_id, id, sample_id, is_settlement, coder_id, as_designed, expected, class, locus, cause_id, reason,
      coded_at)
    select complaint_id, ${newId()}, ${id}, true, (select id from people where role = 'manager' order by id limit 1), as_designed,
      expected, class, locus, cause_id, ${reason}, ${now}
    from codings where standing = 'primary' and pass = ${holds === 'A' ? 1 : 2} and complaint_id = (
      select complaint_id from external_ids where source = ${source} and external_id = ${complaint_id})`.execute(tx)
}
