import { type RawBuilder, sql } from 'kysely'
import type { Calendar } from '../../calendar/calendar.ts'
import { listBranches } from '../../journeys/store.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { listFields } from '../fields/store.ts'
import { entriesOf, type FieldValues } from '../fields/rules.ts'
import {
  acknowledgedBy,
  acknowledgesItself,
  type ClockRow,
  clocksOf,
  type Regime,
  type RegimeDefinition,
  type StartedClock,
  type Timed,
} from './rules.ts'

/** The regimes in force, each with its calendar; a calendar that several share is one object. */
export async function activeRegimes(db: Database | Tx): Promise<Regime[]> {
  const { rows } = await sql<{ id: string; definition: RegimeDefinition; calendar_id: string; calendar: Calendar }>`
    select r.id, r.definition, r.calendar_id, c.definition as calendar from regimes r join calendars c on c.id = r.calendar_id
    where r.active order by lower(r.name)`.execute(db)
  const calendars = new Map(rows.map(({ calendar_id, calendar }) => [calendar_id, calendar]))
  return rows.map(({ id, definition, calendar_id }) => ({
    id,
    definition,
    calendar: calendars.get(calendar_id) as Calendar,
  }))
}

type TimedRow = {
  id: string
  received_at: Date
  recorded_at: Date
  channel: string
  language: string
  customer_id: string | null
  product_id: string | null
  fields: FieldValues
}

/** Reads what the clocks of complaints `c` for which `condition` holds are worked out from, in the order of their ids. */
export async function readTimed(
  db: Database | Tx,
  condition: RawBuilder<unknown>,
): Promise<(Timed & { id: string })[]> {
  const { rows } = await sql<TimedRow>`
    select c.id, c.received_at, c.recorded_at, c.channel, c.language, c.customer_id, c.product_id, c.fields
    from complaints c where ${condition}`.execute(db)
  if (rows.length === 0) return []
  const [products, fields] = await Promise.all([listBranches(db, 'products'), listFields(db)])
  const parents = new Map(products.map(({ id, parentId }) => [id, parentId]))
  return rows.map((row) => {
    const productIds: string[] = []
    for (let id = row.product_id; id; id = parents.get(id) ?? null) productIds.push(id)
    const values = fields.filter(({ key }) => key in row.fields)
    return {
      id: row.id,
      receivedAt: row.received_at,
      recordedAt: row.recorded_at,
      arrival: {
        productIds,
        channel: row.channel,
        language: row.language,
        customerId: row.customer_id,
        fields: Object.fromEntries(values.map((field) => [field.key, entriesOf(field, row.fields[field.key])])),
      },
    }
  })
}

/** Clocks as rows of their table. */
export const clockRows = (complaintId: string, clocks: StartedClock[]) =>
  clocks.map(({ regimeId, stage, kind, dueAt, isDuty, metAt, metBy }) => ({
    complaint_id: complaintId,
    regime_id: regimeId,
    stage,
    kind,
    due_at: dueAt,
    is_duty: isDuty,
    met_at: metAt,
    met_by: metBy,
  }))

const placeOf = (complaintId: string, { regimeId, stage }: ClockRow) => `${complaintId} ${regimeId} ${stage}`

/**
 * Works out the clocks of these complaints anew: what no longer applies goes, what is new comes (met already when what ends it
 * has happened), and what is met stays met. A due time that moved is told of again.
 * @returns how many complaints have other clocks now
 */
