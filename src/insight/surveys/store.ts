import { sql } from 'kysely'
import { brokeConstraint, type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Survey, SurveyAnswerRead, SurveyGiven, WholeSurvey } from './contract.ts'
import type { DrawnStratum } from './frame.ts'
import { type AnswerPart, stateOf } from './rules.ts'

type Row = Omit<Survey, 'state' | 'madeAt' | 'drawnAt' | 'openedAt' | 'endedAt'> & {
  madeAt: Date
  drawnAt: Date | null
  openedAt: Date | null
  endedAt: Date | null
}

const surveyRows = sql`
  select s.id, s.name, s.asked_from as "from", s.asked_to as "to", s.way, s.reminders, s.remind_after_days as "remindAfterDays",
    s.asks_recommend as "asksRecommend", s.frame, s.seed, s.made_at as "madeAt", s.drawn_at as "drawnAt", s.opened_at as "openedAt",
    s.ended_at as "endedAt",
    coalesce((select sum(in_frame) from survey_strata t where t.survey_id = s.id), 0)::int as "inFrame",
    coalesce((select sum(drawn) from survey_strata t where t.survey_id = s.id), 0)::int as drawn,
    (select count(*)::int from survey_answers a where a.survey_id = s.id) as answered,
    array(select cause_id from survey_causes c where c.survey_id = s.id order by position) as "causeIds"
  from surveys s`

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
const toSurvey = (row: Row): Survey => ({
  ...row,
  state: stateOf(row),
  madeAt: row.madeAt.toISOString(),
  drawnAt: iso(row.drawnAt),
  openedAt: iso(row.openedAt),
  endedAt: iso(row.endedAt),
})

/** Surveys, newest first. */
export async function listSurveys(db: Database): Promise<Survey[]> {
  const { rows } = await sql<Row>`${surveyRows} order by s.made_at desc, s.id desc limit 200`.execute(db)
  return rows.map(toSurvey)
}

