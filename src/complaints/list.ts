import { sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import type { ComplaintListItem } from './shapes.ts'
import { isByName, type NamedSort, type Position, readCursor, writeCursor } from './cursor.ts'
import type { ComplaintFilters, Sort } from './filter-shapes.ts'
import { conditionsOf, lookUp, owedAt, seesEverything, type Viewer } from './filters.ts'
import { type ItemRow, itemColumns, nameColumns, owedOf, toItem, withNames } from './list-item.ts'
import type { SearchNote } from './search/contract.ts'
import { foundIn } from './search/found.ts'
import { type Source, sourceOf, waysTo, withComplaints } from './search/source.ts'
import type { Condition } from './several.ts'

type Page = { items: ComplaintListItem[]; next: string | null; notes: SearchNote[] }
type Request = { filters: ComplaintFilters; sort: Sort; cursor?: string; limit: number; withFields?: boolean }
/** What to take rows from: where to look, what must hold, after which row, and how many. */
type Asked = { source: Source; conditions: Condition; after: Position | null; limit: number; isAlone: boolean }

/**
 * One page of complaints by keyset: every complaint whose place in the order stays is met exactly once, whatever comes, goes
 * or changes between the pages. What is due: open ones only.
 * @throws Problem cursor_unreadable
 */
export async function listComplaints(
  db: Database,
  { filters, sort, cursor, limit, withFields }: Request,
  viewer: Viewer,
  now: Date,
): Promise<Page> {
  const after = cursor ? readCursor(cursor, sort) : null
  const source = await sourceOf(filters.q, { db, viewer, now })
  const conditions = conditionsOf(filters, { viewer, looked: await lookUp(db, filters), now })
  // One more than shown tells whether there is a next page.
  const isAlone = sort === 'newest' && isWordsAlone(source, filters, viewer)
  const asked = { source, conditions: isAlone ? sql`true` : conditions, after, limit: limit + 1, isAlone }
  const rows = isByName(sort) ? await rowsByName(db, sort, asked) : await rowsByTime(db, sort, asked)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const plain = withFields ? await addFields(db, shown.map(toItem)) : shown.map(toItem)
  const items = source.query === null ? plain : await addFound(db, plain, source)
  return { items, next: last ? writeCursor(positionOf(sort, last)) : null, notes: source.notes }
}

/** The items with where the words were found, looked up for the rows of one page only. */
async function addFound(
  db: Database,
  items: ComplaintListItem[],
  { parts, readings }: Source,
): Promise<ComplaintListItem[]> {
  const ids = items.map(({ id }) => id)
  const found = await foundIn(db, ids, parts, readings)
  return items.map((item) => ({ ...item, found: found.get(item.id) }))
}

/** Whether nothing but words was asked for, and the search rows alone can answer. */
const isWordsAlone = ({ isWordsOnly }: Source, filters: ComplaintFilters, viewer: Viewer): boolean =>
  isWordsOnly && seesEverything(viewer) && Object.values(filters).filter((value) => value !== undefined).length === 1

/** The items with what the company's fields hold, looked up for the rows of one page only. */
async function addFields(db: Database, items: ComplaintListItem[]): Promise<ComplaintListItem[]> {
  const { rows } = await sql<{ id: string; fields: ComplaintListItem['fields'] }>`
    select c.id, jsonb_object_agg(f.key, c.fields -> f.key) as fields
    from complaints c join field_definitions f on c.fields ? f.key
    where c.id = any (${items.map(({ id }) => id)}) group by c.id`.execute(db)
  const fields = new Map(rows.map((row) => [row.id, row.fields]))
  return items.map((item) => ({ ...item, fields: fields.get(item.id) ?? {} }))
}

type TimeSort = Exclude<Sort, NamedSort>

/** Which moment an order goes by and whether the earliest comes first; `own` is what else it asks of a complaint. */
function timeOf(sort: TimeSort, source: Source): { key: Condition; isAscending: boolean; own: Condition } {
  const own = sql`true`
  if (sort === 'due') return { key: owedAt, isAscending: true, own: sql`c.closed_at is null` }
  if (sort === 'changed') return { key: sql`coalesce(c.changed_at, c.recorded_at)`, isAscending: false, own }
  return { key: source.receivedAt, isAscending: sort === 'oldest', own }
}

async function rowsByTime(db: Database, sort: TimeSort, asked: Asked): Promise<ItemRow[]> {
  const { source, conditions, after, limit } = asked
  const { key, isAscending, own } = timeOf(sort, source)
  const direction = isAscending ? sql`asc` : sql`desc`
  const beyond = isAscending ? sql`>` : sql`<`
  const start = after ? sql`(${key}, ${source.id}) ${beyond} (${new Date(after.at)}, ${after.id})` : sql`true`
  const rowsFrom = async (from: Condition, order: Condition) => {
    const { rows } = await sql<ItemRow>`
    with picked as (
      select ${source.id} as id, ${key} as place from ${from}
      where ${source.condition} and ${conditions} and ${own} and ${start} order by ${order} limit ${limit}),
    page as (select ${itemColumns}, picked.place from picked join complaints c on c.id = picked.id)
    select page.*, ${nameColumns} from page ${withNames} order by page.place ${direction}, page.id ${direction}`.execute(
      db,
    )
    return rows
  }
  const plainly = sql`${key} ${direction}, ${source.id} ${direction}`
  if (sort !== 'newest' || !source.isGuess)
    return rowsFrom(asked.isAlone ? sql`complaint_search s` : source.from, plainly)
  const ways = waysTo(start, asked.isAlone ? sql`` : withComplaints)
  const soon = await rowsFrom(ways.newest, plainly)
  return soon.length === limit ? soon : rowsFrom(ways.all, ways.order)
}

const groupsOf = { owner: 'people', product: 'products', issue: 'issues' } as const

/** By name, and within one name the newest first: group by group, each from its own index. Those without come last. */
async function rowsByName(db: Database, sort: NamedSort, asked: Asked): Promise<ItemRow[]> {
  const { after, limit } = asked
  const named = after?.group === 'none' ? [] : await rowsOfGroups(db, sort, asked)
  if (named.length === limit || sort === 'owner') return named
  const rest = { ...asked, limit: limit - named.length, after: after?.group === 'none' ? after : null }
  const isMissing = sql`${asked.conditions} and ${sql.ref(`c.${sort}_id`)} is null`
  return [...named, ...(await rowsByTime(db, 'newest', { ...rest, conditions: isMissing }))]
}

/** So few are sorted by name as they are found; more are taken group by group, which sorts nothing but reads every group. */
const few = 2000

async function areFew(db: Database, { source, conditions }: Asked): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from ${source.from} where ${source.condition} and ${conditions} limit ${few + 1}) found`.execute(db)
  return (rows[0]?.count ?? 0) <= few
}

async function rowsOfGroups(db: Database, sort: NamedSort, asked: Asked): Promise<ItemRow[]> {
  const { source, conditions, after, limit } = asked
  const { receivedAt, id } = source
  const groups = sql.table(groupsOf[sort])
  const begun = after
    ? sql`(lower(g.name), g.id) >= (select lower(name), id from ${groups} where id = ${after.group})`
    : sql`true`
  const start = after
    ? sql`(g.id <> ${after.group} or (${receivedAt}, ${id}) < (${new Date(after.at)}, ${after.id}))`
    : sql`true`
  const inOrder = sql`order by ${receivedAt} desc, ${id} desc limit ${limit}`
  const isSorted = await areFew(db, asked)
  // The groups come sorted, so that the first of them fill the page and the others are never read.
  const { rows } = await sql<ItemRow>`
    with found as ${isSorted ? sql`materialized` : sql``} (
      select g.id as group_id, g.place, c.*
      from (select g.id, lower(g.name) as place from ${groups} g where ${begun} order by place, g.id) g
      cross join lateral (
        select ${itemColumns} from ${source.from}
        where ${source.condition} and ${conditions} and ${sql.ref(`c.${sort}_id`)} = g.id and ${start}
        ${isSorted ? sql`` : inOrder}) c),
    page as (
      select * from found order by place, group_id, received_at desc, id desc limit ${limit})
    select page.*, ${nameColumns} from page ${withNames}
    order by page.place, page.group_id, page.received_at desc, page.id desc`.execute(db)
  return rows
}

/** Where a row stands in an order. */
function positionOf(sort: Sort, row: ItemRow): Position {
  const { id } = row
  if (isByName(sort)) return { sort, at: row.received_at.toISOString(), id, group: row[`${sort}_id`] ?? 'none' }
  const at = sort === 'due' ? owedOf(row) : sort === 'changed' ? row.changed_at : row.received_at
  return { sort, at: (at ?? row.received_at).toISOString(), id }
}

const countedTo = 10_000

/** How many complaints the filters find; counting stops at 10,000. */
export async function countComplaints(
  db: Database,
  filters: ComplaintFilters,
  viewer: Viewer,
  now: Date,
): Promise<{ count: number; more: boolean }> {
  const source = await sourceOf(filters.q, { db, viewer, now })
  const { from, condition, query } = source
  const conditions = conditionsOf(filters, { viewer, looked: await lookUp(db, filters), now })
  const isAll = isWordsAlone(source, filters, viewer)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from ${isAll ? sql`complaint_search s where s.vector @@ ${query}` : sql`${from} where ${condition} and ${conditions}`}
      limit ${countedTo + 1}) found`.execute(db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countedTo), more: count > countedTo }
}
