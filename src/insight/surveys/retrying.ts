import { sql } from 'kysely'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import type { FailedLetter, LettersNamed } from './contract.ts'
import { hindrance } from './letters.ts'
import { lockSurvey } from './store.ts'

const mostListed = 500

/** May have left: nobody knows, so only a person may say that it is sent again. */
const unsure = sql`coalesce(l.failure like 'unsure: %', false)`
/** Those who answered need no letter, those who asked for none get none. */
const canBeAsked = sql`i.answered_on is null and (${hindrance}) is distinct from 'stopped'`

/** The letters of a survey that failed or came back, and whether each may be sent again. */
export async function failedLetters(db: Database, surveyId: string): Promise<FailedLetter[]> {
  const { rows } = await sql<FailedLetter>`
    select l.invitation_id as "invitationId", l.number, nullif(l.to_address, '') as "to",
      case when l.bounced_at is not null then 'came_back' when ${unsure} then 'unsure' else 'failed' end as state,
      coalesce(l.failure, l.bounce) as reason, s.ended_at is null and ${canBeAsked} as "mayRetry"
    from survey_letters l join survey_invitations i on i.id = l.invitation_id join surveys s on s.id = i.survey_id
    where i.survey_id = ${surveyId} and (l.failure is not null or l.bounced_at is not null)
    order by state, l.to_address, l.invitation_id, l.number limit ${mostListed}`.execute(db)
  return rows
}

/**
 * Puts letters that failed in line again. One that may have left, or came back, only when it is named.
 * @param named  which; all that surely did not leave, when null
 * @returns how many
 * @throws Problem survey_not_found, survey_not_now unless it is open
 */
export async function retryLetters(
  db: Database,
  surveyId: string,
  { named, now }: { named: LettersNamed | null; now: Date },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await lockSurvey(tx, surveyId, 'open')
    const keys = JSON.stringify(named ?? [])
    const chosen = named
      ? sql`(l.failure is not null or l.bounced_at is not null) and exists (
          select 1 from jsonb_to_recordset(${keys}::jsonb) as k("invitationId" uuid, number integer)
          where k."invitationId" = l.invitation_id and k.number = l.number)`
      : sql`l.failure is not null and not ${unsure}`
    const { numAffectedRows } = await sql`
      update survey_letters l set sent_at = null, bounced_at = null, bounce = null, failure = null, last_refusal = null, delivery = null,
        attempts = 0, next_attempt_at = ${now}
      from survey_invitations i
      where i.id = l.invitation_id and i.survey_id = ${surveyId} and l.cancelled_at is null and ${canBeAsked} and ${chosen}`.execute(
      tx,
    )
    return Number(numAffectedRows ?? 0n)
  })
}
