import { type RawBuilder, sql } from 'kysely'
import { companyTimeZone } from '../../complaints/clocks/time-zone.ts'
import { type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Language } from '../../platform/texts/index.ts'
import { Narrowing, type ReportPage } from '../reports/contract.ts'
import { wordsOf } from '../reports/narrowing.ts'
import { latestLetters } from '../staff-letters/store.ts'
import type { ReportGiven, ReportPeriod, SavedReport } from './contract.ts'
import { dayIn, daysOf, type Days, type MovingPeriod } from './rules.ts'

/** Who looks, and in which language. */
export type Reader = { id: string; role: string; language: Language }

type ScheduleRow = Omit<NonNullable<SavedReport['schedule']>, 'nextAt'> & { nextAt: string | null }
export type ReportRow = {
  id: string
  name: string
  page: ReportPage
  narrowing: Record<string, string>
  period: MovingPeriod | 'fixed'
  first: string | null
  last: string | null
  ownerId: string
  ownerName: string
  version: number
  schedule: ScheduleRow | null
}

/** Saved reports `r` for which a condition holds, by name. */
async function select(db: Database | Tx, condition: RawBuilder<unknown>): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select r.id, r.name, r.page, r.narrowing, r.period, r.first_day::text as first, r.last_day::text as last, r.owner_id as "ownerId",
      o.name as "ownerName", r.version,
      case when s.report_id is not null then json_build_object('every', s.every, 'weekday', s.weekday, 'dayOfMonth', s.day_of_month,
        'at', s.at_time, 'format', s.format, 'nextAt', case when o.active then s.next_at end,
        'stopped', case when o.active then s.stopped else coalesce(s.stopped, 'owner_left') end, 'recipients', (
          select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'active', p.active) order by lower(p.name)), '[]')
          from report_recipients t join people p on p.id = t.person_id where t.report_id = r.id)) end as schedule
    from saved_reports r join people o on o.id = r.owner_id left join report_schedules s on s.report_id = r.id
    where ${condition} order by lower(r.name), r.id`.execute(db)
  return rows
}

/** One's own, those one is sent, and for an administrator all that are sent. */
const seenBy = ({ id, role }: Reader): RawBuilder<unknown> =>
  sql`(r.owner_id = ${id} or (${role === 'administrator'} and s.report_id is not null)
    or exists (select 1 from report_recipients t where t.report_id = r.id and t.person_id = ${id}))`

export const mayChange = ({ id, role }: Reader, { ownerId }: Pick<ReportRow, 'ownerId'>): boolean =>
  ownerId === id || role === 'administrator'

/** The days a saved report is about when it is made at a moment. */
export function daysNow({ period, first, last }: ReportRow, timeZone: string, now: Date): Days {
  if (period !== 'fixed') return daysOf(period, dayIn(timeZone, now))
  return { from: first as string, to: last as string }
}

const mostLetters = 10

/** The saved reports that somebody sees, by name. */
export async function listSavedReports(db: Database, reader: Reader, now: Date): Promise<SavedReport[]> {
  return toReports(db, reader, { rows: await select(db, seenBy(reader)), now })
}

async function toReports(
  db: Database | Tx,
  reader: Reader,
  { rows, now }: { rows: ReportRow[]; now: Date },
): Promise<SavedReport[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const own = rows.filter((row) => mayChange(reader, row)).map(({ id }) => id)
  const seen = sql`l.report_id = any (${ids}::uuid[]) and (l.report_id = any (${own}::uuid[]) or l.person_id = ${reader.id})`
  const [timeZone, letters] = [await companyTimeZone(db), await latestLetters(db, seen, mostLetters)]
  const reports: SavedReport[] = []
  for (const row of rows) {
    const { id, name, page, narrowing, version, schedule } = row
    reports.push({
      id,
      name,
      page,
      narrowing,
      version,
      timeZone,
      narrowedTo: await wordsOf(db, reader.language, Narrowing.parse(narrowing)),
      period: periodOf(row),
      days: daysNow(row, timeZone, now),
      owner: { id: row.ownerId, name: row.ownerName },
      mayChange: mayChange(reader, row),
      isSentToMe: schedule?.recipients.some((each) => each.id === reader.id) ?? false,
      schedule: schedule && { ...schedule, nextAt: schedule.nextAt && new Date(schedule.nextAt).toISOString() },
      letters: letters.filter(({ reportId }) => reportId === id).map(({ reportId: _reportId, ...letter }) => letter),
    })
  }
  return reports
}

const periodOf = ({ period, first, last }: ReportRow): ReportPeriod =>
  period === 'fixed' ? { kind: 'fixed', from: first as string, to: last as string } : { kind: period }

/** A saved report as its reader sees it. @throws Problem saved_report_not_found */
export async function readSavedReport(
  db: Database | Tx,
  reader: Reader,
  { id, now }: { id: string; now: Date },
): Promise<SavedReport> {
  const rows = await select(db, sql`r.id = ${id} and ${seenBy(reader)}`)
  const [report] = await toReports(db, reader, { rows, now })
  if (!report) throw new Problem('not_found', 'saved_report_not_found')
  return report
}

/** A saved report as it is stored; null when it is no more. */
export async function findReport(db: Database | Tx, id: string): Promise<ReportRow | null> {
  return (await select(db, sql`r.id = ${id}`))[0] ?? null
}

/**
 * Holds a saved report for a change by somebody.
 * @throws Problem saved_report_not_found, saved_report_not_yours, stale
 */
export async function holdReport(
  tx: Tx,
  reader: Reader,
  { id, ifMatch }: { id: string; ifMatch: IfMatch },
): Promise<ReportRow> {
  await sql`select 1 from saved_reports where id = ${id} for update`.execute(tx)
  const row = (await select(tx, sql`r.id = ${id} and ${seenBy(reader)}`))[0]
  if (!row) throw new Problem('not_found', 'saved_report_not_found')
  if (!mayChange(reader, row)) throw new Problem('forbidden', 'saved_report_not_yours', { owner: row.ownerName })
  requireVersion(ifMatch, row.version)
  return row
}

/** More than anybody can find their way in. */
const mostReports = 100

const columnsOf = (period: ReportPeriod) =>
  period.kind === 'fixed' ? { period: 'fixed', ...period } : { period: period.kind, from: null, to: null }

/** Keeps a page under a name. @throws Problem saved_reports_too_many */
export async function saveReport(tx: Tx, reader: Reader, given: ReportGiven, now: Date): Promise<string> {
  const { n } = onlyRow(
    await sql<{ n: number }>`select count(*)::int as n from saved_reports where owner_id = ${reader.id}`.execute(tx),
  )
  if (n >= mostReports) throw new Problem('conflict', 'saved_reports_too_many', { most: mostReports })
  const id = newId()
  const { period, from, to } = columnsOf(given.period)
  await sql`
    insert into saved_reports (id, owner_id, name, page, narrowing, period, first_day, last_day, changed_at)
    values (${id}, ${reader.id}, ${given.name}, ${given.page}, ${JSON.stringify(given.narrowing)}, ${period}, ${from}, ${to}, ${now})`.execute(
    tx,
  )
  return id
}

/** Changes the name or the days of a report that is held; what is left out stays. */
export async function changeReport(
  tx: Tx,
  held: ReportRow,
  { name = held.name, period = periodOf(held) }: { name?: string; period?: ReportPeriod },
  now: Date,
): Promise<void> {
  const days = columnsOf(period)
  await sql`
    update saved_reports set name = ${name}, period = ${days.period}, first_day = ${days.from}, last_day = ${days.to},
      version = version + 1, changed_at = ${now} where id = ${held.id}`.execute(tx)
}

/** Deletes a report that is held, with its schedule and the record of its letters. */
export async function deleteReport(tx: Tx, { id }: ReportRow): Promise<void> {
  await sql`delete from saved_reports where id = ${id}`.execute(tx)
}
