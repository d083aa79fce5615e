import { sql } from 'kysely'
import { brokeConstraint, type Database, type Tx } from '../platform/database/index.ts'
import { Problem } from '../platform/problem.ts'
import { type Period, spanOf, splitMonths } from './period.ts'

export type ExposureMonth = {
  dimension: 'all' | 'product' | 'issue' | 'step' | 'cause'
  valueId: string | null
  month: string
  units: number
  unitName: string
}
export type Exposure = Omit<ExposureMonth, 'month'>

/**
 * The exposure of each thing over a period. Only where every month of the period has one and the period is made of whole
 * months: a rate over part of the exposure would be too high.
 */
export async function exposureIn(db: Database, period: Period): Promise<Exposure[]> {
  const { months, edges } = splitMonths(spanOf(period))
  if (!months || edges.length > 0) return []
  const { rows } = await sql<Exposure>`
    select dimension, value_id as "valueId", sum(units) as units, max(unit_name) as "unitName" from exposures
    where month between ${months.first}::date and ${months.last}::date group by dimension, value_id
    having count(*) = (select count(*) from generate_series(${months.first}::date, ${months.last}::date, interval '1 month'))`.execute(
    db,
  )
  return rows
}

/** The first and the last month for which anything has an exposure; null when nothing ever had. */
export async function exposureMonths(db: Database): Promise<{ first: string; last: string } | null> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(month) as first, max(month) as last from exposures`.execute(db)
  const { first, last } = rows[0] ?? {}
  return first && last ? { first, last } : null
}

/** All exposures, newest month first. */
export async function listExposures(db: Database): Promise<ExposureMonth[]> {
  const { rows } = await sql<ExposureMonth>`
    select dimension, value_id as "valueId", month, units, unit_name as "unitName" from exposures order by month desc, dimension, value_id`.execute(
    db,
  )
  return rows
}

/** Takes away what was said of one thing in one month; nothing happens where nothing was. */
export async function deleteExposure(
  db: Database,
  { dimension, valueId, month }: Pick<ExposureMonth, 'dimension' | 'valueId' | 'month'>,
): Promise<void> {
  await sql`
    delete from exposures where dimension = ${dimension} and value_id is not distinct from ${valueId} and month = ${month}`.execute(
    db,
  )
}

/** Stores exposures; the same thing and month is replaced. @throws Problem exposure_value_needed */
export async function storeExposures(tx: Tx, given: ExposureMonth[]): Promise<void> {
  for (const { dimension, valueId, month, units, unitName } of given) {
    if ((dimension === 'all') !== (valueId === null))
      throw new Problem(
        'invalid',
        'exposure_value_needed',
        {},
        { fields: [{ field: 'valueId', message: 'exposure_value_needed' }] },
      )
    await sql`
      insert into exposures (dimension, value_id, month, units, unit_name) values (${dimension}, ${valueId}, ${month}, ${units}, ${unitName})
      on conflict (dimension, value_id, month) do update set units = excluded.units, unit_name = excluded.unit_name`
      .execute(tx)
      .catch((error) => {
        throw brokeConstraint(error)
          ? new Problem('invalid', 'fields_invalid', { fields: 'month' }, { cause: error })
          : error
      })
  }
}
