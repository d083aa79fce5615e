import { sql } from 'kysely'
import { type ItemRow, itemColumns, nameColumns, toItem, withNames } from '../../complaints/list-item.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { WhyEvidence, WhyTree } from './contract.ts'
import { personIn } from './person.ts'
import { type EndKind, standingOf, type Why } from './rules.ts'

type Row = Why & { writtenAt: Date; writtenById: string; writtenByName: string }

/** The names of those who work here or did, for the warning that a why is about one of them. */
async function staffNames(db: Database | Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from people`.execute(db)
  return rows.map(({ name }) => name)
}

/** The whys of a pothole with everything that belongs to them. @throws Problem pothole_not_found */
export async function readWhys(db: Database | Tx, potholeId: string): Promise<WhyTree> {
  const { rows: known } = await sql<{ understood_at: Date | null; version: number }>`
    select h.understood_at, coalesce(w.version, 0) as version
    from potholes h left join why_trees w on w.pothole_id = h.id where h.id = ${potholeId}`.execute(db)
  if (!known[0]) throw new Problem('not_found', 'pothole_not_found')
  const [rows, evidence, participants, names] = [
    await whyRows(db, potholeId),
    await evidenceOf(db, potholeId),
    await participantsOf(db, potholeId),
    await staffNames(db),
  ]
  const found = new Map(rows.map(({ text }) => [text, personIn(text, names)]))
  return {
    whys: rows.map(({ writtenAt, writtenById, writtenByName, ...why }) => ({
      ...why,
      writtenBy: { id: writtenById, name: writtenByName },
      writtenAt: writtenAt.toISOString(),
      personFound: found.get(why.text) ?? [],
      evidence: evidence.get(why.id) ?? [],
    })),
    participants,
    standing: standingOf(rows, (text) => (found.get(text) ?? []).length > 0),
    understoodAt: known[0].understood_at?.toISOString() ?? null,
    version: known[0].version,
  }
}

async function whyRows(db: Database | Tx, potholeId: string): Promise<Row[]> {
  const { rows } = await sql<Row & { endsAt: EndKind | null }>`
    select w.id, w.parent_id as "parentId", w.text, w.ends_at as "endsAt", w.is_no_person as "isNoPerson",
      w.written_at as "writtenAt", p.id as "writtenById", p.name as "writtenByName"
    from whys w join people p on p.id = w.written_by
    where w.pothole_id = ${potholeId} and w.removed_at is null order by w.place`.execute(db)
  return rows
}

async function evidenceOf(db: Database | Tx, potholeId: string): Promise<Map<string, WhyEvidence[]>> {
  const { rows: complaints } = await sql<ItemRow & { why_id: string }>`
    with page as (select ${itemColumns}, e.why_id, e.added_at from why_complaints e join complaints c on c.id = e.complaint_id
      where e.pothole_id = ${potholeId})
    select page.*, ${nameColumns} from page ${withNames} order by page.added_at, page.id`.execute(db)
  const { rows: notes } = await sql<{ why_id: string; evidence: Extract<WhyEvidence, { kind: 'note' }>; at: Date }>`
    select n.why_id, n.added_at as at, json_build_object('kind', 'note', 'id', n.id, 'text', n.text, 'url', n.url,
      'by', json_build_object('id', p.id, 'name', p.name)) as evidence
    from why_notes n join people p on p.id = n.added_by where n.pothole_id = ${potholeId} order by n.added_at, n.id`.execute(
    db,
  )
  const told = [
    ...complaints.map((row): [string, WhyEvidence] => [
      row.why_id,
      { kind: 'complaint', id: row.id, complaint: toItem(row) },
    ]),
    ...notes.map((row): [string, WhyEvidence] => [row.why_id, { ...row.evidence, at: row.at.toISOString() }]),
  ]
  const byWhy = Map.groupBy(told, ([whyId]) => whyId)
  return new Map([...byWhy].map(([whyId, pairs]) => [whyId, pairs.map(([, each]) => each)]))
}

async function participantsOf(db: Database | Tx, potholeId: string): Promise<WhyTree['participants']> {
  const { rows } = await sql<WhyTree['participants'][number]>`
    select case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as person, w.name
    from why_participants w left join people p on p.id = w.person_id
    where w.pothole_id = ${potholeId} order by w.place`.execute(db)
  return rows
}
