import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { sql } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { receiveText } from '../../platform/http/text-file.ts'
import { surveysContract } from './contract.ts'
import { drawFromCustomers, drawFromList } from './drawing.ts'
import { readList } from './frame.ts'
import { openSurvey } from './letters.ts'
import { surveyPath, surveyTokenOf } from './links.ts'
import { failedLetters, retryLetters } from './retrying.ts'
import { endSurvey, listAnswers, listSurveys, makeSurvey, readSurvey } from './store.ts'

type Services = { db: Database; clock: Clock; publicUrl: () => string }

/** A list of a few million customers with names and addresses. */
const list = { mostBytes: 200 * 1024 * 1024, large: 'survey_list_large', unreadable: 'survey_list_unreadable' }

/** Adds the routes of surveys. */
export function surveyRoutes(http: FastifyInstance, gate: Gate, { db, clock, publicUrl }: Services): void {
  implement(http, gate, surveysContract, {
    listSurveys: () => listSurveys(db),
    makeSurvey: async ({ body }, { caller }) =>
      readSurvey(db, await makeSurvey(db, body, { by: personOf(caller), now: clock.now() })),
    readSurvey: ({ params }) => readSurvey(db, params.id),
    drawFromList: async ({ params, query }, { request }) => {
      await readSurvey(db, params.id)
      const listed = readList(await receiveText(request, list))
      await drawFromList(db, listed, { surveyId: params.id, ...query, now: clock.now() })
      return readSurvey(db, params.id)
    },
    drawFromCustomers: async ({ params, body }) => {
      await drawFromCustomers(db, { surveyId: params.id, ...body, now: clock.now() })
      return readSurvey(db, params.id)
    },
    openSurvey: async ({ params }) => {
      await openSurvey(db, params.id, clock.now())
      return readSurvey(db, params.id)
    },
    endSurvey: async ({ params }) => {
      await endSurvey(db, params.id, clock.now())
      return readSurvey(db, params.id)
    },
    listFailedSurveyLetters: async ({ params }) => {
      await readSurvey(db, params.id)
      return failedLetters(db, params.id)
    },
    retrySurveyLetters: async ({ params, body }) => ({
      letters: await retryLetters(db, params.id, { named: body.letters ?? null, now: clock.now() }),
    }),
    downloadSurveyLinks: async ({ params }, { reply }) => {
      await readSurvey(db, params.id)
      reply.header('content-disposition', 'attachment; filename="survey-links.csv"').header('cache-control', 'no-store')
      return reply.type('text/csv; charset=utf-8').send(await linksAsCsv(db, params.id, publicUrl()))
    },
    listSurveyAnswers: async ({ params, query }) => {
      await readSurvey(db, params.id)
      return listAnswers(db, params.id, query.part)
    },
  })
}

const personOf = (caller: Caller): string | null => (caller.kind === 'person' ? caller.id : null)

/** Everyone drawn with their own link. Who has answered is not in it, so that nobody is pressed. */
async function linksAsCsv(db: Database, surveyId: string, publicUrl: string): Promise<string> {
  const { rows } = await sql<{
    id: string
    name: string | null
    email: string | null
    language: string
    segment: string
  }>`
    select id, name, email, language, segment from survey_invitations where survey_id = ${surveyId} order by id`.execute(
    db,
  )
  const links = await Promise.all(
    rows.map(async ({ id, ...who }) => ({ ...who, link: `${publicUrl}${surveyPath(await surveyTokenOf(db, id))}` })),
  )
  return `\uFEFF${Papa.unparse(links, { newline: '\r\n', escapeFormulae: true })}\r\n`
}
