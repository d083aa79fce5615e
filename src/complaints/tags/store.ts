import { sql } from 'kysely'
import { brokeConstraint, type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Tag } from './contract.ts'
import { type TagColour, tagKey } from './rules.ts'

const countedTo = 10_000

type TagRow = { id: string; name: string; colour: TagColour; retired: boolean; count: number | null }

const toTag = ({ count, ...tag }: TagRow): Tag => ({
  ...tag,
  complaints: count === null ? null : { count: Math.min(count, countedTo), more: count > countedTo },
})

/** All tags by name, without those merged into others. @param isCounted whether to count the complaints that carry each */
export async function listTags(db: Database | Tx, isCounted: boolean): Promise<Tag[]> {
  const count = isCounted
    ? sql`(select count(*) from (select 1 from complaint_tags ct where ct.tag_id = t.id limit ${countedTo + 1}) found)`
    : sql`null`
  const { rows } = await sql<TagRow>`
    select t.id, t.name, t.colour, t.retired_at is not null as retired, ${count} as count
    from tags t where t.merged_into_id is null order by lower(t.name)`.execute(db)
  return rows.map(toTag)
}

/** One tag as it stands. @throws Problem tag_not_found */
export async function readTag(db: Database | Tx, id: string): Promise<Tag> {
  const { rows } = await sql<TagRow>`
    select id, name, colour, retired_at is not null as retired, null as count from tags
    where id = ${id} and merged_into_id is null`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'tag_not_found')
  return toTag(rows[0])
}

/** Adds a tag. @returns its id @throws Problem tag_known */
export async function addTag(
  db: Database | Tx,
  { name, colour }: { name: string; colour: TagColour },
  now: Date,
): Promise<string> {
  const id = newId()
  try {
    await sql`insert into tags (id, name, colour, created_at) values (${id}, ${clean(name)}, ${colour}, ${now})`.execute(
      db,
    )
  } catch (error) {
    throw explain(error, name)
  }
  return id
}

/** Renames, recolours, retires or brings back. @throws Problem tag_not_found, tag_known */
export async function changeTag(
  tx: Tx,
  id: string,
  { name, colour, retired }: { name?: string; colour?: TagColour; retired?: boolean },
  now: Date,
): Promise<void> {
  const tag = await readTag(tx, id)
  const retiredAt = retired === undefined ? sql`retired_at` : retired ? sql`coalesce(retired_at, ${now})` : sql`null`
  try {
    await sql`
      update tags set name = ${clean(name ?? tag.name)}, colour = ${colour ?? tag.colour}, retired_at = ${retiredAt}
      where id = ${id}`.execute(tx)
  } catch (error) {
    throw explain(error, name ?? tag.name)
  }
}

/**
 * Makes one tag of two. Complaints carry `intoId` instead; events go on naming the tag that was used then.
 * @throws Problem tag_not_found, tag_merge_into_itself
 */
export async function mergeTag(tx: Tx, id: string, intoId: string, now: Date): Promise<void> {
  if (id === intoId)
    throw new Problem(
      'invalid',
      'tag_merge_into_itself',
      {},
      { fields: [{ field: 'intoId', message: 'tag_merge_into_itself' }] },
    )
  // Both, in one order for all: two who merge them into each other take turns, and the second finds no tag any more.
  await sql`select 1 from tags where id in (${id}, ${intoId}) order by id for update`.execute(tx)
  await readTag(tx, id)
  await readTag(tx, intoId)
  await sql`
    insert into complaint_tags (complaint_id, tag_id, received_at)
    select complaint_id, ${intoId}, received_at from complaint_tags where tag_id = ${id} on conflict do nothing`.execute(
    tx,
  )
  await sql`delete from complaint_tags where tag_id = ${id}`.execute(tx)
  await sql`update tags set merged_into_id = ${intoId} where merged_into_id = ${id}`.execute(tx)
  await sql`update tags set merged_into_id = ${intoId}, retired_at = coalesce(retired_at, ${now}) where id = ${id}`.execute(
    tx,
  )
}

/** A tag by the name somebody typed: its own, or one that was merged into it. */
export type Named = { id: string; name: string; retired: boolean }

/** The tags that these names mean; those that mean none are missing. Keys as `tagKey` makes them. */
export async function tagsNamed(db: Database | Tx, names: string[]): Promise<Map<string, Named>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<Named & { key: string }>`
    select distinct on (lower(n.name)) lower(n.name) as key, t.id, t.name, t.retired_at is not null as retired
    from tags n join tags t on t.id = coalesce(n.merged_into_id, n.id)
    where lower(n.name) = any (${names.map(tagKey)}) order by lower(n.name), n.merged_into_id nulls first`.execute(db)
  return new Map(rows.map(({ key, ...tag }) => [key, tag]))
}

/** The tag of this name, made when there is none. Two who make it at once get the same. */
export async function ensureTag(db: Database | Tx, name: string, now: Date): Promise<Named> {
  const found = (await tagsNamed(db, [name])).get(tagKey(name))
  if (found) return found
  const made = await sql<{ id: string; name: string }>`
    insert into tags (id, name, created_at) values (${newId()}, ${clean(name)}, ${now})
    on conflict (lower(name)) where merged_into_id is null do update set name = tags.name returning id, name`.execute(
    db,
  )
  return { ...onlyRow(made), retired: false }
}

const clean = (name: string): string => name.trim().replaceAll(/\s+/g, ' ')

function explain(error: unknown, name: string): unknown {
  return brokeConstraint(error, 'tags_name')
    ? new Problem(
        'conflict',
        'tag_known',
        { name: clean(name) },
        { cause: error, fields: [{ field: 'name', message: 'tag_known' }] },
      )
    : error
}