/** A survey with its sample, letters and answers counted. @throws Problem survey_not_found */
export async function readSurvey(db: Database, id: string): Promise<WholeSurvey> {
  const { rows } = await sql<Row>`${surveyRows} where s.id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) throw new Problem('not_found', 'survey_not_found')
  return { ...toSurvey(row), ...(await detailsOf(db, id)) }
}

type Details = Pick<WholeSurvey, 'strata' | 'letters' | 'notWritten' | 'failures'>

async function detailsOf(db: Database, id: string): Promise<Details> {
  const letters = sql`survey_letters l join survey_invitations i on i.id = l.invitation_id where i.survey_id = ${id}`
  const [strata, counted, notWritten, failures] = await Promise.all([
    sql<DrawnStratum & { answered: number }>`
      select t.segment, t.language, t.in_frame as "inFrame", t.drawn, (select count(*)::int from survey_answers a
        where a.survey_id = t.survey_id and a.segment = t.segment and a.language = t.language) as answered
      from survey_strata t where t.survey_id = ${id} order by t.in_frame desc, t.segment, t.language`.execute(db),
    sql<WholeSurvey['letters']>`
      select count(*) filter (where sent_at is null and cancelled_at is null and failure is null)::int as waiting,
        count(*) filter (where sent_at is not null and bounced_at is null and delivery = 'server')::int as sent,
        count(*) filter (where sent_at is not null and delivery = 'mailbox')::int as "keptHere",
        count(*) filter (where failure is not null)::int as failed,
        count(*) filter (where bounced_at is not null)::int as "cameBack",
        count(*) filter (where sent_at is not null and number > 0)::int as reminders
      from ${letters}`.execute(db),
    sql<WholeSurvey['notWritten']>`
      select count(*) filter (where not_written = 'stopped')::int as stopped,
        count(*) filter (where not_written = 'no_address')::int as "noAddress",
        count(*) filter (where not_written = 'came_back')::int as "cameBack"
      from survey_invitations where survey_id = ${id}`.execute(db),
    sql<WholeSurvey['failures'][number]>`
      select l.failure as reason, count(*)::int as letters from ${letters} and l.failure is not null
      group by l.failure order by 2 desc, 1 limit 20`.execute(db),
  ])
  const none = { waiting: 0, sent: 0, keptHere: 0, failed: 0, cameBack: 0, reminders: 0 }
  return {
    strata: strata.rows,
    letters: counted.rows[0] ?? none,
    notWritten: notWritten.rows[0] ?? { stopped: 0, noAddress: 0, cameBack: 0 },
    failures: failures.rows,
  }
}

/** Makes a survey; nobody is drawn or asked yet. @throws Problem survey_days, survey_cause_unknown */
export async function makeSurvey(
  db: Database,
  { causeIds, ...given }: SurveyGiven,
  { by, now }: { by: string | null; now: Date },
): Promise<string> {
  if (given.to < given.from)
    throw new Problem('invalid', 'survey_days', {}, { fields: [{ field: 'to', message: 'survey_days' }] })
  const id = newId()
  await inTransaction(db, async (tx) => {
    await sql`
      insert into surveys (id, name, asked_from, asked_to, way, reminders, remind_after_days, asks_recommend, made_by, made_at)
      values (${id}, ${given.name}, ${given.from}, ${given.to}, ${given.way}, ${given.reminders}, ${given.remindAfterDays},
        ${given.asksRecommend}, ${by}, ${now})`.execute(tx)
    const rows = [...new Set(causeIds)].map((causeId, position) => ({ survey_id: id, cause_id: causeId, position }))
    await insertRows(tx, 'survey_causes', rows)
  }).catch((error) => {
    const fields = [{ field: 'causeIds', message: 'survey_cause_unknown' }]
    throw brokeConstraint(error, 'survey_causes_cause_id_fkey')
      ? new Problem('invalid', 'survey_cause_unknown', {}, { fields, cause: error })
      : error
  })
  return id
}

/** Holds a survey's row until the transaction ends. @throws Problem survey_not_found, survey_not_now when it is in another state */
export async function lockSurvey(tx: Tx, id: string, state: Survey['state']): Promise<Row> {
  await sql`select 1 from surveys where id = ${id} for update`.execute(tx)
  const { rows } = await sql<Row>`${surveyRows} where s.id = ${id}`.execute(tx)
  const row = rows[0]
  if (!row) throw new Problem('not_found', 'survey_not_found')
  if (stateOf(row) !== state) throw new Problem('conflict', 'survey_not_now', { state: stateOf(row) })
  return row
}

/** Ends a survey: what waits does not leave, and who was drawn is forgotten. @throws Problem survey_not_found, survey_not_now */
export async function endSurvey(db: Database, id: string, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockSurvey(tx, id, 'open')
    await sql`update surveys set ended_at = ${now} where id = ${id}`.execute(tx)
    await sql`
      update survey_letters set cancelled_at = ${now}
      where sent_at is null and failure is null and cancelled_at is null and sending_since is null
        and invitation_id in (select id from survey_invitations where survey_id = ${id})`.execute(tx)
    await sql`
      update survey_letters set to_address = '', body = '', bounce = null
      where sending_since is null and invitation_id in (select id from survey_invitations where survey_id = ${id})`.execute(
      tx,
    )
    await sql`update survey_invitations set name = null, email = null where survey_id = ${id}`.execute(tx)
  })
}

const conditionOf = {
  problem: sql`had_problem`,
  complained: sql`complained`,
  silent: sql`complained = false`,
  silent_leaving: sql`complained = false and leaving = 'yes'`,
  promoters: sql`recommend >= 9`,
  detractors: sql`recommend <= 6`,
} as const

/** The answers behind a number, those with words first. */
export async function listAnswers(db: Database, surveyId: string, part: AnswerPart): Promise<SurveyAnswerRead[]> {
  const condition = part in conditionOf ? conditionOf[part as keyof typeof conditionOf] : sql`silent_because = ${part}`
  const { rows } = await sql<SurveyAnswerRead>`
    select answered_on as "answeredOn", complained, told, ended, silent_because as "silentBecause", leaving, recommend, words,
      became_reference as complaint
    from survey_answers where survey_id = ${surveyId} and ${condition}
    order by words is null, answered_on desc, id limit 200`.execute(db)
  return rows
}
