import { sql } from 'kysely'
import { findOrganization } from '../../people/organization.ts'
import type { Database } from '../../platform/database/index.ts'
import type { CaseColumn, CaseDefinition } from './definition.ts'
import { readMapped } from './mappings.ts'

type Period = { from: string; to: string }
type Facts = {
  id: string
  received_at: Date
  received_on: string
  product: string | null
  product_below: string | null
  issue: string | null
  issue_below: string | null
  tags: string | null
  channel: string
  closure: string | null
  final_in_time: string | null
  disputed: string | null
  reference: string
  fields: Record<string, unknown>
}

/** Rows that are read in one go, so that a large file needs little memory. */
const slice = 2000

/** How many complaints a case file of a period has. */
export async function countCases(db: Database, period: Period): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from complaints c where ${received(period)}`.execute(db)
  return rows[0]?.n ?? 0
}

const received = ({ from, to }: Period) => sql`
  c.received_at >= ${from}::timestamp at time zone 'UTC' and c.received_at < (${to}::date + 1)::timestamp at time zone 'UTC'
  and c.closure is distinct from 'merged'`

/** The rows of a case file in the order of receipt, each with as many cells as the definition has columns. */
export async function* caseRows(db: Database, definition: CaseDefinition, period: Period): AsyncGenerator<string[]> {
  const { field } = await readMapped(db, definition.key)
  const company = (await findOrganization(db))?.name ?? ''
  let after: { at: Date; id: string } | null = null
  for (;;) {
    const rows = await readSlice(db, period, after)
    for (const facts of rows) yield definition.columns.map((column) => cellOf(column, { facts, company, field }))
    const last = rows.at(-1)
    if (!last || rows.length < slice) return
    after = { at: last.received_at, id: last.id }
  }
}

async function readSlice(db: Database, period: Period, after: { at: Date; id: string } | null): Promise<Facts[]> {
  const on = after ? sql`(c.received_at, c.id) > (${after.at}, ${after.id}::uuid)` : sql`true`
  const { rows } = await sql<Facts>`
    select c.id, c.received_at, (c.received_at at time zone 'UTC')::date as received_on,
      coalesce(pp.name, p.name) as product, case when pp.id is not null then p.name end as product_below,
      coalesce(ii.name, i.name) as issue, case when ii.id is not null then i.name end as issue_below,
      (select string_agg(t.name, ', ' order by t.name) from complaint_tags g join tags t on t.id = g.tag_id where g.complaint_id = c.id) as tags,
      c.channel, c.closure, c.reference, c.fields,
      (select case when bool_or(coalesce(k.met_at, now()) > k.due_at) then 'no' when bool_and(k.met_at is not null) then 'yes' end
        from complaint_clocks k where k.complaint_id = c.id and k.kind = 'decide' and k.is_duty) as final_in_time,
      (select case when bool_or(e.kind = 'customer_not_solved') then 'yes' when bool_or(e.kind = 'customer_solved') then 'no' end
        from complaint_events e where e.complaint_id = c.id and e.kind in ('customer_not_solved', 'customer_solved')) as disputed
    from complaints c left join products p on p.id = c.product_id left join products pp on pp.id = p.parent_id
      left join issues i on i.id = c.issue_id left join issues ii on ii.id = i.parent_id
    where ${received(period)} and ${on} order by c.received_at, c.id limit ${slice}`.execute(db)
  return rows
}

type Known = { facts: Facts; company: string; field: Map<string, string> }

function cellOf(column: CaseColumn, { facts, company, field }: Known): string {
  if (column.from === 'nothing') return ''
  if (column.from === 'is') return column.value
  if (column.from === 'field') return written(facts.fields[field.get(column.question) ?? ''])
  const said = column.from === 'company' ? company : (facts[column.from] ?? '')
  return column.values ? (column.values[said] ?? column.otherwise ?? said) : said
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(', ')
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
