import { sql } from 'kysely'
import { excerpt } from '../language/index.ts'
import type { Database } from '../platform/database/index.ts'
import type { ComplaintFilters, ComplaintListItem } from './contract.ts'
import { branchesOf, conditionsOf, readCursor, sourceOf, type Viewer, writeCursor } from './filters.ts'

type ItemRow = {
  id: string
  reference: string
  received_at: Date
  channel: ComplaintListItem['channel']
  language: string
  title: string | null
  words: string | null
  customer_id: string | null
  customer_name: string | null
  product_id: string | null
  product_name: string | null
  issue_id: string | null
  issue_name: string | null
  owner_id: string
  owner_name: string
  next_update_due: Date | null
  closed_at: Date | null
  closure: ComplaintListItem['closure']
  cause_class: ComplaintListItem['causeClass']
  cause_id: string | null
  cause_name: { en: string; ru: string } | null
}

/** The columns of a list item, for complaints `c`; the names are looked up for the rows of one page only. */
const itemColumns = sql`
  c.id, c.reference, c.received_at, c.channel, c.language, c.title, left(c.text, 600) as words, c.customer_id, c.product_id, c.issue_id,
  c.owner_id, c.next_update_due, c.closed_at, c.closure, c.cause_class, c.cause_id`
const withNames = sql`
  left join customers cu on cu.id = page.customer_id left join products pr on pr.id = page.product_id
  left join issues i on i.id = page.issue_id left join causes ca on ca.id = page.cause_id join people p on p.id = page.owner_id`
const nameColumns = sql`cu.name as customer_name, pr.name as product_name, i.name as issue_name, ca.name as cause_name, p.name as owner_name`

const named = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)

const toItem = (row: ItemRow): ComplaintListItem => ({
  id: row.id,
  reference: row.reference,
  receivedAt: row.received_at.toISOString(),
  channel: row.channel,
  language: row.language,
  title: row.title,
  excerpt: row.words === null ? null : excerpt(row.words, 240),
  customer: row.customer_id ? { id: row.customer_id, name: row.customer_name } : null,
  product: named(row.product_id, row.product_name),
  issue: named(row.issue_id, row.issue_name),
  owner: { id: row.owner_id, name: row.owner_name },
  nextUpdateDue: row.next_update_due?.toISOString() ?? null,
  closedAt: row.closed_at?.toISOString() ?? null,
  closure: row.closure,
  causeClass: row.cause_class,
  cause: row.cause_id && row.cause_name ? { id: row.cause_id, name: row.cause_name } : null,
})

type Page = { items: ComplaintListItem[]; next: string | null }
type Request = { filters: ComplaintFilters; sort: 'newest' | 'due'; cursor?: string; limit: number }

/**
 * One page of complaints by keyset: newest first, or what is due soonest first (open ones only).
 * @throws Problem cursor_unreadable
 */
export async function listComplaints(
  db: Database,
  { filters, sort, cursor, limit }: Request,
  viewer: Viewer,
  now: Date,
): Promise<Page> {
  const source = await sourceOf(db, filters)
  const branches = await branchesOf(db, filters)
  const isDue = sort === 'due'
  const key = isDue ? sql`c.next_update_due` : source.receivedAt
  const { id } = source
  const after = cursor ? readCursor(cursor) : null
  const beyond =
    after === null
      ? sql`true`
      : isDue
        ? sql`(${key}, ${id}) > (${new Date(after.at)}, ${after.id})`
        : sql`(${key}, ${id}) < (${new Date(after.at)}, ${after.id})`
  const { rows } = await sql<ItemRow>`
    with page as (
      select ${itemColumns} from ${source.from}
      where ${source.condition} and ${conditionsOf(filters, { viewer, branches, now })} and ${beyond} ${isDue ? sql`and c.closed_at is null` : sql``}
      order by ${key} ${isDue ? sql`asc` : sql`desc`}, ${id} ${isDue ? sql`asc` : sql`desc`} limit ${limit + 1})
    select page.*, ${nameColumns} from page ${withNames}
    order by ${isDue ? sql`page.next_update_due asc, page.id asc` : sql`page.received_at desc, page.id desc`}`.execute(
    db,
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const at = isDue ? last?.next_update_due : last?.received_at
  return { items: shown.map(toItem), next: last && at ? writeCursor({ at: at.toISOString(), id: last.id }) : null }
}

const countedTo = 10_000

/** How many complaints the filters find; counting stops at 10,000. */
export async function countComplaints(
  db: Database,
  filters: ComplaintFilters,
  viewer: Viewer,
  now: Date,
): Promise<{ count: number; more: boolean }> {
  const { from, condition } = await sourceOf(db, filters)
  const branches = await branchesOf(db, filters)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from ${from} where ${condition} and ${conditionsOf(filters, { viewer, branches, now })} limit ${countedTo + 1}) found`.execute(
    db,
  )
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countedTo), more: count > countedTo }
}
