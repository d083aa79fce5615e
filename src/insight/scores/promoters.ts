import { sql } from 'kysely'
import type { Period } from '../../causes/period.ts'
import type { Database } from '../../platform/database/index.ts'
import { controlChart, netPromoter, netPromoterAdjusted, tooFewToSay } from '../../stats/index.ts'
import { shareOf } from '../silent/estimates.ts'
import type { Scores, SurveyPromoters } from './contract.ts'
import { trendOf } from './trend.ts'

type Row = {
  surveyId: string
  name: string
  to: string
  drawn: number
  answered: number
  promoters: number
  passives: number
  detractors: number
}

/** Recommendation by survey: of those that asked for it and ask about days that touch the period. */
export async function readPromoters(
  db: Database,
  { from, to }: Period,
): Promise<Pick<Scores, 'recommend' | 'recommendTrend'>> {
  const { rows } = await sql<Row>`
    select s.id as "surveyId", s.name, s.asked_to as "to",
      (select coalesce(sum(drawn), 0)::int from survey_strata t where t.survey_id = s.id) as drawn,
      count(a.id)::int as answered, count(*) filter (where a.recommend >= 9)::int as promoters,
      count(*) filter (where a.recommend in (7, 8))::int as passives, count(*) filter (where a.recommend <= 6)::int as detractors
    from surveys s join survey_answers a on a.survey_id = s.id
    where s.asks_recommend and s.asked_to >= ${from} and s.asked_from <= ${to}
    group by s.id order by s.asked_to, s.id`.execute(db)
  return { recommend: rows.map(promotersOf).toReversed(), recommendTrend: trend(rows) }
}

function promotersOf({ drawn, answered, ...row }: Row): SurveyPromoters {
  const n = row.promoters + row.passives + row.detractors
  const [plain, adjusted] = [netPromoter(row), netPromoterAdjusted(row)]
  return {
    ...row,
    n,
    tooFew: tooFewToSay(n),
    score: plain &&
      adjusted && {
        score: adjusted.score,
        low: adjusted.low,
        high: adjusted.high,
        plain: { score: plain.score, standardError: plain.standardError, low: plain.low, high: plain.high },
      },
    response: shareOf({ successes: answered, n: drawn }),
  }
}

function trend(rows: Row[]): Scores['recommendTrend'] {
  const periods = rows.map(({ surveyId: _id, name, to, promoters, passives, detractors }) => ({
    at: to,
    label: name,
    n: promoters + passives + detractors,
    sum: (promoters - detractors) * 100,
    ends: (promoters + detractors) * 10_000,
  }))
  const n = periods.reduce((total, each) => total + each.n, 0)
  const mean = periods.reduce((total, each) => total + each.sum, 0) / n
  const variance = periods.reduce((total, each) => total + each.ends, 0) / n - mean ** 2
  return trendOf(periods, n === 0 ? null : controlChart({ periods, variance, range: { low: -100, high: 100 } }))
}
