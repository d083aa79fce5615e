import { sql } from 'kysely'
import { letterHtml } from '../../complaints/letters/letter-page.tsx'
import { addressIn, domainOf, nextAttempt } from '../../complaints/letters/rules.ts'
import { readSettings } from '../../complaints/letters/settings.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Mail, Mailer } from '../../platform/mailer.ts'
import { sendDue } from '../../platform/outgoing.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { stopToldPath } from './links.ts'
import type { ToldStage } from './rules.ts'

type Leaving = {
  listed_id: string
  stage: ToldStage
  to_address: string
  language: Language
  subject: string
  body: string
}
type Sending = { db: Database; clock: Clock; mailer: Mailer; publicUrl: () => string }

/**
 * Sends the letters to those of a list that are due, each once; to nobody who asked for no more of them. Those to customers who
 * complained leave with the letters of their complaints.
 * @returns how many were handed over
 */
export async function sendToldLetters({ db, clock, mailer, publicUrl }: Sending): Promise<number> {
  const write = (letter: Leaving) => mailOf({ db, from: mailer.from, publicUrl: publicUrl() }, letter)
  return sendDue(
    { db, clock, mailer },
    { table: 'told_letters', key: ['listed_id', 'stage'], write, tryAgain: nextAttempt },
  )
}

type Composing = { db: Database; from: string; publicUrl: string }

async function mailOf({ db, from, publicUrl }: Composing, letter: Leaving): Promise<Mail | null> {
  const { listed_id: listedId, stage, to_address: to, language, subject, body } = letter
  const { rows } = await sql`select 1 from stopped_told where address = ${to}`.execute(db)
  if (rows.length > 0) return null
  const stopLink = `${publicUrl}${await stopToldPath(db, listedId)}`
  const { replyAddress } = await readSettings(db)
  return {
    to,
    subject,
    text: `${body}\n${text(language, 'letter.stop_news')}: ${stopLink}\n`,
    html: letterHtml({ language, subject, body, link: publicUrl, stopLink }),
    messageId: `<${listedId}.told_${stage}.1@${domainOf(addressIn(from))}>`,
    ...(replyAddress && { replyTo: replyAddress }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Unsubscribe': `<${stopLink}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}
