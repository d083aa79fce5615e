import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, inTransaction, insertRows, type Value } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { drawsFrom } from '../stats/index.ts'

/** Invented answers have no place beside real ones: the survey's name says what it is. */
const names = { en: 'Invented survey (demonstration)', ru: 'Придуманный опрос (для показа)' }
const words = {
  en: [
    'Nobody would have listened anyway.',
    'I tried the telephone for an hour and gave up.',
    'I did not know whom to tell.',
  ],
  ru: ['Всё равно никто бы не стал слушать.', 'Звонил целый час и бросил.', 'Непонятно, кому об этом говорить.'],
}
const segments = [
  { segment: 'private', inFrame: 160_000, drawn: 1600, answered: 610 },
  { segment: 'business', inFrame: 40_000, drawn: 400, answered: 190 },
]
const inputs = [
  { name: 'customers', low: 190_000, likely: 200_000, high: 210_000, unit: null },
  { name: 'annualValue', low: 150, likely: 250, high: 400, unit: 'USD' },
  { name: 'told', low: 3, likely: 5, high: 9, unit: null },
  { name: 'acting', low: 0.005, likely: 0.01, high: 0.02, unit: null },
] as const
const invented = { en: 'Invented for the demonstration', ru: 'Придумано для показа' }
/** How likely one leaves who complained, by how it ended. */
const leaving = { satisfied: 0.06, mollified: 0.22, dissatisfied: 0.5 }
const silences = ['no_use', 'no_use', 'too_much_effort', 'too_much_effort', 'did_not_know_where', 'fear', 'other']

/**
 * Stores a survey with invented answers, so that the page of silent customers shows what it is for, unless there is one. The
 * days it asks about are the year with most of the demonstration's complaints; what it asks after are their commonest causes.
 */
export async function storeSurvey(db: Database, language: 'en' | 'ru', now: Date): Promise<void> {
  const { rows } = await sql<{ from: string; to: string }>`
    select date_trunc('year', received_at at time zone 'UTC')::date as "from",
      (date_trunc('year', received_at at time zone 'UTC') + interval '1 year - 1 day')::date as "to"
    from complaints where not exists (select 1 from surveys) group by 1, 2 order by count(*) desc, 1 limit 1`.execute(
    db,
  )
  const days = rows[0]
  if (!days) return
  const { rows: causes } = await sql<{ id: string }>`
    select cause_id as id from complaints where cause_id is not null group by cause_id order by count(*) desc, cause_id limit 6`.execute(
    db,
  )
  const id = newId()
  await inTransaction(db, async (tx) => {
    await sql`
      insert into surveys (id, name, asked_from, asked_to, way, reminders, remind_after_days, asks_recommend, made_at, frame, seed, drawn_at,
        opened_at, ended_at)
      values (${id}, ${names[language]}, ${days.from}, ${days.to}, 'link', 0, 7, true, ${now}, 'list', 1, ${now}, ${now}, ${now})`.execute(
      tx,
    )
    const asked = causes.map((cause, position) => ({ survey_id: id, cause_id: cause.id, position }))
    await insertRows(tx, 'survey_causes', asked)
    const strata = segments.map(({ segment, inFrame, drawn }) => ({
      survey_id: id,
      segment,
      language,
      in_frame: inFrame,
      drawn,
    }))
    await insertRows(tx, 'survey_strata', strata)
    const answers = inventAnswers(
      causes.map((cause) => cause.id),
      language,
    )
    const market = inputs.map((input) => ({ ...input, source: invented[language], changed_at: now }))
    await insertRows(tx, 'market_damage_inputs', market as Record<string, Value>[])
    const day = now.toISOString().slice(0, 10)
    await insertRows(
      tx,
      'survey_answers',
      answers.map((answer) => ({ ...answer, survey_id: id, answered_on: day })),
    )
  })
}

function inventAnswers(causeIds: string[], language: 'en' | 'ru'): Record<string, Value>[] {
  const draws = drawsFrom(232)
  const oneOf = <Value>(all: readonly Value[]): Value | null => all[Math.floor(draws() * all.length)] ?? null
  return segments.flatMap(({ segment, answered }) =>
    Array.from({ length: answered }, () => {
      const hadProblem = draws() < 0.29
      const place = Math.floor(draws() * causeIds.length)
      // Of what costs money many complain, of how one was treated few.
      const complained = hadProblem ? draws() < 0.45 - place * 0.07 : null
      const ended = complained ? oneOf(['satisfied', 'mollified', 'dissatisfied'] as const) : null
      const leaves = draws() < (ended ? leaving[ended] : hadProblem ? 0.3 : 0.04)
      return {
        id: randomUUID() as string,
        segment,
        language,
        had_problem: hadProblem,
        complained,
        told: complained ? oneOf(['company', 'company', 'seller', 'authority', 'public']) : null,
        ended,
        silent_because: complained === false ? oneOf(silences) : null,
        cause_id: hadProblem ? (causeIds[place] ?? null) : null,
        leaving: leaves ? 'yes' : 'no',
        recommend: Math.floor(draws() * (hadProblem ? 8 : 4)) + (hadProblem ? 1 : 7),
        words: complained === false && draws() < 0.12 ? oneOf(words[language]) : null,
      } as Record<string, Value>
    }),
  )
}
