import { sql } from 'kysely'
import { companyTimeZone } from '../../complaints/clocks/time-zone.ts'
import { letterHtml } from '../../complaints/letters/letter-page.tsx'
import { addressIn, domainOf, linkMark, nextAttempt } from '../../complaints/letters/rules.ts'
import type { Role } from '../../people/rules.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Mail, Mailer } from '../../platform/mailer.ts'
import { sendDue } from '../../platform/outgoing.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { dayIn, daysOf } from '../saved-reports/rules.ts'
import { findReport } from '../saved-reports/store.ts'
import type { VoiceDrawer } from '../split/voices.ts'
import { weeklyFigures } from '../weekly/figures.ts'
import { weeklyWords } from '../weekly/words.ts'
import { reportWords } from './report-words.ts'

type Waiting = { id: string; person_id: string; kind: 'report' | 'weekly'; report_id: string | null; due_at: Date }
export type LetterReader = {
  id: string
  name: string
  email: string
  role: Role
  language: Language
  team: { id: string; name: string } | null
}
/** What a letter says, where its button leads, and its files. */
export type LetterWords = Pick<Mail, 'subject' | 'attachments'> & { body: string; link: string; button: string }

export type StaffSending = {
  db: Database
  clock: Clock
  mailer: Mailer
  drawer: VoiceDrawer
  publicUrl: () => string
  /** Whether somebody of this role may read what a letter of this kind holds. */
  mayGet: (kind: Waiting['kind'], role: Role) => boolean
}

/**
 * Sends the letters to people who work here that are due, each once. What is in one is made now, for who they are now: whoever
 * has left, or may not read it any more, gets nothing.
 * @returns how many were handed over
 */
export async function sendStaffLetters(sending: StaffSending): Promise<number> {
  const write = (letter: Waiting) => mailOf(sending, letter)
  return sendDue(sending, { table: 'staff_letters', key: ['id'], write, tryAgain: nextAttempt })
}

async function mailOf(sending: StaffSending, letter: Waiting): Promise<Mail | null> {
  const reader = await readerOf(sending.db, letter.person_id)
  if (!reader || !sending.mayGet(letter.kind, reader.role)) return null
  const words =
    letter.kind === 'weekly'
      ? await weeklyLetter(sending, reader, letter.due_at)
      : await reportLetter(sending, reader, letter)
  if (!words) return null
  const { subject, body, link, button, attachments } = words
  return {
    to: reader.email,
    subject,
    text: body.replaceAll(linkMark, link),
    html: letterHtml({ language: reader.language, subject, body, link, button }),
    messageId: `<${letter.id}.staff@${domainOf(addressIn(sending.mailer.from))}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ...(attachments && { attachments }),
  }
}

/** Somebody who works here still; null when they have left. */
async function readerOf(db: Database, id: string): Promise<LetterReader | null> {
  const { rows } = await sql<LetterReader>`
    select p.id, p.name, p.email, p.role, p.language,
      case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as team
    from people p left join teams t on t.id = p.team_id where p.id = ${id} and p.active`.execute(db)
  return rows[0] ?? null
}

async function weeklyLetter(
  { db, clock, drawer, publicUrl }: StaffSending,
  reader: LetterReader,
  dueAt: Date,
): Promise<LetterWords> {
  const { name, team, language } = reader
  const week = daysOf('last_week', dayIn(await companyTimeZone(db), dueAt))
  const figures = await weeklyFigures(db, reader, { week, now: clock.now(), drawer })
  const words = weeklyWords(figures, { name, team: team?.name ?? null, language, publicUrl: publicUrl() })
  const query = new URLSearchParams({ ...week, ...(team && { team: team.id }) })
  return { ...words, link: `${publicUrl()}/workload?${query}`, button: text(language, 'weekly.open_page') }
}

async function reportLetter(
  { db, clock, drawer, publicUrl }: StaffSending,
  reader: LetterReader,
  letter: Waiting,
): Promise<LetterWords | null> {
  const report = letter.report_id ? await findReport(db, letter.report_id) : null
  if (!report) return null
  const timeZone = await companyTimeZone(db)
  const making = { db, drawer, viewer: reader, language: reader.language, now: clock.now() }
  return reportWords(report, { making, timeZone, dueAt: letter.due_at, publicUrl: publicUrl() })
}
