import { sql } from 'kysely'
import { letterHtml } from '../../complaints/letters/letter-page.tsx'
import { addressIn, domainOf, linkMark, nextAttempt } from '../../complaints/letters/rules.ts'
import { findOrganization } from '../../people/organization.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Delivery, Mail, Mailer } from '../../platform/mailer.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { issuePath, publishedAt, type PublishedRow, toPublic } from '../issues/published.ts'
import { newsPath, newsTokenOf } from './links.ts'

type Waiting = { id: string; number: number; address: string; language: Language; slug: string; attempts: number }
type Sending = { db: Database; clock: Clock; mailer: Mailer; publicUrl: () => string }

/** As with other letters: one "being sent" for so long was left by a process that ended. */
const lostAfterMinutes = 15
/** In one round, so that a known issue with many readers does not hold up other work. */
const mostInRound = 200

/**
 * Sends the letters about known issues that are due, one by one. Each is claimed and committed before it goes to the mail
 * server, so that no two processes send it; one whose fate is not known is never sent again. What was withdrawn meanwhile is
 * told to nobody.
 * @returns how many were handed over
 */
export async function sendIssueLetters({ db, clock, mailer, publicUrl }: Sending): Promise<number> {
  await giveUpLost(db, clock.now())
  await dropWithdrawn(db)
  for (let sent = 0; sent < mostInRound; ) {
    const letter = await claim(db, clock.now())
    if (!letter) return sent
    const mail = await mailOf(db, letter, { from: mailer.from, publicUrl: publicUrl(), now: clock.now() })
    if (!mail) {
      await sql`delete from known_issue_letters where ${which(letter)}`.execute(db)
      continue
    }
    const delivery = await mailer.send(mail)
    await record(db, letter, delivery, { now: clock.now(), by: mailer.delivery })
    if (delivery.outcome === 'sent') sent += 1
    if (delivery.outcome === 'unreached') return sent
  }
  return mostInRound
}

async function claim(db: Database, now: Date): Promise<Waiting | null> {
  const { rows } = await sql<Waiting>`
    with claimed as (
      update known_issue_letters set sending_since = ${now}, attempts = attempts + 1
      where (subscription_id, number) = (
        select subscription_id, number from known_issue_letters
        where sent_at is null and failure is null and sending_since is null and next_attempt_at <= ${now}
        order by next_attempt_at limit 1 for update skip locked)
      returning subscription_id, number, attempts)
    select s.id, c.number, s.address, s.language, k.slug, c.attempts
    from claimed c join known_issue_subscriptions s on s.id = c.subscription_id join known_issues k on k.id = s.known_issue_id`.execute(
    db,
  )
  return rows[0] ?? null
}

async function dropWithdrawn(db: Database): Promise<void> {
  await sql`
    delete from known_issue_letters l using known_issue_subscriptions s, known_issues k
    where s.id = l.subscription_id and k.id = s.known_issue_id and k.shown is null
      and l.sent_at is null and l.failure is null and l.sending_since is null`.execute(db)
}

const which = ({ id, number }: Waiting) => sql`subscription_id = ${id} and number = ${number}`

type Composing = { from: string; publicUrl: string; now: Date }

/** Null when the known issue was withdrawn meanwhile. */
async function mailOf(db: Database, letter: Waiting, { from, publicUrl, now }: Composing): Promise<Mail | null> {
  const { language, slug } = letter
  const [issue, organization] = await Promise.all([publishedAt(db, slug), findOrganization(db)])
  if (!issue || issue === 'withdrawn') return null
  const own = `${publicUrl}${newsPath(await newsTokenOf(db, letter.id))}`
  const isAsking = letter.number === 0
  const link = isAsking ? own : `${publicUrl}${issuePath(issue.slug)}?language=${language}`
  const stopLink = isAsking ? null : `${own}/stop`
  const told = { issue, company: organization?.name ?? '', language, now, publicUrl }
  const { subject, body } = isAsking ? askingWords(told) : newsWords(told)
  const plain = body.replaceAll(linkMark, link)
  const button = text(language, isAsking ? 'known.letter.confirm.button' : 'known.letter.news.button')
  return {
    to: letter.address,
    subject,
    text: stopLink ? `${plain}\n${text(language, 'letter.stop_news')}: ${stopLink}\n` : plain,
    html: letterHtml({ language, subject, body, link, stopLink, button }),
    messageId: `<${letter.id}.known.${letter.number}.${letter.attempts}@${domainOf(addressIn(from))}>`,
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

type At = { now: Date; by: Mailer['delivery'] }

async function record(db: Database, letter: Waiting, delivery: Delivery, { now, by }: At): Promise<void> {
  if (delivery.outcome === 'sent') {
    await sql`
      update known_issue_letters set sent_at = ${now}, delivery = ${by}, sending_since = null, last_refusal = null
      where ${which(letter)}`.execute(db)
    return
  }
  const { outcome, reason } = delivery
  const next = outcome === 'unsure' || outcome === 'rejected' ? null : nextAttempt(letter.attempts, now)
  const failure = next ? null : `${outcome}: ${reason}`
  await sql`
    update known_issue_letters set sending_since = null, failure = ${failure}, last_refusal = ${reason},
      next_attempt_at = coalesce(${next}::timestamptz, next_attempt_at) where ${which(letter)}`.execute(db)
}

async function giveUpLost(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - lostAfterMinutes * 60_000)
  await sql`
    update known_issue_letters set sending_since = null, failure = 'unsure: the server ended while the letter was being sent'
    where sending_since < ${before} and sent_at is null`.execute(db)
}
