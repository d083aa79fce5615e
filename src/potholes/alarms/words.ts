import { sql } from 'kysely'
import { type TellingWord, tellingWords } from '../../language/index.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { complaintsIn, type Days } from '../series/complaints-in.ts'
import type { SeriesKind } from '../series/kinds.ts'
import { namesIn } from '../series/people-names.ts'
import { addDays, type Day, endOf, type Unit } from '../series/periods.ts'

const mostWords = 12
const mostInside = 600
const mostOutside = 1500
/** The baseline is what the same series said in so many days before; where that is too little, what all complaints said. */
const baselineDays = 182
const fewestOutside = 30

type AlarmRow = { first_day: Day; kind: SeriesKind; key: string; series_id: string }

/** The days of an alarm's own series that were above the threshold, without doubles where days and weeks both were. */
export async function alarmedDays(tx: Database | Tx, alarmId: string, seriesId: string): Promise<Days[]> {
  const { rows } = await sql<{ unit: Unit; starts: Day }>`
    select unit, starts from alarm_periods where alarm_id = ${alarmId} and series_id = ${seriesId}
    order by starts, unit desc`.execute(tx)
  const days: Days[] = []
  for (const { unit, starts } of rows) {
    const until = endOf(unit, starts)
    const last = days.at(-1)
    if (!last || starts > last.until) days.push({ from: starts, until })
    else if (until > last.until) last.until = until
  }
  return days
}

/**
 * What customers say in an alarm more than before it: the words of its complaints beside those of the same series in the half
 * year before. Words of customers only, and no names.
 */
export async function wordsOfAlarm(tx: Tx, alarmId: string): Promise<TellingWord[]> {
  const { rows } = await sql<AlarmRow>`
    select a.first_day, a.series_id, s.kind, s.key from alarms a join series s on s.id = a.series_id
    where a.id = ${alarmId}`.execute(tx)
  const [alarm] = rows
  if (!alarm) return []
  const days = await alarmedDays(tx, alarmId, alarm.series_id)
  const inside = await complaintsIn(tx, alarm, { days, most: mostInside, withWords: true })
  if (inside.length === 0) return []
  const outside = await baselineOf(tx, alarm)
  return tellingWords({
    inside: inside.flatMap(({ text }) => text ?? []),
    outside,
    isName: await namesIn(
      tx,
      inside.map(({ id }) => id),
    ),
    most: mostWords,
  })
}

async function baselineOf(tx: Tx, { first_day: firstDay, kind, key }: AlarmRow): Promise<string[]> {
  const days = [{ from: addDays(firstDay, -baselineDays), until: firstDay }]
  const asked = { days, most: mostOutside, withWords: true }
  const own = await complaintsIn(tx, { kind, key }, asked)
  const held = own.length >= fewestOutside ? own : await complaintsIn(tx, { kind: 'all', key: 'all' }, asked)
  return held.flatMap(({ text }) => text ?? [])
}
