import { sql } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import type { Delivery, Mailer } from '../../platform/mailer.ts'
import { appendEvents, lockComplaint } from '../events.ts'
import { linkPath, linkTokenOf } from '../links.ts'
import { linkMark } from './queue.ts'

type Waiting = {
  complaint_id: string
  kind: string
  occasion: number
  to_address: string
  subject: string
  body: string
  attempts: number
}

/** Minutes until a letter is tried again after so many attempts; after the last it waits for a person. */
const backOffMinutes = [1, 5, 15, 60, 240, 720, 1440] as const
/** A letter that has been "being sent" so long was left by a process that ended: nobody knows whether it went out. */
const lostAfterMinutes = 15

export type Sending = {
  db: Database
  clock: Clock
  mailer: Mailer
  /** Where customers reach the product, without a slash at the end. */
  publicUrl: () => string
}

/**
 * Sends the letters that are due, one by one. Each is claimed and committed before it goes to the mail server, so that no
 * two processes send it; one whose fate is not known is never sent again but shown to a person.
 * @returns how many were handed over
 */
export async function sendLetters({ db, clock, mailer, publicUrl }: Sending): Promise<number> {
  await giveUpLost(db, clock.now())
  for (let sent = 0; ; sent++) {
    const letter = await claim(db, clock.now())
    if (!letter) return sent
    const messageId = `<${letter.complaint_id}.${letter.kind}.${letter.occasion}@amends>`
    const text = letter.body.includes(linkMark)
      ? letter.body.replaceAll(linkMark, `${publicUrl()}${linkPath(await linkTokenOf(db, letter.complaint_id))}`)
      : letter.body
    const delivery = await mailer.send({ to: letter.to_address, subject: letter.subject, text, messageId })
    await record(db, letter, delivery, clock.now())
  }
}

async function claim(db: Database, now: Date): Promise<Waiting | null> {
  const { rows } = await sql<Waiting>`
    update letters set sending_since = ${now}, attempts = attempts + 1
    where (complaint_id, kind, occasion) = (
      select complaint_id, kind, occasion from letters
      where sent_at is null and failure is null and cancelled_at is null and sending_since is null and next_attempt_at <= ${now}
      order by next_attempt_at limit 1 for update skip locked)
    returning complaint_id, kind, occasion, to_address, subject, body, attempts`.execute(db)
  return rows[0] ?? null
}

async function record(db: Database, letter: Waiting, delivery: Delivery, now: Date): Promise<void> {
  if (delivery.outcome === 'sent') return finish(db, letter, { sentAt: now, failure: null }, now)
  const wait = backOffMinutes[letter.attempts - 1]
  const isOver = delivery.outcome === 'unsure' || wait === undefined
  if (isOver) return finish(db, letter, { sentAt: null, failure: `${delivery.outcome}: ${delivery.reason}` }, now)
  await sql`
    update letters set sending_since = null, next_attempt_at = ${new Date(now.getTime() + wait * 60_000)}
    where complaint_id = ${letter.complaint_id} and kind = ${letter.kind} and occasion = ${letter.occasion}`.execute(db)
}

async function finish(
  db: Database,
  letter: Pick<Waiting, 'complaint_id' | 'kind' | 'occasion'>,
  end: { sentAt: Date | null; failure: string | null },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const complaint = await lockComplaint(tx, letter.complaint_id)
    await sql`
      update letters set sent_at = ${end.sentAt}, failure = ${end.failure}, sending_since = null
      where complaint_id = ${letter.complaint_id} and kind = ${letter.kind} and occasion = ${letter.occasion}`.execute(
      tx,
    )
    const kind = end.sentAt ? 'letter_sent' : 'letter_failed'
    await appendEvents(
      tx,
      complaint,
      [{ kind, at: now, actor: { kind: 'system', id: null }, detail: { letter: letter.kind } }],
      now,
    )
  })
}

async function giveUpLost(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - lostAfterMinutes * 60_000)
  const { rows } =
    await sql<Waiting>`select complaint_id, kind, occasion from letters where sending_since < ${before} and sent_at is null`.execute(
      db,
    )
  for (const letter of rows) {
    await finish(db, letter, { sentAt: null, failure: 'unsure: the server ended while the letter was being sent' }, now)
  }
}
