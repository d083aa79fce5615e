import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type ItemRow, itemColumns, nameColumns, toItem, withNames } from '../../complaints/list-item.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import { Problem } from '../../platform/problem.ts'
import { complaintsIn } from '../series/complaints-in.ts'
import { fieldValueOf, type SeriesKey, type SeriesKind } from '../series/kinds.ts'
import { namesOf, type SeriesName } from '../series/names.ts'
import { addDays, type Day, endOf, periodsBetween, shift, startOf, type Unit } from '../series/periods.ts'
import type { Alarm, AlarmWhole } from './contract.ts'
import type { Judgement } from './judgements.ts'
import { alarmedDays } from './words.ts'

type Row = {
  id: string
  series_id: string
  kind: SeriesKind
  key: string
  unit: Unit
  first_day: Day
  last_day: Day
  ended_on: Day | null
  raised_at: Date
  words: Alarm['words']
  judgement: Alarm['judgement']
  judged_by: string | null
  judged_by_name: string | null
  judged_at: Date | null
  note: string | null
  version: number
  also_in: number
  strongest: Alarm['strongest']
}

/** A period `p` as it is told. */
const found = sql`json_build_object('unit', p.unit, 'starts', p.starts, 'observed', p.observed, 'expected', p.expected,
  'threshold', p.threshold, 'p', p.p, 'adjustedP', p.adjusted_p, 'method', p.method)`

async function rowsOf(
  db: Database | Tx,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<{ row: Row; alarm: Alarm }[]> {
  const { rows } = await sql<Row>`
    select a.*, s.kind, s.key, j.name as judged_by_name,
      (select count(distinct p.series_id) - 1 from alarm_periods p where p.alarm_id = a.id) as also_in,
      (select ${found} from alarm_periods p where p.alarm_id = a.id and p.series_id = a.series_id
        order by p.unit = a.unit desc, p.score desc limit 1) as strongest
    from alarms a join series s on s.id = a.series_id left join people j on j.id = a.judged_by
    where ${condition} order by a.last_day desc, a.id desc limit ${limit}`.execute(db)
  const names = await namesOf(
    db,
    rows.map((row) => row.series_id),
  )
  return rows.map((row) => ({ row, alarm: toAlarm(row, names) }))
}

const toAlarm = (row: Row, names: Map<string, SeriesName>): Alarm => ({
  id: row.id,
  series: seriesOf(row.series_id, row.kind, names),
  unit: row.unit,
  firstDay: row.first_day,
  lastDay: row.last_day,
  endedOn: row.ended_on,
  raisedAt: row.raised_at.toISOString(),
  strongest: row.strongest,
  alsoIn: row.also_in,
  words: row.words,
  judgement: row.judgement,
  judgedBy: row.judged_by ? { id: row.judged_by, name: row.judged_by_name ?? '' } : null,
  judgedAt: row.judged_at?.toISOString() ?? null,
  note: row.note,
  version: row.version,
})

const seriesOf = (id: string, kind: SeriesKind, names: Map<string, SeriesName>) => ({
  id,
  kind,
  ...(names.get(id) ?? { name: null, of: null }),
})

type Request = { cursor?: string; limit: number; judgement?: 'open' | Judgement }

/** A page of alarms, the latest first. @throws Problem cursor_unreadable */
export async function listAlarms(
  db: Database,
  { cursor, limit, judgement }: Request,
): Promise<{ items: Alarm[]; next: string | null }> {
  const after = readPlace(cursor, z.tuple([z.iso.date(), z.uuid()]))
  const conditions = [
    after ? sql`(a.last_day, a.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`,
    judgement === undefined
      ? sql`true`
      : sql`a.judgement is not distinct from ${judgement === 'open' ? null : judgement}`,
  ]
  const rows = await rowsOf(db, sql.join(conditions, sql` and `), limit + 1)
  return pageOf(
    rows.map(({ alarm }) => alarm),
    limit,
    ({ lastDay, id }) => [lastDay, id],
  )
}

/** One alarm without what is in it. @throws Problem alarm_not_found */
export async function findAlarm(db: Database | Tx, id: string): Promise<Alarm> {
  const [known] = await rowsOf(db, sql`a.id = ${id}`, 1)
  if (!known) throw new Problem('not_found', 'alarm_not_found')
  return known.alarm
}

const shownComplaints = 20
/** Periods that the chart shows before and after an alarm. */
const shown: Record<Unit, { before: number; after: number }> = {
  week: { before: 52, after: 8 },
  day: { before: 84, after: 21 },
}

/** One alarm with all that is known of it. @throws Problem alarm_not_found */
export async function readAlarm(db: Database, id: string): Promise<AlarmWhole> {
  const [known] = await rowsOf(db, sql`a.id = ${id}`, 1)
  if (!known) throw new Problem('not_found', 'alarm_not_found')
  const { row, alarm } = known
  const days = await alarmedDays(db, id, row.series_id)
  const asked = { days, most: shownComplaints, withWords: true }
  const [periods, points, others, spoken, count, tested] = await Promise.all([
    periodsOf(db, id, row.series_id),
    pointsOf(db, row),
    othersOf(db, id, row.series_id),
    complaintsIn(db, row, row.kind === 'words' ? { ...asked, most: shownComplaints * 20 } : asked),
    countOf(db, row.series_id, days),
    testedIn(db, alarm.strongest),
  ])
  const complaints = await itemsOf(db, spoken.slice(0, shownComplaints))
  const last = days.at(-1)
  const span = { from: days[0]?.from ?? alarm.firstDay, to: last ? addDays(last.until, -1) : alarm.lastDay }
  const where = { ...(await filtersOf(db, row, alarm)), ...span }
  return { ...alarm, periods, points, others, where, complaints, count, testedSeries: tested }
}

async function periodsOf(db: Database, alarmId: string, seriesId: string): Promise<AlarmWhole['periods']> {
  const { rows } = await sql<{ found: AlarmWhole['periods'][number] }>`
    select ${found} as found from alarm_periods p where p.alarm_id = ${alarmId} and p.series_id = ${seriesId}
    order by p.starts, p.unit`.execute(db)
  return rows.map((row) => row.found)
}

async function othersOf(db: Database, alarmId: string, seriesId: string): Promise<AlarmWhole['others']> {
  const { rows } = await sql<{ id: string; kind: SeriesKind; strongest: AlarmWhole['strongest'] }>`
    select distinct on (p.series_id) s.id, s.kind, ${found} as strongest
    from alarm_periods p join series s on s.id = p.series_id where p.alarm_id = ${alarmId} and p.series_id <> ${seriesId}
    order by p.series_id, p.score desc`.execute(db)
  const names = await namesOf(
    db,
    rows.map((row) => row.id),
  )
  return rows
    .sort((one, other) => one.strongest.p - other.strongest.p)
    .map(({ id, kind, strongest }) => ({ ...seriesOf(id, kind, names), strongest }))
}

async function pointsOf(
  db: Database,
  { id, series_id, unit, first_day, last_day }: Row,
): Promise<AlarmWhole['points']> {
  const { before, after } = shown[unit]
  const { rows: watched } = await sql<{ last: Day | null; first: Day | null }>`
    select (select max(starts) from series_watches where unit = ${unit}) as last,
      (select min(day) from series_days) as first`.execute(db)
  const startsAt = (day: Day) => startOf(unit, day)
  const from = latest(shift(unit, startsAt(first_day), -before), startsAt(watched[0]?.first ?? first_day))
  const to = earliest(shift(unit, startsAt(last_day), after), watched[0]?.last ?? startsAt(last_day))
  const bucket = unit === 'week' ? sql`date_trunc('week', d.day)::date` : sql`d.day`
  const [counts, expected, alarmed] = await Promise.all([
    sql<{ starts: Day; n: number }>`
      select ${bucket} as starts, sum(d.n) as n from series_days d
      where d.series_id = ${series_id} and d.day >= ${from}::date and d.day < ${endOf(unit, to)}::date group by 1`.execute(
      db,
    ),
    sql<{ starts: Day; expected: number; threshold: number }>`
      select starts, expected, threshold from alarm_points where alarm_id = ${id}`.execute(db),
    sql<{ starts: Day }>`
      select starts from alarm_periods where alarm_id = ${id} and series_id = ${series_id} and unit = ${unit}`.execute(
      db,
    ),
  ])
  const held = new Map(counts.rows.map(({ starts, n }) => [starts, n]))
  const known = new Map(expected.rows.map((point) => [point.starts, point]))
  const marked = new Set(alarmed.rows.map(({ starts }) => starts))
  return periodsBetween(unit, from, to).map((starts) => ({
    starts,
    observed: held.get(starts) ?? 0,
    expected: known.get(starts)?.expected ?? null,
    threshold: known.get(starts)?.threshold ?? null,
    isAlarm: marked.has(starts),
  }))
}

const latest = (one: Day, other: Day): Day => (one > other ? one : other)
const earliest = (one: Day, other: Day): Day => (one < other ? one : other)

async function countOf(db: Database, seriesId: string, days: { from: Day; until: Day }[]): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`
    select sum(d.n) as n from series_days d
    join json_to_recordset(${JSON.stringify(days)}::json) as span ("from" date, until date)
      on d.day >= span."from" and d.day < span.until
    where d.series_id = ${seriesId}`.execute(db)
  return rows[0]?.n ?? 0
}

