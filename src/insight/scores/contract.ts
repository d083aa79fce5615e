import { z } from 'zod'
import { Interval, Share } from '../../causes/contract.ts'
import { When } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'

const Day = z.iso.date().refine((day) => day >= '1900' && day < '2200', 'field.since_1900')
const Count = z.int()

const TrendPoint = z.object({
  at: z.iso.date().describe('First of the month, or the last day a survey asks about'),
  label: z.string().nullable().describe('The name of a survey'),
  n: Count,
  value: z.number().nullable().describe('null: nobody answered'),
  limits: Interval.nullable().describe('Within these it differs from the others no more than chance makes it'),
  signal: z.enum(['above', 'below']).nullable(),
})
const ScoreTrend = z.object({ centre: z.number().nullable(), points: z.array(TrendPoint) })
export type ScoreTrend = z.infer<typeof ScoreTrend>

const PromoterScore = Interval.extend({
  score: z.number().describe('−100 to 100, adjusted Wald'),
  plain: Interval.extend({ score: z.number(), standardError: z.number() }),
})
const SurveyPromoters = z.object({
  surveyId: z.uuid(),
  name: z.string(),
  to: z.iso.date(),
  promoters: Count,
  passives: Count,
  detractors: Count,
  n: Count,
  tooFew: z.boolean(),
  score: PromoterScore.nullable(),
  response: Share,
})
export type SurveyPromoters = z.infer<typeof SurveyPromoters>

export const Scores = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  asked: Count.describe('Customers who said that it is solved and were asked; nobody else is'),
  response: Share,
  satisfaction: Share.describe('4 or 5 of 5, of those who answered'),
  satisfactionTrend: ScoreTrend,
  effort: z.object({ n: Count, tooFew: z.boolean(), mean: z.number().nullable(), interval: Interval.nullable() }),
  effortTrend: ScoreTrend,
  recommend: z.array(SurveyPromoters).describe('Of each survey that asked it, newest first'),
  recommendTrend: ScoreTrend,
})
export type Scores = z.infer<typeof Scores>

const RatingRead = z.object({
  reference: z.string(),
  ratedAt: When,
  satisfaction: Count,
  effort: Count.nullable(),
  comment: z.string().nullable(),
})
export type RatingRead = z.infer<typeof RatingRead>

nameShapes({ Scores, ScoreTrend, SurveyPromoters, RatingRead })

const Period = z.object({ from: Day.optional().describe('The last twelve months when left out'), to: Day.optional() })

export const scoresContract = contract({
  readScores: {
    method: 'GET',
    path: '/api/v1/scores',
    summary:
      'Satisfaction, effort and recommendation with n, response rate, intervals, and what is noise in their trends',
    query: Period,
    answer: { status: 200, shape: Scores },
  },
  listRatings: {
    method: 'GET',
    path: '/api/v1/scores/ratings',
    summary: 'The customers behind a score, latest first; at most 100',
    query: Period.extend({ part: z.enum(['satisfied', 'not_satisfied', 'hard', 'all']).default('all') }),
    answer: { status: 200, shape: z.array(RatingRead) },
  },
})
