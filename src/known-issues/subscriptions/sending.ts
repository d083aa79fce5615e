import { sql } from 'kysely'
import { letterHtml } from '../../complaints/letters/letter-page.tsx'
import { addressIn, domainOf, linkMark, nextAttempt } from '../../complaints/letters/rules.ts'
import { findOrganization } from '../../people/organization.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Mail, Mailer } from '../../platform/mailer.ts'
import { sendDue } from '../../platform/outgoing.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { issuePath, publishedAt, type PublishedRow, toPublic } from '../issues/published.ts'
import { newsPath, newsTokenOf } from './links.ts'

type Sending = { db: Database; clock: Clock; mailer: Mailer; publicUrl: () => string }
type Waiting = { subscription_id: string; number: number; attempts: number }
type Reader = { address: string; language: Language; slug: string }

/**
 * Sends the letters about known issues that are due, each once. None leaves for one that was withdrawn meanwhile, or to somebody
 * who ended the news.
 * @returns how many were handed over
 */
export async function sendIssueLetters({ db, clock, mailer, publicUrl }: Sending): Promise<number> {
  const write = (letter: Waiting) => mailOf(db, letter, { from: mailer.from, publicUrl: publicUrl(), now: clock.now() })
  const outbox = {
    table: 'known_issue_letters',
    key: ['subscription_id', 'number'],
    write,
    tryAgain: nextAttempt,
  } as const
  return sendDue({ db, clock, mailer }, outbox)
}

async function readerOf(db: Database, subscriptionId: string): Promise<Reader | null> {
  const { rows } = await sql<Reader>`
    select s.address, s.language, k.slug from known_issue_subscriptions s join known_issues k on k.id = s.known_issue_id
    where s.id = ${subscriptionId}`.execute(db)
  return rows[0] ?? null
}

type Composing = { from: string; publicUrl: string; now: Date }

async function mailOf(db: Database, letter: Waiting, { from, publicUrl, now }: Composing): Promise<Mail | null> {
  const reader = await readerOf(db, letter.subscription_id)
  if (!reader) return null
  const { address, language, slug } = reader
  const [issue, organization] = await Promise.all([publishedAt(db, slug), findOrganization(db)])
  if (!issue || issue === 'withdrawn') return null
  const own = `${publicUrl}${newsPath(await newsTokenOf(db, letter.subscription_id))}`
  const isAsking = letter.number === 0
  const link = isAsking ? own : `${publicUrl}${issuePath(issue.slug)}?language=${language}`
  const stopLink = isAsking ? null : `${own}/stop`
  const told = { issue, company: organization?.name ?? '', language, now, publicUrl }
  const { subject, body } = isAsking ? askingWords(told) : newsWords(told)
  const plain = body.replaceAll(linkMark, link)
  const button = text(language, isAsking ? 'known.letter.confirm.button' : 'known.letter.news.button')
  return {
    to: address,
    subject,
    text: stopLink ? `${plain}\n${text(language, 'letter.stop_news')}: ${stopLink}\n` : plain,
    html: letterHtml({ language, subject, body, link, stopLink, button }),
    messageId: `<${letter.subscription_id}.known.${letter.number}.${letter.attempts}@${domainOf(addressIn(from))}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(stopLink && {
        'List-Unsubscribe': `<${stopLink}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}

type Told = { issue: PublishedRow; company: string; language: Language; now: Date; publicUrl: string }

function askingWords({ issue, company, language, ...telling }: Told): { subject: string; body: string } {
  const { title } = toPublic(issue, { language, ...telling })
  return {
    subject: text(language, 'known.letter.confirm.subject', { title }),
    body: text(language, 'known.letter.confirm.body', { title, company, link: linkMark }),
  }
}

function newsWords({ issue, company, language, ...telling }: Told): { subject: string; body: string } {
  const { title, stateWords, repair, workaround, state } = toPublic(issue, { language, ...telling })
  const said = [repair, ...(state !== 'proven' && workaround ? [workaround] : [])].filter(Boolean).join('\n\n')
  return {
    subject: text(language, 'known.letter.news.subject', { title }),
    body: text(language, 'known.letter.news.body', {
      title,
      company,
      state: stateWords,
      hasSaid: said ? 'yes' : 'no',
      said,
      link: linkMark,
    }),
  }
}
