import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import type { Language } from '../../platform/texts/index.ts'
import { invitationOfLink } from './links.ts'
import type { SurveyAnswer } from './rules.ts'

/** What the page needs of whoever holds the link; nothing that they have not told us themselves. */
export type Invited = {
  id: string
  surveyId: string
  from: string
  to: string
  language: Language | null
  email: string | null
  isAnswered: boolean
  isOpen: boolean
  asksRecommend: boolean
  causes: { id: string; name: Record<Language, string> }[]
}

/** Who a link is for; null when it is not ours. */
export async function findInvited(db: Database, token: string): Promise<Invited | null> {
  const id = await invitationOfLink(db, token)
  if (!id) return null
  const { rows } = await sql<Invited>`
    select i.id, s.id as "surveyId", s.asked_from as "from", s.asked_to as "to",
      case when i.language in ('en', 'ru') then i.language end as language, i.email, i.answered_on is not null as "isAnswered",
      s.opened_at is not null and s.ended_at is null as "isOpen", s.asks_recommend as "asksRecommend",
      coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name) order by sc.position)
        from survey_causes sc join causes c on c.id = sc.cause_id where sc.survey_id = s.id), '[]') as causes
    from survey_invitations i join surveys s on s.id = i.survey_id where i.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/**
 * Stores an answer without whose it is, and that this invitation was answered; a reminder that waits does not leave. An
 * invitation answers once, whoever is quicker.
 * @returns false when it was answered before, or the survey is not open
 */
export async function storeAnswer(
  db: Database,
  invitationId: string,
  { answer, complaint, now }: { answer: SurveyAnswer; complaint: string | null; now: Date },
): Promise<boolean> {
  const today = now.toISOString().slice(0, 10)
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ survey_id: string; segment: string; language: string }>`
      update survey_invitations i set answered_on = ${today} from surveys s
      where i.id = ${invitationId} and i.answered_on is null and s.id = i.survey_id and s.opened_at is not null and s.ended_at is null
      returning i.survey_id, i.segment, i.language`.execute(tx)
    const of = rows[0]
    if (!of) return false
    const { hadProblem, complained, told, ended, silentBecause, causeId, leaving, recommend, words } = answer
    // A random id: one that tells the time would lead to the invitation.
    await sql`
      insert into survey_answers (id, survey_id, segment, language, answered_on, had_problem, complained, told, ended, silent_because,
        cause_id, leaving, recommend, words, became_reference)
      values (${randomUUID()}, ${of.survey_id}, ${of.segment}, ${of.language}, ${today}, ${hadProblem}, ${complained}, ${told}, ${ended},
        ${silentBecause}, ${causeId}, ${leaving}, ${recommend}, ${words}, ${complaint})`.execute(tx)
    await sql`
      update survey_letters set cancelled_at = ${now}
      where invitation_id = ${invitationId} and sent_at is null and failure is null and cancelled_at is null and sending_since is null`.execute(
      tx,
    )
    return true
  })
}

/** Remembers that somebody wants no more questions of this sort. */
export async function stopSurveys(db: Database, invitationId: string, now: Date): Promise<void> {
  await sql`
    insert into stopped_surveys (address, at) select lower(email), ${now} from survey_invitations
    where id = ${invitationId} and email is not null on conflict (address) do nothing`.execute(db)
}
