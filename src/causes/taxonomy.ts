import { sql } from 'kysely'
import { type Database, onlyRow, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import type { Cause, CauseGiven } from './contract.ts'
import { belongs } from './rules.ts'

export type Taxonomy = { version: number; note: string; createdAt: string; causes: Cause[] }

/** Number of the newest version. */
export async function currentVersion(db: Database | Tx): Promise<number> {
  const { rows } = await sql<{ version: number }>`select max(version) as version from taxonomy_versions`.execute(db)
  return rows[0]?.version ?? 1
}

/** Every cause, retired ones last, with the newest version's number and note. */
export async function readTaxonomy(db: Database | Tx): Promise<Taxonomy> {
  const version = await sql<{ version: number; note: string; created_at: Date }>`
    select version, note, created_at from taxonomy_versions order by version desc limit 1`.execute(db)
  const { rows: causes } = await sql<Cause>`
    select id, code, class, locus, name, definition, examples, retired_version is not null as retired from causes
    order by retired_version is not null, class, locus, code`.execute(db)
  const newest = onlyRow(version)
  return { version: newest.version, note: newest.note, createdAt: newest.created_at.toISOString(), causes }
}

type Replacement = { basedOn: number; note: string; causes: CauseGiven[]; byId: string | null; now: Date }

/**
 * Makes a new version. Causes are known by their code; one left out is retired, one that comes back is no longer.
 * @throws Problem taxonomy_stale, cause_code_twice, locus_not_of_class, cause_class_fixed
 */
export async function replaceTaxonomy(tx: Tx, { basedOn, note, causes, byId, now }: Replacement): Promise<void> {
  const current = await readTaxonomy(tx)
  const { version: newest } = current
  if (newest !== basedOn)
    throw new Problem('stale', 'taxonomy_stale', { version: newest }, { members: { version: newest } })
  requireSound(causes, new Map(current.causes.map((cause) => [cause.code, cause])))
  const version = current.version + 1
  // Two who save at once: the second breaks this key and is told that the first was quicker.
  await sql`
    insert into taxonomy_versions (version, created_at, created_by, note, causes)
    values (${version}, ${now}, ${byId}, ${note}, ${JSON.stringify(causes)})`.execute(tx)
  for (const cause of causes) {
    await sql`
      insert into causes (id, code, class, locus, name, definition, examples, since_version, retired_version)
      values (${newId()}, ${cause.code}, ${cause.class}, ${cause.locus}, ${JSON.stringify(cause.name)}, ${JSON.stringify(cause.definition)},
        ${JSON.stringify(cause.examples)}, ${version}, ${cause.retired ? version : null})
      on conflict (code) do update set name = excluded.name, definition = excluded.definition, examples = excluded.examples,
        retired_version = case when excluded.retired_version is null then null else coalesce(causes.retired_version, excluded.retired_version) end`.execute(
      tx,
    )
  }
  const kept = causes.map((cause) => cause.code)
  await sql`update causes set retired_version = ${version} where retired_version is null and not (code = any (${kept}))`.execute(
    tx,
  )
}

function requireSound(causes: CauseGiven[], known: Map<string, Cause>): void {
  const seen = new Set<string>()
  for (const { code, class: causeClass, locus } of causes) {
    if (seen.has(code)) throw new Problem('invalid', 'cause_code_twice', { code })
    seen.add(code)
    if (!belongs(locus, causeClass)) throw new Problem('invalid', 'locus_not_of_class', { locus, class: causeClass })
    const before = known.get(code)
    // What was coded must keep its meaning: another class is another cause.
    if (before && (before.class !== causeClass || before.locus !== locus))
      throw new Problem('conflict', 'cause_class_fixed', { code })
  }
}

type Version = { version: number; createdAt: string; createdBy: string | null; note: string; causes: number }

/** Every version, newest first, with how many causes it held. */
export async function listVersions(db: Database): Promise<Version[]> {
  const { rows } = await sql<Omit<Version, 'createdAt'> & { created_at: Date }>`
    select v.version, v.created_at, p.name as "createdBy", v.note, jsonb_array_length(v.causes) as causes
    from taxonomy_versions v left join people p on p.id = v.created_by order by v.version desc`.execute(db)
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at.toISOString() }))
}
