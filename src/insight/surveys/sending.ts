import { sql } from 'kysely'
import { letterHtml } from '../../complaints/letters/letter-page.tsx'
import { addressIn, domainOf, linkMark, nextAttempt } from '../../complaints/letters/rules.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Delivery, Mail, Mailer } from '../../platform/mailer.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { surveyPath, surveyTokenOf } from './links.ts'

type Waiting = {
  invitation_id: string
  number: number
  to_address: string
  language: Language
  subject: string
  body: string
  attempts: number
}

/** As with other letters: one "being sent" for so long was left by a process that ended. */
const lostAfterMinutes = 15
/** In one round, so that a large survey does not hold up other work. */
const mostInRound = 200

type SurveySending = { db: Database; clock: Clock; mailer: Mailer; publicUrl: () => string }

/**
 * Sends the letters of surveys that are due, one by one. Each is claimed and committed before it goes to the mail server, so
 * that no two processes send it; one whose fate is not known is never sent again. None leaves for a survey that has ended, to
 * somebody who has answered, or who asked for no more of them.
 * @returns how many were handed over
 */
export async function sendSurveyLetters({ db, clock, mailer, publicUrl }: SurveySending): Promise<number> {
  await giveUpLost(db, clock.now())
  await takeBackUnwanted(db, clock.now())
  for (let sent = 0; sent < mostInRound; ) {
    const letter = await claim(db, clock.now())
    if (!letter) return sent
    const delivery = await mailer.send(await mailOf({ db, from: mailer.from, publicUrl: publicUrl() }, letter))
    await record(db, letter, delivery, { now: clock.now(), by: mailer.delivery })
    if (delivery.outcome === 'sent') sent += 1
    if (delivery.outcome === 'unreached') return sent
  }
  return mostInRound
}

async function claim(db: Database, now: Date): Promise<Waiting | null> {
  const { rows } = await sql<Waiting>`
    update survey_letters set sending_since = ${now}, attempts = attempts + 1
    where (invitation_id, number) = (
      select invitation_id, number from survey_letters
      where sent_at is null and failure is null and cancelled_at is null and sending_since is null and next_attempt_at <= ${now}
      order by next_attempt_at limit 1 for update skip locked)
    returning invitation_id, number, to_address, language, subject, body, attempts`.execute(db)
  return rows[0] ?? null
}

/** Letters that wait and must not leave any more. */
async function takeBackUnwanted(db: Database, now: Date): Promise<void> {
  await sql`
    update survey_letters l set cancelled_at = ${now} from survey_invitations i join surveys s on s.id = i.survey_id
    where i.id = l.invitation_id and l.sent_at is null and l.failure is null and l.cancelled_at is null and l.sending_since is null
      and (s.ended_at is not null or i.answered_on is not null
        or exists (select 1 from stopped_surveys stopped where stopped.address = i.email))`.execute(db)
}

type Composing = { db: Database; from: string; publicUrl: string }

async function mailOf({ db, from, publicUrl }: Composing, letter: Waiting): Promise<Mail> {
  const { language, subject, body } = letter
  const link = `${publicUrl}${surveyPath(await surveyTokenOf(db, letter.invitation_id))}`
  const stopLink = `${link}/stop`
  const plain = body.replaceAll(linkMark, link)
  return {
    to: letter.to_address,
    subject,
    text: `${plain}\n${text(language, 'letter.stop_news')}: ${stopLink}\n`,
    html: letterHtml({ language, subject, body, link, stopLink, button: text(language, 'survey.letter.open') }),
    messageId: `<${letter.invitation_id}.survey.${letter.number}@${domainOf(addressIn(from))}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Unsubscribe': `<${stopLink}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}

type At = { now: Date; by: Mailer['delivery'] }

async function record(db: Database, letter: Waiting, delivery: Delivery, { now, by }: At): Promise<void> {
  const which = sql`invitation_id = ${letter.invitation_id} and number = ${letter.number}`
  if (delivery.outcome === 'sent') {
    await sql`
      update survey_letters set sent_at = ${now}, delivery = ${by}, sending_since = null, last_refusal = null where ${which}`.execute(
      db,
    )
    return
  }
  const { outcome, reason } = delivery
  const next = outcome === 'unsure' || outcome === 'rejected' ? null : nextAttempt(letter.attempts, now)
  const failure = next ? null : `${outcome}: ${reason}`
  await sql`
    update survey_letters set sending_since = null, failure = ${failure}, last_refusal = ${reason},
      next_attempt_at = coalesce(${next}::timestamptz, next_attempt_at) where ${which}`.execute(db)
}

async function giveUpLost(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - lostAfterMinutes * 60_000)
  await sql`
    update survey_letters set sending_since = null, failure = 'unsure: the server ended while the letter was being sent'
    where sending_since < ${before} and sent_at is null`.execute(db)
}
