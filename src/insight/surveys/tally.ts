import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { endings, silences, toldWhom } from './rules.ts'

/** How many of those asked a question said yes. */
export type Yes = { successes: number; n: number }
/** What the answers of a survey add up to. */
export type SurveyTally = {
  answers: number
  strata: { size: number; n: number; problems: number; complained: number; silent: number; silentLeaving: number }[]
  problems: number
  complained: number
  silentLeaving: number
  told: { key: (typeof toldWhom)[number]; count: number }[]
  ended: { key: (typeof endings)[number]; count: number; leaving: number }[]
  silentBecause: { key: (typeof silences)[number]; count: number }[]
  withoutProblemLeaving: number
  causes: { causeId: string; problems: number; complained: number }[]
}

type Row = {
  segment: string
  language: string
  size: number
  complained: boolean | null
  told: SurveyTally['told'][number]['key'] | null
  ended: SurveyTally['ended'][number]['key'] | null
  silent_because: SurveyTally['silentBecause'][number]['key'] | null
  cause_id: string | null
  is_leaving: boolean
  n: number
}

/** Adds up the answers of a survey, part by part of its frame. */
export async function tallySurvey(db: Database, surveyId: string): Promise<SurveyTally> {
  const { rows } = await sql<Row>`
    select t.segment, t.language, t.in_frame as size, a.complained, a.told, a.ended, a.silent_because, a.cause_id,
      coalesce(a.leaving = 'yes', false) as is_leaving, count(a.id)::int as n
    from survey_strata t left join survey_answers a using (survey_id, segment, language)
    where survey_id = ${surveyId} group by 1, 2, 3, 4, 5, 6, 7, 8, 9`.execute(db)
  const add = (which: (row: Row) => boolean, among = rows) => among.filter(which).reduce((total, { n }) => total + n, 0)
  const isSilent = (row: Row) => row.complained === false
  const isSilentLeaver = (row: Row) => isSilent(row) && row.is_leaving
  const keyed = <Key extends string>(keyOf: (row: Row) => Key | null) =>
    [
      ...Map.groupBy(
        rows.filter((row) => keyOf(row) !== null),
        keyOf,
      ),
    ].map(([key, own]) => ({
      key: key as Key,
      count: add(() => true, own),
      leaving: add(({ is_leaving: isLeaving }) => isLeaving, own),
    }))
  return {
    answers: add(() => true),
    strata: [...Map.groupBy(rows, ({ segment, language }) => JSON.stringify([segment, language])).values()].map(
      (own) => ({
        size: own[0]?.size ?? 0,
        n: add(() => true, own),
        problems: add(({ complained }) => complained !== null, own),
        complained: add(({ complained }) => complained === true, own),
        silent: add(isSilent, own),
        silentLeaving: add(isSilentLeaver, own),
      }),
    ),
    problems: add(({ complained }) => complained !== null),
    complained: add(({ complained }) => complained === true),
    silentLeaving: add(isSilentLeaver),
    told: keyed((row) => row.told),
    ended: keyed((row) => row.ended),
    silentBecause: keyed((row) => row.silent_because),
    withoutProblemLeaving: add((row) => row.complained === null && row.is_leaving),
    causes: [
      ...Map.groupBy(
        rows.filter((row) => row.cause_id !== null),
        (row) => row.cause_id as string,
      ),
    ].map(([causeId, own]) => ({
      causeId,
      problems: add(() => true, own),
      complained: add(({ complained }) => complained === true, own),
    })),
  }
}
