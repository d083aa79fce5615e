import { sql } from 'kysely'
import { letterHtml } from '../../complaints/letters/letter-page.tsx'
import { addressIn, domainOf, linkMark, nextAttempt } from '../../complaints/letters/rules.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Mail, Mailer } from '../../platform/mailer.ts'
import { sendDue } from '../../platform/outgoing.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { surveyPath, surveyTokenOf } from './links.ts'

type Waiting = {
  invitation_id: string
  number: number
  to_address: string
  language: Language
  subject: string
  body: string
}
type SurveySending = { db: Database; clock: Clock; mailer: Mailer; publicUrl: () => string }

/**
 * Sends the letters of surveys that are due, each once. None leaves for a survey that has ended, to somebody who has answered,
 * or who asked for no more of them.
 * @returns how many were handed over
 */
export async function sendSurveyLetters({ db, clock, mailer, publicUrl }: SurveySending): Promise<number> {
  await takeBackUnwanted(db, clock.now())
  const write = (letter: Waiting) => mailOf({ db, from: mailer.from, publicUrl: publicUrl() }, letter)
  const outbox = { table: 'survey_letters', key: ['invitation_id', 'number'], write, tryAgain: nextAttempt } as const
  return sendDue({ db, clock, mailer }, outbox)
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
