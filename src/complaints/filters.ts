import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import { Problem } from '../platform/problem.ts'
import type { ComplaintFilters } from './contract.ts'
import { readReference } from './reference.ts'
import { searchCondition } from './search.ts'

type Condition = RawBuilder<unknown>

/** Whose eyes look: someone in operations sees what they passed on and what they own, everyone else the whole. */
export type Viewer = { id: string; role: string }
export const seesEverything = (viewer: Viewer): boolean => viewer.role !== 'operations'

/** What a viewer may see, as a condition on complaints `c`. */
export function visibleTo(viewer: Viewer): Condition {
  return seesEverything(viewer) ? sql`true` : sql`(c.logged_by = ${viewer.id} or c.owner_id = ${viewer.id})`
}

/** A product or issue and everything below it. */
export const withBranches = (tree: 'products' | 'issues', id: string): Condition => sql`(
  with recursive below as (select id from ${sql.table(tree)} where id = ${id}
    union all select child.id from ${sql.table(tree)} child join below on child.parent_id = below.id)
  select id from below)`

/** A column of complaints `c` that holds this value, or for 'none' nothing. */
const isOrIsNone = (column: string, value: string): Condition =>
  value === 'none' ? sql`${sql.ref(`c.${column}`)} is null` : sql`${sql.ref(`c.${column}`)} = ${value}`

/** The chosen product and issue with everything below them; null where none was chosen. */
export type Branches = { product: string[] | null; issue: string[] | null }

/**
 * Looks up what a filter by product or issue stands for. Asked before the list itself, so that the database knows how
 * many complaints to expect and walks the right index.
 */
export async function branchesOf(db: Database, { product, issue }: ComplaintFilters): Promise<Branches> {
  const below = async (tree: 'products' | 'issues', id: string | undefined) => {
    if (!id || id === 'none') return null
    const { rows } = await sql<{ id: string }>`select id from ${withBranches(tree, id)} found`.execute(db)
    return rows.map((row) => row.id)
  }
  const [products, issues] = await Promise.all([below('products', product), below('issues', issue)])
  return { product: products, issue: issues }
}

function inBranch(kind: 'product' | 'issue', id: string, { itself }: ComplaintFilters, branches: Branches): Condition {
  const below = branches[kind]
  if (below === null || itself === kind) return isOrIsNone(`${kind}_id`, id)
  // Written out rather than given as a parameter: the plan depends on which they are.
  return below.length === 0
    ? sql`false`
    : sql`${sql.ref(`c.${kind}_id`)} in (${sql.join(below.map((each) => sql`${each}::uuid`))})`
}

const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString()

/** The condition on a filter's value, if the filter is given. */
const when = <Value>(value: Value | undefined, condition: (value: Value) => Condition): Condition[] =>
  value === undefined ? [] : [condition(value)]

/** The filters as conditions on complaints `c`; the words to search for are a condition on complaint_search `s`. */
export function conditionsOf(
  filters: ComplaintFilters,
  { viewer, branches, now }: { viewer: Viewer; branches: Branches; now: Date },
): Condition {
  return sql.join(
    [
      visibleTo(viewer),
      ...when(filters.state, (state) => (state === 'open' ? sql`c.closed_at is null` : sql`c.closed_at is not null`)),
      ...when(filters.owner, (owner) => sql`c.owner_id = ${owner === 'me' ? viewer.id : owner}`),
      ...when(filters.product, (product) => inBranch('product', product, filters, branches)),
      ...when(filters.issue, (issue) => inBranch('issue', issue, filters, branches)),
      ...when(filters.step, (step) => isOrIsNone('step_id', step)),
      ...when(filters.channel, (channel) => sql`c.channel = ${channel}`),
      ...when(filters.language, (language) => sql`c.language = ${language}`),
      ...when(filters.causeClass, (causeClass) => sql`c.cause_class = ${causeClass}`),
      ...when(filters.causeLocus, (locus) => isOrIsNone('cause_locus', locus)),
      ...when(filters.cause, (cause) => isOrIsNone('cause_id', cause)),
      ...when(filters.coded, (isCoded) => (isCoded ? sql`c.cause_class is not null` : sql`c.cause_class is null`)),
      ...when(filters.closure, (closure) => sql`c.closure = ${closure}`),
      ...when(filters.customer, (customer) => sql`c.customer_id = ${customer}`),
      ...when(filters.from, (from) => sql`c.received_at >= ${new Date(from)}`),
      ...when(filters.to, (to) => sql`c.received_at < ${new Date(nextDay(to))}`),
      ...when(filters.overdue, (isOverdue) => overdueCondition(isOverdue, now)),
      ...when(filters.withWords, (hasWords) => (hasWords ? sql`c.text is not null` : sql`c.text is null`)),
    ],
    sql` and `,
  )
}

const overdueCondition = (isOverdue: boolean, now: Date): Condition =>
  isOverdue
    ? sql`(c.closed_at is null and c.next_update_due < ${now})`
    : sql`(c.closed_at is not null or c.next_update_due >= ${now})`

/** Where to look: complaints alone, or joined to their search row when words were typed. A number typed finds its complaint. */
export async function sourceOf(db: Database, filters: ComplaintFilters): Promise<Source> {
  const plain = { from: sql`complaints c`, receivedAt: sql`c.received_at`, id: sql`c.id` }
  const typed = filters.q
  if (!typed) return { ...plain, condition: sql`true` }
  const numbered = await complaintNumbered(db, typed)
  if (numbered) return { ...plain, condition: sql`c.id = ${numbered}` }
  const condition = searchCondition(typed)
  if (!condition) return { ...plain, condition: sql`false` }
  return {
    from: sql`complaint_search s join complaints c on c.id = s.complaint_id`,
    condition: sql`s.vector @@ (${condition})`,
    // The search row's own copy: the newest matches then come from one index, without sorting them all.
    receivedAt: sql`s.received_at`,
    id: sql`s.complaint_id`,
  }
}

/** The complaint whose number was typed. Some words could be numbers, "complaints" is one: they are words unless there is one. */
async function complaintNumbered(db: Database, typed: string): Promise<string | null> {
  const reference = readReference(typed)
  if (!reference) return null
  const { rows } = await sql<{
    complaint_id: string
  }>`select complaint_id from complaint_references where reference = ${reference}`.execute(db)
  return rows[0]?.complaint_id ?? null
}

type Source = { from: Condition; condition: Condition; receivedAt: Condition; id: Condition }

export type Position = { at: string; id: string }

/** Where a page ends, as an opaque text. */
export const writeCursor = (position: Position): string =>
  Buffer.from(JSON.stringify([position.at, position.id])).toString('base64url')

/** @throws Problem cursor_unreadable */
export function readCursor(cursor: string): Position {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) &&
      /^\d{4}-\d\d-\d\dT/.test(at) &&
      !Number.isNaN(Date.parse(at))
    )
      return { at, id }
  } catch {
    // Falls through to the one answer for every unreadable cursor.
  }
  throw new Problem(
    'invalid',
    'cursor_unreadable',
    {},
    { fields: [{ field: 'cursor', message: 'leave it out to begin again' }] },
  )
}
