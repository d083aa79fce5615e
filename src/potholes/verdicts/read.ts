import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { RuleFilters } from '../counting/contract.ts'
import type { Day } from '../series/periods.ts'
import type { PotholeVerdicts, Verdict } from './contract.ts'
import type { VerdictReport } from './report.ts'

type Row = { fixId: string; name: string; target: RuleFilters; settledOn: Day | null; report: VerdictReport }

/** The verdicts of a pothole's fixes, the leading one first: one that worked, else the one that went live last. */
async function verdictsOf(db: Database | Tx, potholeId: string): Promise<Verdict[]> {
  const { rows } = await sql<Row>`
    select f.id as "fixId", f.name, t.filters as target, v.settled_on as "settledOn", r.report
    from fixes f join verdict_reports r on r.fix_id = f.id join verdicts v on v.fix_id = r.fix_id and v.as_of = r.as_of
      join counted_rules t on t.id = f.target_rule_id
    where f.pothole_id = ${potholeId} and f.dropped_at is null
      and exists (select 1 from fix_stages s where s.fix_id = f.id and s.live_on is not null)
    order by v.word = 'worked' desc, r.report->>'liveSince' desc, f.id`.execute(db)
  return rows.map(({ fixId, name, target, settledOn, report }) => ({
    ...report,
    fix: { id: fixId, name },
    potholeId,
    target,
    settledOn,
  }))
}

/** Whether the fixes of a pothole worked, and what was said of the leading one day by day. @throws Problem pothole_not_found */
export async function readVerdict(db: Database, potholeId: string): Promise<PotholeVerdicts> {
  const [leading = null, ...others] = await verdictsOf(db, potholeId)
  if (!leading) {
    const { rows } = await sql`select 1 from potholes where id = ${potholeId}`.execute(db)
    if (rows.length === 0) throw new Problem('not_found', 'pothole_not_found')
  }
  const { rows: days } = await sql<PotholeVerdicts['days'][number]>`
    select as_of as "asOf", word, fall as evidence, needed from verdicts
    where fix_id = ${leading?.fix.id ?? null} order by as_of desc limit 400`.execute(db)
  return { leading, others, days: days.reverse() }
}

/** The verdict that counts for a pothole: of a fix that worked, else of the fix that went live last; null when none is live. */
export async function latestVerdict(db: Database | Tx, potholeId: string): Promise<Verdict | null> {
  const [leading = null] = await verdictsOf(db, potholeId)
  return leading
}
