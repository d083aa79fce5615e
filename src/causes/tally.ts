import { type RawBuilder, sql } from 'kysely'
import { withBranches } from '../complaints/filters.ts'
import type { Database } from '../platform/database/index.ts'
import type { CausesQuery } from './contract.ts'
import { type Period, type Span, spanOf, splitMonths } from './period.ts'
import type { CauseClass } from './rules.ts'

/** How many complaints fell on one value of one dimension and one class, in the period and in the one before. */
export type Tally = {
  dimension: 'cause' | 'product' | 'issue' | 'step' | 'month'
  /** Id of the product, issue, step or cause, or the first day of the month; null: not stated. */
  value: string | null
  causeClass: CauseClass | null
  causeLocus: string | null
  count: number
  before: number
}

type Condition = RawBuilder<unknown>
type Row = {
  dimension: number
  month: string | null
  product_id: string | null
  issue_id: string | null
  step_id: string | null
  cause_id: string | null
  cause_class: CauseClass | null
  cause_locus: string | null
  n: number
  before: number
}

// grouping() gives one bit a column that a row is summed over; these are the rows with one dimension left.
const dimensions: Record<number, { name: Tally['dimension']; of: (row: Row) => string | null }> = {
  0b01111: { name: 'month', of: (row) => row.month },
  0b10111: { name: 'product', of: (row) => row.product_id },
  0b11011: { name: 'issue', of: (row) => row.issue_id },
  0b11101: { name: 'step', of: (row) => row.step_id },
  0b11110: { name: 'cause', of: (row) => row.cause_id },
}

const columns = sql`month, product_id, issue_id, step_id, cause_id, cause_class, cause_locus`

/**
 * Counts complaints along every dimension in one question: whole months from the counts and what waits in their outbox,
 * the days around them from the complaints. Exact at every moment, because one statement sees one state.
 */
export async function tally(db: Database, query: CausesQuery, before: Period): Promise<Tally[]> {
  const current = splitMonths(spanOf(query))
  const earlier = splitMonths(spanOf(before))
  const { rows } = await sql<Row>`
    with cells as (
      ${sql.join(
        [
          ...countedMonths(current.months, query, true),
          ...countedMonths(earlier.months, query, false),
          ...current.edges.map((edge) => countedDays(edge, query, true)),
          ...earlier.edges.map((edge) => countedDays(edge, query, false)),
        ],
        sql` union all `,
      )})
    select grouping(month, product_id, issue_id, step_id, cause_id) as dimension, ${columns},
      coalesce(sum(n) filter (where is_current), 0) as n, coalesce(sum(n) filter (where not is_current), 0) as before
    from cells
    group by grouping sets ((month, cause_class, cause_locus), (product_id, cause_class, cause_locus), (issue_id, cause_class, cause_locus),
      (step_id, cause_class, cause_locus), (cause_id, cause_class, cause_locus))`.execute(db)
  return rows.map((row) => {
    const dimension = dimensions[row.dimension]
    if (!dimension) throw new Error(`unexpected grouping ${row.dimension}`)
    return { dimension: dimension.name, value: dimension.of(row), causeClass: row.cause_class, causeLocus: row.cause_locus, count: row.n, before: row.before }
  })
}

function countedMonths(months: { first: string; last: string } | null, query: CausesQuery, isCurrent: boolean): Condition[] {
  if (!months) return []
  const within = sql`month between ${months.first}::date and ${months.last}::date and ${filtersOf(query)}`
  return [
    sql`select ${columns}, sum(n) as n, ${sql.lit(isCurrent)} as is_current from complaint_counts where ${within} group by ${columns}`,
    sql`select ${columns}, delta as n, ${sql.lit(isCurrent)} from complaint_counts_outbox where ${within}`,
  ]
}

const countedDays = ({ from, until }: Span, query: CausesQuery, isCurrent: boolean): Condition => sql`
  select date_trunc('month', received_at at time zone 'UTC')::date as month, product_id, issue_id, step_id, cause_id, cause_class, cause_locus,
    1 as n, ${sql.lit(isCurrent)} as is_current
  from complaints where received_at >= ${from} and received_at < ${until} and ${filtersOf(query)}`

function filtersOf({ product, issue, step, channel, language }: CausesQuery): Condition {
  const conditions: Condition[] = [sql`true`]
  if (product) conditions.push(sql`product_id in ${withBranches('products', product)}`)
  if (issue) conditions.push(sql`issue_id in ${withBranches('issues', issue)}`)
  if (step) conditions.push(sql`step_id = ${step}`)
  if (channel) conditions.push(sql`channel = ${channel}`)
  if (language) conditions.push(sql`language = ${language}`)
  return sql.join(conditions, sql` and `)
}
