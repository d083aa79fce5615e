import { sql } from 'kysely'
import { findOrganization } from '../../people/organization.ts'
import type { Database } from '../../platform/database/index.ts'
import { addDays, type Day, endOf, lastFinished, periodsBetween, shift, startOf, type Unit } from '../series/periods.ts'
import { recountDays } from '../series/recount.ts'
import { chooseThemes } from '../series/themes.ts'
import { watchPeriod } from './watch.ts'

/** What was missed while nobody watched is caught up with so far back; complaints that come so late are judged again. */
const catchUp: Record<Unit, number> = { day: 14, week: 8 }
/** Managers are told of what ended at most so long ago. */
const newsDays = 21

const units = ['day', 'week'] as const

type Span = { from: Day; to: Day }
type Settings = {
  now: Date
  isStopping?: () => boolean
  /** Counts again only days that have been quiet for so long. */
  quietSeconds?: number
  /** Periods of the past that are watched as if each had just ended. */
  past?: Span
}
export type Nightly = { days: number; periods: number; found: number }

/**
 * The nightly work: counts the series of days that changed, chooses once a week which words are watched, and watches every day
 * and week that is over and was not watched. The first time ever only the last ones: what was long ago is the baseline. After
 * a standstill it catches up. Safe to run at any time, and in several processes at once.
 * @returns days that were counted, periods that were watched, and series that were found above their threshold
 */
export async function watchNow(db: Database, { now, isStopping, quietSeconds, past }: Settings): Promise<Nightly> {
  const before = now.toISOString().slice(0, 10)
  const forWords = new Set(await chooseThemes(db, now))
  const counted = await recountDays(db, { before, quietSeconds, isStopping })
  const changed = counted.filter((day) => !forWords.has(day))
  const late = await forgetWatches(db, changed, now)
  const done = { days: counted.length, periods: 0, found: 0 }
  for (const { unit, starts } of await unwatched(db, { now, past, late })) {
    if (isStopping?.()) break
    const isNews = addDays(endOf(unit, starts), newsDays) >= before
    const watched = await watchPeriod(db, { unit, starts, now, isNews })
    if (!watched) continue
    done.periods++
    done.found += watched.found
  }
  return done
}

type Pending = { unit: Unit; starts: Day }

/** Complaints that came late may make a spike of a period that was quiet: lately watched periods are watched again. */
async function forgetWatches(db: Database, days: Day[], now: Date): Promise<Pending[]> {
  const forgotten: Pending[] = []
  for (const unit of units) {
    const since = shift(unit, lastFinished(unit, now), 1 - catchUp[unit])
    const starts = [...new Set(days.map((day) => startOf(unit, day)))].filter((day) => day >= since)
    const { rows } = await sql<Pending>`
      delete from series_watches where unit = ${unit} and starts = any (${starts}::date[]) returning unit, starts`.execute(
      db,
    )
    forgotten.push(...rows)
  }
  return forgotten
}

type Wanted = { now: Date; past: Span | undefined; late: Pending[] }

/** Periods that are over and were not watched, in the order in which they ended, days before the week they end. */
async function unwatched(db: Database, { now, past, late }: Wanted): Promise<Pending[]> {
  const pending = (await Promise.all(units.map((unit) => pendingOf(db, unit, { now, past, late })))).flat()
  const endsOn = ({ unit, starts }: Pending) => endOf(unit, starts)
  return pending.sort((one, other) => (endsOn(one) < endsOn(other) ? -1 : endsOn(one) > endsOn(other) ? 1 : 0))
}

async function pendingOf(db: Database, unit: Unit, { now, past, late }: Wanted): Promise<Pending[]> {
  const { rows } = await sql<{ watched: Day[]; first: Day | null }>`
    select (select coalesce(json_agg(starts), '[]') from series_watches where unit = ${unit}) as watched,
      (select min(day) from series_days) as first`.execute(db)
  const { watched = [], first = null } = rows[0] ?? {}
  if (first === null) return []
  const last = lastFinished(unit, now)
  const again = late.filter((each) => each.unit === unit).map(({ starts }) => starts)
  const began = [...watched, ...again].sort()[0] ?? last
  const reach = shift(unit, last, 1 - catchUp[unit])
  const missed = periodsBetween(unit, began > reach ? began : reach, last)
  const asked = past ? wantedOf(unit, past, { first, last }) : []
  const done = new Set(watched)
  return [...new Set([...asked, ...missed])].filter((starts) => !done.has(starts)).map((starts) => ({ unit, starts }))
}

/** What is asked for of the past: nothing is to be found before the first complaint, or in what is not over. */
function wantedOf(unit: Unit, { from, to }: Span, { first, last }: { first: Day; last: Day }): Day[] {
  return periodsBetween(unit, startOf(unit, from > first ? from : first), to < last ? to : last)
}

/**
 * The days over which a demonstration shows what would have been found, from the day by which a tenth of its complaints had
 * come: before that there is too little to compare with. Null in a company's own installation.
 */
export async function demonstratedPast(db: Database): Promise<Span | null> {
  if (!(await findOrganization(db))?.demonstration) return null
  const { rows } = await sql<{ from: Day | null; to: Day }>`
    select min(day) filter (where so_far * 10 >= total) as from, max(day) as to
    from (select d.day, sum(d.n) over (order by d.day) as so_far, sum(d.n) over () as total
      from series_days d join series s on s.id = d.series_id and s.kind = 'all') days
    where not exists (select 1 from imports where state = 'running')`.execute(db)
  const [span] = rows
  return span?.from ? { from: span.from, to: addDays(span.to, 14) } : null
}
