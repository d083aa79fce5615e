import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { type Watched, watchSeries } from '../../stats/index.ts'
import type { SeriesKind } from '../series/kinds.ts'
import { addDays, type Day, endOf, periodsBetween, shift, startOf, type Unit } from '../series/periods.ts'
import type { ExposureOf } from './exposure.ts'

/** How far back a series is read: six years of weeks, two of days. */
const historyPeriods: Record<Unit, number> = { week: 313, day: 730 }
/** A series with fewer cases in its last four periods is too thin to speak of a spike; it counts as tested, with p of 1. */
const fewestRecent = 5
/** Of a period without a single complaint that has words: no exposure at all cannot be divided by. */
const leastExposure = 0.5

/** A series with its counts, without gaps, up to the period that is judged. */
export type History = { id: string; kind: SeriesKind; key: string; startsAt: Day; counts: number[] }

type HistoryRow = { id: string; kind: SeriesKind; key: string; since: Day | null; starts: Day[]; counts: number[] }

/**
 * The counts of the series that had enough complaints lately, by period, and how many series there are to test. A series
 * begins with the first complaint of the company, one of words with the first day that was read for it.
 * @param ids only these series
 */
export async function readHistories(
  tx: Database | Tx,
  { unit, starts, ids }: { unit: Unit; starts: Day; ids?: string[] },
): Promise<{ histories: History[]; seriesCount: number }> {
  const from = shift(unit, starts, 1 - historyPeriods[unit])
  const first = await firstDay(tx)
  if (first === null || first >= endOf(unit, starts)) return { histories: [], seriesCount: 0 }
  const begin = startOf(unit, first) > from ? startOf(unit, first) : from
  const recent = shift(unit, starts, -3)
  const bucket = unit === 'week' ? sql`date_trunc('week', day)::date` : sql`day`
  const chosen = ids
    ? sql`select unnest(${ids}::uuid[])`
    : sql`select d.series_id from series_days d join series s on s.id = d.series_id and s.retired_at is null and s.kind <> 'spoken'
        where d.day >= ${recent}::date and d.day < ${endOf(unit, starts)}::date
        group by d.series_id having sum(d.n) >= ${fewestRecent}`
  const { rows } = await sql<HistoryRow>`
    select s.id, s.kind, s.key, s.since, json_agg(b.starts order by b.starts) as starts, json_agg(b.n order by b.starts) as counts
    from series s join (
      select series_id, ${bucket} as starts, sum(n) as n from series_days
      where series_id in (${chosen}) and day >= ${begin}::date and day < ${endOf(unit, starts)}::date group by 1, 2) b on b.series_id = s.id
    group by s.id`.execute(tx)
  const count = await sql<{ n: number }>`
    select count(*) as n from series s where s.retired_at is null and s.kind <> 'spoken' and exists (
      select 1 from series_days d where d.series_id = s.id and d.day < ${endOf(unit, starts)}::date)`.execute(tx)
  return {
    histories: rows.map((row) => historyOf(row, { unit, begin, starts })),
    seriesCount: count.rows[0]?.n ?? 0,
  }
}

async function firstDay(tx: Database | Tx): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`select min(day) as day from series_days`.execute(tx)
  return rows[0]?.day ?? null
}

function historyOf(row: HistoryRow, { unit, begin, starts }: { unit: Unit; begin: Day; starts: Day }): History {
  // The period in which reading began is whole only if it began on its first day.
  const since = row.since && row.since > begin ? shift(unit, startOf(unit, addDays(row.since, -1)), 1) : begin
  const held = new Map(row.starts.map((day, place) => [day, row.counts[place] ?? 0]))
  const counts = periodsBetween(unit, since, starts).map((day) => held.get(day) ?? 0)
  return { id: row.id, kind: row.kind, key: row.key, startsAt: since, counts }
}

/** What the statistics say of the last period of a series; null while its history is too short. */
export function watchHistory(history: History, unit: Unit, exposures: ExposureOf): Watched | null {
  const { counts, startsAt } = history
  const exposure = exposures(history, periodsBetween(unit, startsAt, shift(unit, startsAt, counts.length - 1)))
  if (!exposure) return watchSeries({ counts, startsAt, unit, lastIsIncomplete: false })
  // Before anything was exposed there was no history.
  const begins = Math.max(
    0,
    exposure.findIndex((units) => units > 0),
  )
  return watchSeries({
    counts: counts.slice(begins),
    startsAt: shift(unit, startsAt, begins),
    unit,
    lastIsIncomplete: false,
    exposure: exposure.slice(begins).map((units) => Math.max(units, leastExposure)),
  })
}
