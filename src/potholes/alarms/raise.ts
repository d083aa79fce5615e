import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import { insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Watched } from '../../stats/index.ts'
import { complaintsIn } from '../series/complaints-in.ts'
import type { SeriesKey, SeriesKind } from '../series/kinds.ts'
import { namesOf } from '../series/names.ts'
import { type Day, endOf, type Unit } from '../series/periods.ts'
import { type Going, groupSpikes, lastDayOf, nearTo, type Risen } from './rules.ts'
import { wordsOfAlarm } from './words.ts'

/** A series that was found above its threshold in a period. */
export type Signal = SeriesKey & { seriesId: string; adjustedP: number } & Watched
type Period = { unit: Unit; starts: Day }

/** To tell whether two spikes are one, so many of their complaints are enough. */
const mostCompared = 3000

/**
 * Makes alarms of what was found in a period, or goes on with those there are: one for each spike, whichever series show it.
 * Managers are told of a new one, once.
 */
export async function raise(
  tx: Tx,
  signals: Signal[],
  { unit, starts, now, isNews }: Period & { now: Date; isNews: boolean },
): Promise<void> {
  if (signals.length === 0) return
  const inOrder = [...signals].sort((one, other) => one.p - other.p || other.score - one.score)
  const risen: Risen[] = []
  for (const signal of inOrder)
    risen.push(await risenOf(tx, signal, signal.observed - signal.expected, { unit, starts }))
  const groups = groupSpikes(risen, await alarmsNear(tx, { unit, starts }))
  const byId = new Map(signals.map((signal) => [signal.seriesId, signal]))
  for (const group of groups) {
    const own = group.risen.flatMap(({ seriesId }) => byId.get(seriesId) ?? [])
    const [main] = own
    if (!main) continue
    const alarmId = group.alarmId ?? (await insertAlarm(tx, main, { unit, starts, now }))
    if (group.alarmId) await extendAlarm(tx, alarmId, { unit, starts })
    await storePeriods(tx, alarmId, own, { unit, starts })
    await sql`update alarms set words = ${JSON.stringify(await wordsOfAlarm(tx, alarmId))} where id = ${alarmId}`.execute(
      tx,
    )
    if (!group.alarmId && isNews) await tellManagers(tx, alarmId, main, now)
  }
}

async function risenOf(
  tx: Tx,
  series: SeriesKey & { seriesId: string },
  excess: number,
  period: Period,
): Promise<Risen> {
  const days = [{ from: period.starts, until: endOf(period.unit, period.starts) }]
  const complaints = await complaintsIn(tx, series, { days, most: mostCompared })
  return {
    seriesId: series.seriesId,
    kind: series.kind,
    excess,
    complaintIds: new Set(complaints.map(({ id }) => id)),
  }
}

type NearRow = { id: string; series_id: string; kind: SeriesKind; key: string; excess: number; series_ids: string[] }

/** Alarms that this period may go on with, the newest first, with the complaints of their own series in it. */
async function alarmsNear(tx: Tx, period: Period): Promise<Going[]> {
  const { endsFrom, beginsUntil } = nearTo(period.unit, period.starts)
  const { rows } = await sql<NearRow>`
    select a.id, a.series_id, s.kind, s.key,
      (select max(p.observed - p.expected) from alarm_periods p where p.alarm_id = a.id and p.series_id = a.series_id) as excess,
      (select json_agg(distinct p.series_id) from alarm_periods p where p.alarm_id = a.id) as series_ids
    from alarms a join series s on s.id = a.series_id
    where a.last_day >= ${endsFrom}::date and a.first_day <= ${beginsUntil}::date
    order by a.last_day desc, a.id desc for update of a`.execute(tx)
  const going: Going[] = []
  for (const { id, series_id: seriesId, kind, key, excess, series_ids } of rows) {
    const main = await risenOf(tx, { seriesId, kind, key }, excess, period)
    going.push({ alarmId: id, seriesIds: new Set(series_ids), main })
  }
  return going
}

async function insertAlarm(tx: Tx, main: Signal, { unit, starts, now }: Period & { now: Date }): Promise<string> {
  const id = newId()
  await sql`
    insert into alarms (id, series_id, unit, first_day, last_day, raised_at)
    values (${id}, ${main.seriesId}, ${unit}, ${starts}, ${lastDayOf(unit, starts)}, ${now})`.execute(tx)
  return id
}

async function extendAlarm(tx: Tx, id: string, { unit, starts }: Period): Promise<void> {
  const last = lastDayOf(unit, starts)
  await sql`
    update alarms set first_day = least(first_day, ${starts}::date), last_day = greatest(last_day, ${last}::date),
      ended_on = case when ended_on > ${last}::date then ended_on end
    where id = ${id}`.execute(tx)
}

async function storePeriods(tx: Tx, alarmId: string, signals: Signal[], { unit, starts }: Period): Promise<void> {
  const rows = signals.map((signal) => ({
    series_id: signal.seriesId,
    unit,
    starts,
    alarm_id: alarmId,
    observed: signal.observed,
    expected: signal.expected,
    threshold: signal.threshold,
    p: signal.p,
    adjusted_p: signal.adjustedP,
    score: signal.score,
    method: signal.method,
  }))
  await insertRows(
    tx,
    'alarm_periods',
    rows,
    sql`on conflict (series_id, unit, starts) do update set observed = excluded.observed, expected = excluded.expected,
      threshold = excluded.threshold, p = excluded.p, adjusted_p = excluded.adjusted_p, score = excluded.score, method = excluded.method`,
  )
}

async function tellManagers(tx: Tx, alarmId: string, main: Signal, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from people where role = 'manager' and active`.execute(tx)
  const name = (await namesOf(tx, [main.seriesId])).get(main.seriesId)?.name ?? null
  const named = typeof name === 'string' ? { en: name, ru: name } : name
  await notify(tx, {
    personIds: rows.map(({ id }) => id),
    kind: 'spike_found',
    complaintId: null,
    detail: { alarm_id: alarmId, series: main.kind, name_en: named?.en ?? null, name_ru: named?.ru ?? null },
    now,
  })
}

/** An alarm ends with the first period of its unit in which none of its series is above its threshold. */
export async function endAlarms(tx: Tx, { unit, starts }: Period): Promise<void> {
  await sql`
    update alarms set ended_on = ${starts}
    where unit = ${unit} and ended_on is null and last_day < ${starts}::date`.execute(tx)
}
