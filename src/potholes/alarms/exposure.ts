import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { SeriesKey } from '../series/kinds.ts'
import { addDays, type Day, endOf, type Unit } from '../series/periods.ts'

/** The exposure of a series in each of some periods, or null where it is not known for all of them. */
export type ExposureOf = (series: SeriesKey, periods: Day[]) => number[] | null

/**
 * Reads what was exposed to failing by month, and gives it by day or week: a day has its share of its month. A series has the
 * exposure of its own product, issue, step or cause, else that of the whole company; where a month is missing, none. Words
 * are exposed where complaints have words: a period with none has 0.
 */
export async function readExposures(db: Database | Tx, unit: Unit): Promise<ExposureOf> {
  const { rows } = await sql<{ dimension: string; value_id: string | null; month: Day; units: number }>`
    select dimension, value_id, month, units from exposures`.execute(db)
  const perDay = new Map<string, Map<string, number>>()
  for (const { dimension, value_id, month, units } of rows) {
    const name = value_id ? `${dimension} ${value_id}` : dimension
    const months = perDay.get(name) ?? new Map<string, number>()
    perDay.set(name, months.set(month.slice(0, 7), units / daysIn(month)))
  }
  const spoken = await readSpoken(db, unit)
  return ({ kind, key }, periods) => {
    if (kind === 'words') return spoken.size > 0 ? periods.map((starts) => spoken.get(starts) ?? 0) : null
    const months = perDay.get(`${kind} ${key}`) ?? perDay.get('all')
    return months ? inPeriods(months, periods, unit) : null
  }
}

/** How many complaints of each day or week have words. */
async function readSpoken(db: Database | Tx, unit: Unit): Promise<Map<Day, number>> {
  const bucket = unit === 'week' ? sql`date_trunc('week', d.day)::date` : sql`d.day`
  const { rows } = await sql<{ starts: Day; n: number }>`
    select ${bucket} as starts, sum(d.n) as n from series_days d join series s on s.id = d.series_id and s.kind = 'spoken' group by 1`.execute(
    db,
  )
  return new Map(rows.map(({ starts, n }) => [starts, n]))
}

const daysIn = (month: Day): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()

function inPeriods(months: Map<string, number>, periods: Day[], unit: Unit): number[] | null {
  const found: number[] = []
  for (const starts of periods) {
    let units = 0
    for (let day = starts; day < endOf(unit, starts); day = addDays(day, 1)) {
      const share = months.get(day.slice(0, 7))
      if (share === undefined) return null
      units += share
    }
    found.push(units)
  }
  return found
}
