import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Day } from '../series/periods.ts'

type State = { day: Day | null; week: Day | null; series: number; waitingDays: number; open: number }

/** How far the watch has come, for those who wonder whether silence means that nothing was found. */
export async function readAlarmState(db: Database): Promise<State> {
  const { rows } = await sql<State>`
    select (select max(starts) from series_watches where unit = 'day') as day,
      (select max(starts) from series_watches where unit = 'week') as week,
      (select count(*) from series where retired_at is null and kind <> 'spoken') as series,
      (select count(*) from complaint_days_changed) as "waitingDays",
      (select count(*) from alarms where judgement is null) as open`.execute(db)
  return rows[0] ?? { day: null, week: null, series: 0, waitingDays: 0, open: 0 }
}
