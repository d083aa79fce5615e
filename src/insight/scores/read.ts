import { sql } from 'kysely'
import { type Period, spanOf } from '../../causes/period.ts'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { controlChart, meanInterval, tooFewToSay } from '../../stats/index.ts'
import { shareOf } from '../silent/estimates.ts'
import type { RatingRead, Scores, ScoreTrend } from './contract.ts'
import { readPromoters } from './promoters.ts'
import { trendOf } from './trend.ts'

type Rated = { month: string; satisfaction: number; effort: number | null; n: number }

/** The period asked for; by itself the twelve whole months before this one, and this one so far. @throws Problem period_backwards */
function periodOf({ from, to }: Partial<Period>, now: Date): Period {
  const last = to ?? now.toISOString().slice(0, 10)
  const end = new Date(last)
  const first = new Date(Date.UTC(end.getUTCFullYear() - 1, end.getUTCMonth(), 1)).toISOString().slice(0, 10)
  const period = { from: from ?? first, to: last }
  if (period.to < period.from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  return period
}

/** Every score of a period. @throws Problem period_backwards */
export async function readScores(db: Database, asked: Partial<Period>, now: Date): Promise<Scores> {
  const period = periodOf(asked, now)
  const { from, until } = spanOf(period)
  const [rated, requests, promoters] = await Promise.all([
    sql<Rated>`
      select to_char(date_trunc('month', rated_at at time zone 'UTC'), 'YYYY-MM-DD') as month, satisfaction, effort, count(*)::int as n
      from ratings where rated_at >= ${from} and rated_at < ${until} group by 1, 2, 3`.execute(db),
    sql<{ asked: number; answered: number }>`
      select count(*)::int as asked, count(r.complaint_id)::int as answered
      from rating_requests q left join ratings r on r.complaint_id = q.complaint_id
      where q.asked_at >= ${from} and q.asked_at < ${until}`.execute(db),
    readPromoters(db, period),
  ])
  const { asked: all, answered } = requests.rows[0] ?? { asked: 0, answered: 0 }
  return {
    ...period,
    asked: all,
    response: shareOf({ successes: answered, n: all }),
    ...satisfactionOf(rated.rows, period),
    ...effortOf(rated.rows, period),
    ...promoters,
  }
}

const sum = (rows: Rated[], of: (row: Rated) => number = () => 1): number =>
  rows.reduce((total, row) => total + row.n * of(row), 0)

function satisfactionOf(rows: Rated[], period: Period): Pick<Scores, 'satisfaction' | 'satisfactionTrend'> {
  const isSatisfied = ({ satisfaction }: Rated) => (satisfaction >= 4 ? 1 : 0)
  return {
    satisfaction: shareOf({ successes: sum(rows, isSatisfied), n: sum(rows) }),
    satisfactionTrend: monthly(rows, period, { of: isSatisfied, range: { low: 0, high: 1 } }),
  }
}

function effortOf(rows: Rated[], period: Period): Pick<Scores, 'effort' | 'effortTrend'> {
  const answered = rows.filter(({ effort }) => effort !== null)
  const of = ({ effort }: Rated) => effort ?? 0
  const counts = new Map([...Map.groupBy(answered, of)].map(([effort, own]) => [effort, sum(own)]))
  const n = sum(answered)
  const found = meanInterval({ counts })
  return {
    effort: {
      n,
      tooFew: tooFewToSay(n),
      mean: found?.mean ?? null,
      interval: found && { low: Math.max(1, found.low), high: Math.min(7, found.high) },
    },
    effortTrend: monthly(answered, period, {
      of,
      range: { low: 1, high: 7 },
      variance: found ? found.deviation ** 2 : 0,
    }),
  }
}

type Charted = { of: (row: Rated) => number; range: { low: number; high: number }; variance?: number }

/** The last twenty years of a period at most: more months nobody can read. */
const monthsShown = 240

function monthly(rows: Rated[], { from, to }: Period, { of, ...limits }: Charted): ScoreTrend {
  const all: string[] = []
  for (let at = `${from.slice(0, 7)}-01`; at <= to; at = monthAfter(at)) all.push(at)
  const months = all.slice(-monthsShown)
  const periods = months.map((month) => {
    const own = rows.filter((row) => row.month === month)
    return { n: sum(own), sum: sum(own, of) }
  })
  const labelled = months.map((at, place) => ({
    at,
    label: null,
    n: periods[place]?.n ?? 0,
    sum: periods[place]?.sum ?? 0,
  }))
  return trendOf(labelled, controlChart({ periods, ...limits }))
}

const monthAfter = (month: string): string => {
  const at = new Date(month)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
}

const partOf = {
  satisfied: sql`r.satisfaction >= 4`,
  not_satisfied: sql`r.satisfaction < 4`,
  hard: sql`r.effort <= 3`,
  all: sql`true`,
}

/** The customers behind a score, latest first. @throws Problem period_backwards */
export async function listRatings(
  db: Database,
  { part, ...asked }: Partial<Period> & { part: keyof typeof partOf },
  now: Date,
): Promise<RatingRead[]> {
  const { from, until } = spanOf(periodOf(asked, now))
  const { rows } = await sql<Omit<RatingRead, 'ratedAt'> & { ratedAt: Date }>`
    select c.reference, r.rated_at as "ratedAt", r.satisfaction, r.effort, r.comment
    from ratings r join complaints c on c.id = r.complaint_id
    where r.rated_at >= ${from} and r.rated_at < ${until} and ${partOf[part]} order by r.rated_at desc limit 100`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, ratedAt: row.ratedAt.toISOString() }))
}
