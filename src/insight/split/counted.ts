import { sql } from 'kysely'
import { type Period, type Span, spanOf, splitMonths } from '../../causes/period.ts'
import type { CauseClass } from '../../causes/rules.ts'
import type { Database } from '../../platform/database/index.ts'

/** Complaints received in a span that people coded so; `class` null: nobody coded them. */
export type Counted = { span: Span; class: CauseClass | null; locus: string | null; n: number }

/**
 * Counts complaints of a period by what people coded: whole months from the counts and what waits in their outbox, the days
 * around them from the complaints.
 */
export async function countCoded(db: Database, period: Period): Promise<Counted[]> {
  const { months, edges } = splitMonths(spanOf(period))
  const { first, last } = months ?? { first: '0001-01-01', last: '0001-01-01' }
  const parts = [
    sql`select month, cause_class as class, cause_locus as locus, n from complaint_counts where month between ${first}::date and ${last}::date`,
    sql`select month, cause_class, cause_locus, delta::int from complaint_counts_outbox where month between ${first}::date and ${last}::date`,
    ...edges.map(
      ({ from, until }) => sql`
        select (${from}::timestamptz at time zone 'UTC')::date, cause_class, cause_locus, 1
        from complaints where received_at >= ${from} and received_at < ${until}`,
    ),
  ]
  const { rows } = await sql<{ month: string; class: CauseClass | null; locus: string | null; n: number }>`
    select month, class, locus, sum(n) as n from (${sql.join(parts, sql` union all `)}) cells
    group by month, class, locus having sum(n) > 0 order by month`.execute(db)
  const starting = new Map(edges.map((edge) => [edge.from.toISOString().slice(0, 10), edge]))
  return rows.map(({ month, ...row }) => ({ ...row, span: starting.get(month) ?? monthOf(month) }))
}

/** The instants of the month that begins on a day. */
function monthOf(first: string): Span {
  const from = new Date(first)
  return { from, until: new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1)) }
}
