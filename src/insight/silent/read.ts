import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { listSurveys } from '../surveys/store.ts'
import { tallySurvey } from '../surveys/tally.ts'
import { causesAtRisk } from './causes-at-risk.ts'
import type { SilentCustomers, SilentQuery } from './contract.ts'
import { estimatesOf, shareOf } from './estimates.ts'
import { readInputs } from './inputs.ts'
import { computeMarket } from './market.ts'

/** Everything the page of silent customers shows. @throws Problem survey_not_found */
export async function readSilentCustomers(db: Database, query: SilentQuery, now: Date): Promise<SilentCustomers> {
  const surveys = await listSurveys(db)
  const chosen = query.survey
    ? surveys.find(({ id }) => id === query.survey)
    : (surveys.find(({ answered }) => answered > 0) ?? surveys[0])
  if (query.survey && !chosen) throw new Problem('not_found', 'survey_not_found')
  const [typed, tally, complainants] = await Promise.all([
    readInputs(db),
    chosen ? tallySurvey(db, chosen.id) : null,
    chosen ? complainantsOf(db, chosen.id) : null,
  ])
  const survey = tally && tally.answers > 0 ? tally : null
  const { market, money } = computeMarket({ ...typed, survey }, query)
  const likely = (name: 'customers' | 'annualValue') => typed.inputs.get(name)?.likely ?? null
  const context = { complainants, customers: likely('customers'), annualValue: likely('annualValue') }
  const { from, to } = chosen ?? lastYear(now)
  return {
    surveys: surveys.map(({ id, name, state, from, to }) => ({ id, name, state, from, to })),
    survey: chosen ? { ...chosen, response: shareOf({ successes: chosen.answered, n: chosen.drawn }) } : null,
    estimates: survey && estimatesOf(survey, context),
    market,
    causes: await causesAtRisk(db, { from, to, survey, money }),
  }
}

async function complainantsOf(db: Database, surveyId: string): Promise<number | null> {
  const { rows } = await sql<{
    complainants: number | null
  }>`select complainants from surveys where id = ${surveyId}`.execute(db)
  return rows[0]?.complainants ?? null
}

function lastYear(now: Date): { from: string; to: string } {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { from: day(Date.UTC(year - 1, month, 1)), to: day(Date.UTC(year, month, 0)) }
}
