import { sql } from 'kysely'
import { insertRows, type Tx } from '../../platform/database/index.ts'
import { type Day, shift, type Unit } from '../series/periods.ts'
import { readExposures } from './exposure.ts'
import { readHistories, watchHistory } from './history.ts'

/** Periods before an alarm for which its chart shows what was expected, and after it. */
const before = 15
const after = 4

/**
 * Keeps what was expected of the series of alarms around them, so that a chart need not work it out: back over fifteen
 * periods when the alarm is new, then period by period until some time after it.
 */
export async function tracePoints(tx: Tx, { unit, starts }: { unit: Unit; starts: Day }): Promise<void> {
  const { rows } = await sql<{ id: string; series_id: string; is_new: boolean }>`
    select a.id, a.series_id, not exists (select 1 from alarm_points p where p.alarm_id = a.id) as is_new
    from alarms a where a.unit = ${unit} and a.last_day >= ${shift(unit, starts, -after)}::date
      and a.first_day <= ${starts}::date`.execute(tx)
  if (rows.length === 0) return
  const { histories } = await readHistories(tx, { unit, starts, ids: [...new Set(rows.map((row) => row.series_id))] })
  const exposures = await readExposures(tx, unit)
  const points = rows.flatMap(({ id, series_id, is_new }) => {
    const history = histories.find((each) => each.id === series_id)
    if (!history) return []
    const back = Array.from({ length: is_new ? before + 1 : 1 }, (_, periods) => periods)
    return back.flatMap((periods) => {
      const counts = history.counts.slice(0, history.counts.length - periods)
      const watched = watchHistory({ ...history, counts }, unit, exposures)
      const { expected, threshold } = watched ?? {}
      return expected === undefined || threshold === undefined
        ? []
        : [{ alarm_id: id, starts: shift(unit, starts, -periods), expected, threshold }]
    })
  })
  await insertRows(
    tx,
    'alarm_points',
    points,
    sql`on conflict (alarm_id, starts) do update set expected = excluded.expected, threshold = excluded.threshold`,
  )
}
