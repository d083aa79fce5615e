import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/**
 * Records that a letter of a survey came back for good; no reminder follows it. Once the survey has ended, only that it did: why
 * names an address. @param messageId  the Message-ID the report names, as it stands there
 * @returns false when it names no such letter
 */
export async function recordSurveyBounce(
  db: Database,
  { messageId, why, now }: { messageId: string; why: string; now: Date },
): Promise<boolean> {
  const [, invitationId, number] =
    /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.survey\.([0-3])@[^<>\s]*>?$/i.exec(messageId.trim()) ?? []
  if (!invitationId || !number) return false
  const { rows } = await sql`
    select 1 from survey_letters
    where invitation_id = ${invitationId} and number = ${Number(number)} and attempts > 0`.execute(db)
  if (rows.length === 0) return false
  // Whatever we believed: what comes back had left.
  await sql`
    update survey_letters l set bounced_at = ${now}, sent_at = coalesce(l.sent_at, ${now}), failure = null, sending_since = null,
      bounce = case when s.ended_at is null then ${why.slice(0, 2000)} end
    from survey_invitations i join surveys s on s.id = i.survey_id
    where i.id = l.invitation_id and l.invitation_id = ${invitationId} and l.number = ${Number(number)}
      and l.bounced_at is null and l.cancelled_at is null`.execute(db)
  return true
}
