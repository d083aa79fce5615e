import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { log } from '../../platform/log.ts'
import type { Delivery, Mailer } from '../../platform/mailer.ts'
import { appendEvents, lockComplaint } from '../events.ts'
import { type Composing, composeMail, type LeavingLetter } from './compose.ts'
import { nextAttempt } from './rules.ts'

type Waiting = LeavingLetter & { attempts: number }

/** A letter that has been "being sent" so long was left by a process that ended: nobody knows whether it went out. */
const lostAfterMinutes = 15
/** In one round, so that letters kept here do not take the machine for themselves. */
const mostKept = 50

export type Sending = {
  db: Database
  clock: Clock
  mailer: Mailer
  files: FileStore
  /** Where customers reach the product, without a slash at the end. */
  publicUrl: () => string
}

/**
 * Sends the letters that are due, one by one. Each is claimed and committed before it goes to the mail server, so that no
 * two processes send it; one whose fate is not known is never sent again but shown to a person. When the server is not there, the
 * others wait for the next round.
 * @returns how many were handed over
 */
export async function sendLetters({ db, clock, mailer, files, publicUrl }: Sending): Promise<number> {
  await giveUpLost(db, clock.now())
  const most = mailer.delivery === 'mailbox' ? mostKept : Number.POSITIVE_INFINITY
  for (let sent = 0; sent < most; ) {
    const letter = await claim(db, clock.now())
    if (!letter) return sent
    const delivery = await deliver({ db, files, mailer, publicUrl: publicUrl() }, letter)
    await record(db, letter, delivery, { now: clock.now(), by: mailer.delivery })
    if (delivery.outcome === 'sent') sent += 1
    if (delivery.outcome === 'unreached') return sent
  }
  return most
}

/** What cannot even be written (a fault of ours) has not left: it is tried again, and does not hold up the others. */
async function deliver(composing: Composing & { mailer: Mailer }, letter: Waiting): Promise<Delivery> {
  const mail = await composeMail(composing, letter).catch((error: unknown) => {
    log.error('a letter could not be written', { error, complaint: letter.complaint_id, kind: letter.kind })
    return null
  })
  return mail
    ? composing.mailer.send(mail)
    : { outcome: 'refused', reason: 'the letter could not be written; see the log' }
}

async function claim(db: Database, now: Date): Promise<Waiting | null> {
  const { rows } = await sql<Waiting>`
    update letters set sending_since = ${now}, attempts = attempts + 1
    where (complaint_id, kind, occasion) = (
      select complaint_id, kind, occasion from letters
      where sent_at is null and failure is null and cancelled_at is null and sending_since is null and next_attempt_at <= ${now}
      order by next_attempt_at limit 1 for update skip locked)
    returning complaint_id, kind, occasion, to_address, language, subject, body, author_id, message_id, attempts`.execute(
    db,
  )
  return rows[0] ?? null
}

type At = { now: Date; by: Mailer['delivery'] }

async function record(db: Database, letter: Waiting, delivery: Delivery, { now, by }: At): Promise<void> {
  if (delivery.outcome === 'sent') return finish(db, letter, { sentAt: now, failure: null, by }, now)
  const { outcome, reason } = delivery
  const isOver = outcome === 'unsure' || outcome === 'rejected'
  const next = isOver ? null : nextAttempt(letter.attempts, now)
  if (!next) return finish(db, letter, { sentAt: null, failure: `${outcome}: ${reason}`, by: null }, now)
  await sql`
    update letters set sending_since = null, next_attempt_at = ${next}, last_refusal = ${reason}
    where complaint_id = ${letter.complaint_id} and kind = ${letter.kind} and occasion = ${letter.occasion}`.execute(db)
}

type Which = Pick<Waiting, 'complaint_id' | 'kind' | 'occasion'>
type End = { sentAt: Date | null; failure: string | null; by: Mailer['delivery'] | null }

async function finish(db: Database, letter: Which, end: End, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const complaint = await lockComplaint(tx, letter.complaint_id)
    await sql`
      update letters set sent_at = ${end.sentAt}, failure = ${end.failure}, delivery = ${end.by}, sending_since = null,
        last_refusal = null
      where complaint_id = ${letter.complaint_id} and kind = ${letter.kind} and occasion = ${letter.occasion}`.execute(
      tx,
    )
    const kind = !end.sentAt ? 'letter_failed' : end.by === 'mailbox' ? 'letter_kept' : 'letter_sent'
    const detail = { letter: letter.kind }
    await appendEvents(tx, complaint, [{ kind, at: now, actor: { kind: 'system', id: null }, detail }], now)
    if (end.failure)
      await notify(tx, {
        personIds: [complaint.ownerId],
        kind: 'letter_failed',
        complaintId: complaint.id,
        detail,
        now,
      })
  })
}

async function giveUpLost(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - lostAfterMinutes * 60_000)
  const { rows } =
    await sql<Which>`select complaint_id, kind, occasion from letters where sending_since < ${before} and sent_at is null`.execute(
      db,
    )
  for (const letter of rows) {
    const failure = 'unsure: the server ended while the letter was being sent'
    await finish(db, letter, { sentAt: null, failure, by: null }, now)
  }
}