async function testedIn(db: Database, { unit, starts }: Alarm['strongest']): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select series_count as n from series_watches where unit = ${unit} and starts = ${starts}`.execute(db)
  return rows[0]?.n ?? 0
}

async function itemsOf(db: Database, complaints: { id: string }[]): Promise<AlarmWhole['complaints']> {
  const { rows } = await sql<ItemRow>`
    with page as (select ${itemColumns} from complaints c where c.id = any (${complaints.map(({ id }) => id)}::uuid[]))
    select page.*, ${nameColumns} from page ${withNames} order by page.received_at desc, page.id desc`.execute(db)
  return rows.map(toItem)
}

/** The filters of the list of complaints that a series stands for. Words are searched for, which finds nearly the same. */
async function filtersOf(db: Database, { kind, key }: SeriesKey, alarm: Alarm): Promise<Record<string, string>> {
  switch (kind) {
    case 'all':
      return {}
    case 'partner':
      return { causeLocus: 'partner' }
    case 'words':
      return { q: typeof alarm.series.name === 'string' ? alarm.series.name : key }
    case 'field': {
      const { fieldId, value } = fieldValueOf(key)
      const { rows } = await sql<{ key: string }>`select key from field_definitions where id = ${fieldId}`.execute(db)
      return { field: new URLSearchParams({ [rows[0]?.key ?? '']: value }).toString() }
    }
    case 'product':
    case 'issue':
    case 'step':
    case 'cause':
      return { [kind]: key }
  }
}