export async function recomputeClocks(tx: Tx, timed: (Timed & { id: string })[], regimes: Regime[]): Promise<number> {
  const ids = timed.map(({ id }) => id)
  if (ids.length === 0) return 0
  const wanted = timed.flatMap((each) => clocksOf(regimes, each).map((clock) => ({ complaintId: each.id, clock })))
  const { rows: stored } = await sql<ClockRow & { complaintId: string }>`
    select complaint_id as "complaintId", regime_id as "regimeId", stage, kind, due_at as "dueAt", is_duty as "isDuty"
    from complaint_clocks where complaint_id = any (${ids}::uuid[])`.execute(tx)
  const before = new Map(stored.map((each) => [placeOf(each.complaintId, each), each]))
  const after = new Map(wanted.map((each) => [placeOf(each.complaintId, each.clock), each]))
  const changed = [...after].filter(([place, { clock }]) => !isSame(before.get(place), clock)).map(([, each]) => each)
  const gone = [...before].filter(([place]) => !after.has(place)).map(([, each]) => each)
  const touched = [...new Set([...changed, ...gone].map(({ complaintId }) => complaintId))]
  await removeClocks(tx, gone)
  await storeClocks(
    tx,
    changed.flatMap(({ complaintId, clock }) => clockRows(complaintId, [{ ...clock, metAt: null, metBy: null }])),
  )
  await noteEarliest(tx, touched)
  return touched.length
}

const isSame = (stored: ClockRow | undefined, clock: ClockRow): boolean =>
  stored?.dueAt.getTime() === clock.dueAt.getTime() && stored.kind === clock.kind && stored.isDuty === clock.isDuty

async function removeClocks(tx: Tx, gone: (ClockRow & { complaintId: string })[]): Promise<void> {
  if (gone.length === 0) return
  const given = JSON.stringify(
    gone.map(({ complaintId, regimeId, stage }) => ({ complaint_id: complaintId, regime_id: regimeId, stage })),
  )
  await sql`
    delete from complaint_clocks k using json_populate_recordset(null::complaint_clocks, ${given}::json) g
    where k.complaint_id = g.complaint_id and k.regime_id = g.regime_id and k.stage = g.stage`.execute(tx)
}

/** What already ended a clock of a kind: the first event that does, as `endedBy` in rules.ts says of new ones. */
const endOf = sql`(
  select e.kind from complaint_events e where e.complaint_id = g.complaint_id and (
    (g.kind = 'acknowledge' and (e.kind = any (${[...acknowledgedBy]})
      or (e.kind = 'received' and (e.detail ->> 'channel' = any (${[...acknowledgesItself]}) or e.detail ? 'import_id'))))
    or (g.kind in ('interim', 'decide') and (e.kind = 'decided' or (e.kind = 'letter_sent' and e.detail ->> 'letter' = 'decision'))))
  order by e.seq limit 1)`
const timeOf = sql`(
  select e.at from complaint_events e where e.complaint_id = g.complaint_id and e.kind = ended.kind order by e.seq limit 1)`

async function storeClocks(tx: Tx, rows: ReturnType<typeof clockRows>): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into complaint_clocks (complaint_id, regime_id, stage, kind, due_at, is_duty, met_by, met_at)
    select g.complaint_id, g.regime_id, g.stage, g.kind, g.due_at, g.is_duty, ended.kind,
      case when ended.kind is not null then ${timeOf} end
    from json_populate_recordset(null::complaint_clocks, ${JSON.stringify(rows)}::json) g,
      lateral (select ${endOf} as kind) ended
    on conflict (complaint_id, regime_id, stage) do update
      set kind = excluded.kind, due_at = excluded.due_at, is_duty = excluded.is_duty, alarm = 0`.execute(tx)
}

/** Notes at each complaint when the earliest of its clocks is due. */
export async function noteEarliest(tx: Tx, complaintIds: string[]): Promise<void> {
  if (complaintIds.length === 0) return
  await sql`
    update complaints c set clock_due = k.due from (
      select ids.id, min(k.due_at) as due from unnest(${complaintIds}::uuid[]) as ids (id)
      left join complaint_clocks k on k.complaint_id = ids.id and k.met_at is null and k.is_duty group by ids.id) k
    where c.id = k.id and c.clock_due is distinct from k.due`.execute(tx)
}
