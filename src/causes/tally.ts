import { type RawBuilder, sql } from 'kysely'
import { fieldCondition, lookUpFields } from '../complaints/fields/filter.ts'
import { withBranches } from '../complaints/filters.ts'
import { tagCondition } from '../complaints/tags/filter.ts'
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
  is_month: 0 | 1
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

const columns = sql`month, product_id, issue_id, step_id, cause_id, cause_class, cause_locus`

/**
 * Counts complaints along every dimension in one question: whole months from the counts and what waits in their outbox,
 * the days around them from the complaints. Exact at every moment, because one statement sees one state.
 *
 * The database adds up the months, and every combination of the rest: these are few whatever the number of complaints, and
 * taking them apart here costs a third of letting the database add up each dimension.
 */
export async function tally(db: Database, query: CausesQuery, before: Period): Promise<Tally[]> {
  const conditions = await filtersOf(db, query)
  // Counts by month know nothing of tags and fields: the complaints themselves are counted, found by those.
  const split = query.tag || query.field ? (span: Span) => ({ months: null, edges: [span] }) : splitMonths
  const current = split(spanOf(query))
  const earlier = split(spanOf(before))
  const { rows } = await sql<Row>`
    with cells as (
      ${sql.join(
        [
          ...countedMonths(current.months, conditions, true),
          ...countedMonths(earlier.months, conditions, false),
          ...current.edges.map((edge) => countedDays(edge, conditions, true)),
          ...earlier.edges.map((edge) => countedDays(edge, conditions, false)),
        ],
        sql` union all `,
      )})
    select grouping(product_id) as is_month, ${columns},
      coalesce(sum(n) filter (where is_current), 0) as n, coalesce(sum(n) filter (where not is_current), 0) as before
    from cells
    group by grouping sets ((month, cause_class, cause_locus), (product_id, issue_id, step_id, cause_id, cause_class, cause_locus))`.execute(
    db,
  )
  return rows.flatMap(talliesOf)
}

/** What one row counts towards: its month, or its product, issue, step and cause. */
function talliesOf(row: Row): Tally[] {
  const common = { causeClass: row.cause_class, causeLocus: row.cause_locus, count: row.n, before: row.before }
  if (row.is_month) return [{ dimension: 'month', value: row.month, ...common }]
  return [
    { dimension: 'product', value: row.product_id, ...common },
    { dimension: 'issue', value: row.issue_id, ...common },
    { dimension: 'step', value: row.step_id, ...common },
    { dimension: 'cause', value: row.cause_id, ...common },
  ]
}

function countedMonths(
  months: { first: string; last: string } | null,
  conditions: Condition,
  isCurrent: boolean,
): Condition[] {
  if (!months) return []
  const within = sql`month between ${months.first}::date and ${months.last}::date and ${conditions}`
  return [
    sql`select ${columns}, n, ${sql.lit(isCurrent)} as is_current from complaint_counts where ${within}`,
    sql`select ${columns}, delta::int as n, ${sql.lit(isCurrent)} as is_current from complaint_counts_outbox where ${within}`,
  ]
}

const countedDays = ({ from, until }: Span, conditions: Condition, isCurrent: boolean): Condition => sql`
  select date_trunc('month', received_at at time zone 'UTC')::date as month, product_id, issue_id, step_id, cause_id, cause_class, cause_locus,
    count(*)::int as n, ${sql.lit(isCurrent)} as is_current
  from complaints where received_at >= ${from} and received_at < ${until} and ${conditions} group by 1, 2, 3, 4, 5, 6, 7`

async function filtersOf(db: Database, query: CausesQuery): Promise<Condition> {
  const { product, issue, step, channel, language, tag, field } = query
  const conditions: Condition[] = [sql`true`]
  if (product) conditions.push(sql`product_id in ${withBranches('products', product)}`)
  if (issue) conditions.push(sql`issue_id in ${withBranches('issues', issue)}`)
  if (step) conditions.push(sql`step_id = ${step}`)
  if (channel) conditions.push(sql`channel = ${channel}`)
  if (language) conditions.push(sql`language = ${language}`)
  if (tag) conditions.push(tagCondition(sql`complaints.id`, tag))
  for (const known of await lookUpFields(db, field)) conditions.push(fieldCondition(sql`complaints.id`, known))
  return sql.join(conditions, sql` and `)
}
