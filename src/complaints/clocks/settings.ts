import { sql } from 'kysely'
import { Calendar } from '../../calendar/calendar.ts'
import { endOfTerm } from '../../calendar/terms.ts'
import { brokeConstraint, type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { CalendarGiven, Regime, RegimeGiven, WorkCalendar } from './contract.ts'
import { RegimeDefinition } from './rules.ts'
import { wantWalk } from './walk.ts'

type CalendarRow = {
  id: string
  name: string
  definition: Calendar
  known_until: string | null
  regimes: number
  version: number
}

const toCalendar = ({ definition, known_until, version, ...row }: CalendarRow): WorkCalendar => ({
  ...definition,
  ...row,
  knownUntil: known_until,
  version: String(version),
})

/** All calendars by name, each with how many regimes count by it. */
export async function listCalendars(db: Database | Tx): Promise<WorkCalendar[]> {
  const { rows } = await sql<CalendarRow>`
    select c.id, c.name, c.definition, c.known_until, c.version,
      (select count(*) from regimes r where r.calendar_id = c.id) as regimes
    from calendars c order by lower(c.name)`.execute(db)
  return rows.map(toCalendar)
}

async function findCalendar(db: Database | Tx, id: string): Promise<WorkCalendar> {
  const found = (await listCalendars(db)).find((each) => each.id === id)
  if (!found) throw new Problem('not_found', 'calendar_not_found')
  return found
}

/** Adds a calendar. @throws Problem clock_name_taken */
export async function addCalendar(
  db: Database | Tx,
  { name, knownUntil, ...given }: CalendarGiven,
  now: Date,
  preset: string | null = null,
): Promise<WorkCalendar> {
  const id = newId()
  await sql`
    insert into calendars (id, name, definition, known_until, preset, changed_at)
    values (${id}, ${name}, ${JSON.stringify(Calendar.parse(given))}, ${knownUntil ?? null}, ${preset}, ${now})`
    .execute(db)
    .catch(explainName)
  return findCalendar(db, id)
}

/** Changes a calendar; open complaints catch up in the background. @throws Problem calendar_not_found, clock_name_taken, stale */
export async function changeCalendar(
  db: Database,
  id: string,
  { name, knownUntil, ...given }: CalendarGiven,
  ifMatch: IfMatch,
  now: Date,
): Promise<WorkCalendar> {
  return inTransaction(db, async (tx) => {
    await sql`select 1 from calendars where id = ${id} for update`.execute(tx)
    const before = await findCalendar(tx, id)
    if (ifMatch !== null) requireVersion(ifMatch, before.version)
    await sql`
      update calendars set name = ${name}, definition = ${JSON.stringify(Calendar.parse(given))},
        known_until = ${knownUntil ?? null}, version = version + 1, changed_at = ${now} where id = ${id}`
      .execute(tx)
      .catch(explainName)
    await wantWalk(tx)
    return findCalendar(tx, id)
  })
}

type RegimeRow = {
  id: string
  name: string
  active: boolean
  calendar_id: string
  calendar: Calendar
  definition: RegimeDefinition
  preset: string | null
  version: number
}

function toRegime({ calendar_id, calendar, definition, version, ...row }: RegimeRow, now: Date): Regime {
  const ends = definition.stages.map(({ key, term }) => ({
    stage: key,
    dueAt: endOfTerm(term, now, calendar).toISOString(),
  }))
  return { ...definition, ...row, calendarId: calendar_id, ends, version: String(version) }
}

/** All regimes by name, those in force first. */
export async function listRegimes(db: Database | Tx, now: Date): Promise<Regime[]> {
  const { rows } = await sql<RegimeRow>`
    select r.id, r.name, r.active, r.calendar_id, c.definition as calendar, r.definition, r.preset, r.version
    from regimes r join calendars c on c.id = r.calendar_id order by r.active desc, lower(r.name)`.execute(db)
  return rows.map((row) => toRegime(row, now))
}

async function findRegime(db: Database | Tx, id: string, now: Date): Promise<Regime> {
  const found = (await listRegimes(db, now)).find((each) => each.id === id)
  if (!found) throw new Problem('not_found', 'regime_not_found')
  return found
}

/** Adds a regime; open complaints get its clocks in the background. @throws Problem clock_name_taken, calendar_not_found */
export async function addRegime(
  tx: Tx,
  { name, active, calendarId, ...given }: RegimeGiven,
  now: Date,
  preset: string | null = null,
): Promise<Regime> {
  const id = newId()
  const definition = JSON.stringify(RegimeDefinition.parse(given))
  await sql`
    insert into regimes (id, name, active, calendar_id, definition, preset, changed_at)
    values (${id}, ${name}, ${active}, ${calendarId}, ${definition}, ${preset}, ${now})`
    .execute(tx)
    .catch(explainName)
  await wantWalk(tx)
  return findRegime(tx, id, now)
}

/** Changes a regime. @throws Problem regime_not_found, clock_name_taken, calendar_not_found, stale */
export async function changeRegime(
  db: Database,
  id: string,
  { name, active, calendarId, ...given }: RegimeGiven,
  ifMatch: IfMatch,
  now: Date,
): Promise<Regime> {
  const definition = JSON.stringify(RegimeDefinition.parse(given))
  return inTransaction(db, async (tx) => {
    await sql`select 1 from regimes where id = ${id} for update`.execute(tx)
    const before = await findRegime(tx, id, now)
    if (ifMatch !== null) requireVersion(ifMatch, before.version)
    await sql`
      update regimes set name = ${name}, active = ${active}, calendar_id = ${calendarId}, definition = ${definition},
        version = version + 1, changed_at = ${now} where id = ${id}`
      .execute(tx)
      .catch(explainName)
    await wantWalk(tx)
    return findRegime(tx, id, now)
  })
}

function explainName(error: unknown): never {
  const fields = (field: string, message: string) => ({ cause: error, fields: [{ field, message }] })
  if (brokeConstraint(error, 'regimes_name_key') || brokeConstraint(error, 'calendars_name_key'))
    throw new Problem('conflict', 'clock_name_taken', {}, fields('name', 'clock_name_taken'))
  if (brokeConstraint(error, 'regimes_calendar_id_fkey'))
    throw new Problem('unprocessable', 'calendar_not_found', {}, fields('calendarId', 'calendar_not_found'))
  throw error
}
