import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { Day } from '../series/periods.ts'
import type { VerdictReport } from './report.ts'
import type { VerdictWord } from './rules.ts'

/** The last word said of a fix, with which stages live, and the last day on which it was said to work. */
export type Said = { asOf: Day; liveStages: string; word: VerdictWord; settledOn: Day | null; lastWorked: Day | null }

/** What was said last of a fix; null: nothing yet. */
export async function lastSaid(tx: Tx, fixId: string): Promise<Said | null> {
  const { rows } = await sql<Said>`
    select v.as_of as "asOf", r.live_stages as "liveStages", v.word, v.settled_on as "settledOn",
      (select max(w.as_of) from verdicts w where w.fix_id = r.fix_id and w.word = 'worked') as "lastWorked"
    from verdict_reports r join verdicts v on v.fix_id = r.fix_id and v.as_of = r.as_of where r.fix_id = ${fixId}`.execute(
    tx,
  )
  return rows[0] ?? null
}

type Kept = { fixId: string; report: VerdictReport; settledOn: Day | null; liveStages: string; now: Date }

/** Keeps what is said of a fix on a day; the report is that of the latest day alone. */
export async function keepVerdict(tx: Tx, { fixId, report, settledOn, liveStages, now }: Kept): Promise<void> {
  const { word, reason, asOf, evidence, effect } = report
  await sql`
    insert into verdicts (fix_id, as_of, judged_at, word, reason, settled_on, fall, needed, ratio, low, high)
    values (${fixId}, ${asOf}, ${now}, ${word}, ${reason}, ${settledOn}, ${evidence?.fall ?? null}, ${evidence?.needed ?? null},
      ${effect?.value ?? null}, ${effect?.low ?? null}, ${effect?.high ?? null})
    on conflict (fix_id, as_of) do update set judged_at = excluded.judged_at, word = excluded.word, reason = excluded.reason,
      settled_on = excluded.settled_on, fall = excluded.fall, needed = excluded.needed, ratio = excluded.ratio, low = excluded.low,
      high = excluded.high`.execute(tx)
  await sql`
    insert into verdict_reports (fix_id, as_of, live_stages, report) values (${fixId}, ${asOf}, ${liveStages}, ${JSON.stringify(report)})
    on conflict (fix_id) do update set as_of = excluded.as_of, live_stages = excluded.live_stages, report = excluded.report`.execute(
    tx,
  )
}
