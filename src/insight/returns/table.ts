import { sql } from 'kysely'
import { calendarPresets } from '../../calendar/presets/calendars.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import type { ReturnTable } from './contract.ts'
import type { Measure, TableDefinition } from './definition.ts'
import { type Mapped, readMapped, topProducts } from './mappings.ts'
import { type ClosedCell, isCounted, lastDaysIn } from './rules.ts'

type Period = { from: string; to: string }
type Topic = { productId: string | null; causeId: string | null; n: number }
type Placed = { group: string | null; cause: string | null }
type Counted = { opened: (Topic & Placed)[]; openAtStart: (Topic & Placed)[]; closed: (Topic & ClosedCell & Placed)[] }

/** The numbers of a return for a half-year, by the regulator's groups, with what is missing in them. */
export async function countReturn(db: Database, definition: TableDefinition, period: Period): Promise<ReturnTable> {
  const calendar = calendarPresets.find(({ key }) => key === definition.calendar)?.calendar
  if (!calendar) throw new Error(`the return ${definition.key} names no calendar of ours: ${definition.calendar}`)
  const mapped = await readMapped(db, definition.key)
  const tops = await topProducts(db)
  const place = ({ productId, causeId }: Topic): Placed => ({
    group: mapped.product.get(tops.get(productId ?? '')?.id ?? '') ?? null,
    cause: mapped.cause.get(causeId ?? '') ?? null,
  })
  const found = await countComplaints(db, period, calendar.timeZone)
  const placed = <Row extends Topic>(rows: Row[]) => rows.map((row) => ({ ...row, ...place(row) }))
  const counted = { opened: placed(found.opened), openAtStart: placed(found.openAtStart), closed: placed(found.closed) }
  const answered = await countAnswers(db, definition, mapped, period)
  const lastDay = lastDaysIn(calendar)
  const rowsOf = (measure: Measure): (Placed & { n: number })[] | null => {
    if (measure.counts === 'nothing') return null
    if (measure.counts === 'received') return counted.opened
    if (measure.counts === 'open_at_start') return counted.openAtStart
    if (measure.counts === 'closed') return counted.closed.filter((row) => isCounted(measure, row, lastDay))
    return answered.get(measure.question)?.map((row) => ({ ...row, ...place(row) })) ?? null
  }
  const measured = definition.measures.map((measure) => {
    const rows = rowsOf(measure)
    return rows && totals(rows, ({ group }) => group)
  })
  const groups = [...definition.groups.map(({ key }) => key), null]
  return {
    rows: groups.map((group) => {
      const byCause = totals(
        counted.opened.filter((row) => row.group === group),
        ({ cause }) => cause,
      )
      return {
        group,
        values: measured.map((found) => found && (found.get(group) ?? 0)),
        byCause: [...definition.causes.map(({ key }) => key), null].map((cause) => byCause.get(cause) ?? 0),
      }
    }),
    ...gapsOf(counted, tops),
  }
}

/** Complaints of each group or cause. */
function totals<Row extends { n: number }>(
  rows: Row[],
  keyOf: (row: Row) => string | null,
): Map<string | null, number> {
  const found = new Map<string | null, number>()
  for (const row of rows) found.set(keyOf(row), (found.get(keyOf(row)) ?? 0) + row.n)
  return found
}

const total = (rows: { n: number }[]): number => rows.reduce((sum, { n }) => sum + n, 0)

/** Complaints of a period; one that was merged goes on in another, and counts there. */
async function countComplaints(db: Database, { from, to }: Period, zone: string) {
  const start = sql`(${from}::timestamp at time zone ${zone})`
  const end = sql`((${to}::date + 1)::timestamp at time zone ${zone})`
  const topic = sql`c.product_id as "productId", c.cause_id as "causeId", count(*)::int as n`
  const kept = sql`c.closure is distinct from 'merged'`
  const [opened, openAtStart, closed] = await Promise.all([
    sql<Topic>`
      select ${topic} from complaints c where c.received_at >= ${start} and c.received_at < ${end} and ${kept} group by 1, 2`.execute(
      db,
    ),
    sql<Topic>`
      select ${topic} from complaints c where c.received_at < ${start} and (c.closed_at is null or c.closed_at >= ${start})
        and ${kept} group by 1, 2`.execute(db),
    inTransaction(db, async (tx) => {
      // A day of the session's own time zone is told twice as fast as that of another one, for each of some hundred thousand.
      await sql`select set_config('timezone', ${zone}, true)`.execute(tx)
      return sql<Topic & ClosedCell>`
        select ${topic}, c.received_at::date as "receivedOn", c.closed_at::date as "closedOn",
          case when c.closure = 'decided' then coalesce((select f.decision from closures f
            where f.complaint_id = c.id and f.closed_at = c.closed_at and f.closure = 'decided'), c.closure) else c.closure end as outcome
        from complaints c where c.closed_at >= ${start} and c.closed_at < ${end} and ${kept} group by 1, 2, 4, 5, 6`.execute(
        tx,
      )
    }),
  ])
  return { opened: opened.rows, openAtStart: openAtStart.rows, closed: closed.rows }
}

/** Of each question that a field answers, the complaints of the period in which it is ticked or filled in. */
async function countAnswers(
  db: Database,
  { questions }: TableDefinition,
  mapped: Mapped,
  { from, to }: Period,
): Promise<Map<string, Topic[]>> {
  const found = new Map<string, Topic[]>()
  for (const { key } of questions) {
    const field = mapped.field.get(key)
    if (!field) continue
    const { rows } = await sql<Topic>`
      select c.product_id as "productId", c.cause_id as "causeId", count(*)::int as n
      from complaints c where c.received_at >= ${from}::timestamp at time zone 'UTC'
        and c.received_at < (${to}::date + 1)::timestamp at time zone 'UTC' and c.closure is distinct from 'merged'
        and coalesce(c.fields ->> ${field}, '') not in ('', 'false', '[]') group by 1, 2`.execute(db)
    found.set(key, rows)
  }
  return found
}

/** What is in no group: topmost products, causes, and complaints that nobody coded. */
function gapsOf({ opened, openAtStart, closed }: Counted, tops: Awaited<ReturnType<typeof topProducts>>) {
  const causes = new Map<string, number>()
  for (const { causeId, cause, n } of opened)
    if (causeId && cause === null) causes.set(causeId, (causes.get(causeId) ?? 0) + n)
  return {
    opened: total(opened),
    unmappedProducts: productsInNone([...opened, ...openAtStart, ...closed], tops),
    unmappedCauses: [...causes].map(([id, complaints]) => ({ id, complaints })),
    uncoded: total(opened.filter(({ causeId }) => causeId === null)),
  }
}

/** The topmost products in no group, most complaints first; null where none is stated. */
function productsInNone(rows: (Topic & Placed)[], tops: Awaited<ReturnType<typeof topProducts>>) {
  const products = new Map<string | null, { id: string | null; name: string | null; complaints: number }>()
  for (const { productId, n } of rows.filter(({ group }) => group === null)) {
    const { id, name } = tops.get(productId ?? '') ?? { id: null, name: null }
    products.set(id, { id, name, complaints: (products.get(id)?.complaints ?? 0) + n })
  }
  return [...products.values()].sort((one, other) => other.complaints - one.complaints)
}
