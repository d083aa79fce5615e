import { sql } from 'kysely'
import { spanOf, splitMonths } from '../../causes/period.ts'
import { withBranches } from '../../complaints/filters.ts'
import type { Database } from '../../platform/database/index.ts'
import type { BarriersQuery } from './contract.ts'
import type { Measure } from './log.ts'

/** One cell of the facts, added up over all complaints that the question is about. */
export type Total = { measure: Measure; place: string; other: string; complaints: number; n: number; amount: number }

const dayBefore = (until: Date): string => new Date(until.getTime() - 1).toISOString().slice(0, 10)
const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The facts of all complaints of a period added up: whole months at once, the days before and after them one by one. */
export async function totals(db: Database, query: BarriersQuery): Promise<Total[]> {
  const { months, edges } = splitMonths(spanOf(query))
  const spans = [
    ...(months ? [sql`(grain = 'month' and starts between ${months.first}::date and ${months.last}::date)`] : []),
    ...edges.map(
      ({ from, until }) => sql`(grain = 'day' and starts between ${dayOf(from)}::date and ${dayBefore(until)}::date)`,
    ),
  ]
  const { rows } = await sql<Total>`
    select measure, place, other, sum(complaints)::int as complaints, sum(n)::int as n, sum(amount) as amount
    from barrier_counts where (${sql.join(spans, sql` or `)}) and ${narrowedTo(query)}
    group by 1, 2, 3 having sum(complaints) > 0`.execute(db)
  return rows
}

/** What a question is narrowed to beside its days. */
export function narrowedTo({ product, channel, team }: BarriersQuery) {
  return sql.join(
    [
      sql`true`,
      ...(product ? [sql`product_id in ${withBranches('products', product)}`] : []),
      ...(channel ? [sql`channel = ${channel}`] : []),
      ...(team ? [sql`first_place = ${team}`] : []),
    ],
    sql` and `,
  )
}
