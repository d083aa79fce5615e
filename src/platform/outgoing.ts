import { type RawBuilder, sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Database } from './database/index.ts'
import { log } from './log.ts'
import type { Delivery, Mail, Mailer } from './mailer.ts'

/** A letter being sent for so long was left by a process that ended: nobody knows whether it went out. */
const lostAfterMinutes = 15
/** In one round, so that many letters do not hold up other work. */
const mostInRound = 200

/**
 * Letters that wait in a table of their own. It has the columns attempts, next_attempt_at, sending_since, sent_at, cancelled_at,
 * failure, last_refusal and delivery; see 0028_silent_customers.sql.
 */
export type Outbox<Letter> = {
  table: string
  /** The columns that tell its letters apart. */
  key: readonly (keyof Letter & string)[]
  /** The letter as it leaves; null: it must not leave any more. */
  write: (letter: Letter) => Promise<Mail | null>
  /** When a letter that was tried so often is tried again; null: it has failed. */
  tryAgain: (attempts: number, now: Date) => Date | null
}
type Sending = { db: Database; clock: Clock; mailer: Mailer }
type Tried = { attempts: number }

/**
 * Sends the letters of a table that are due, one by one. Each is claimed and committed before it goes to the mail server, so that
 * no two processes send it; one whose fate is not known is never sent again. When the server is not there, the others wait.
 * @returns how many were handed over
 */
export async function sendDue<Letter extends object>(
  { db, clock, mailer }: Sending,
  outbox: Outbox<Letter>,
): Promise<number> {
  await giveUpLost(db, outbox.table, clock.now())
  for (let sent = 0; sent < mostInRound; ) {
    const letter = await claim(db, outbox, clock.now())
    if (!letter) return sent
    const mail = await written(outbox, letter)
    if (mail === null) {
      await change(db, outbox, letter, sql`cancelled_at = ${clock.now()}`)
      continue
    }
    const delivery = mail ? await mailer.send(mail) : unwritten
    await record(db, outbox, letter, { delivery, by: mailer.delivery, now: clock.now() })
    if (delivery.outcome === 'sent') sent += 1
    if (delivery.outcome === 'unreached') return sent
  }
  return mostInRound
}

/** What cannot even be written (a fault of ours) has not left: it is tried again, and does not hold up the others. */
const unwritten: Delivery = { outcome: 'refused', reason: 'the letter could not be written; see the log' }

async function written<Letter extends object>(
  { table, write }: Outbox<Letter>,
  letter: Letter,
): Promise<Mail | null | undefined> {
  return write(letter).catch((error: unknown) => {
    log.error('a letter could not be written', { error, table })
    return undefined
  })
}

async function claim<Letter extends object>(
  db: Database,
  { table, key }: Outbox<Letter>,
  now: Date,
): Promise<(Letter & Tried) | null> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  const { rows } = await sql<Letter & Tried>`
    update ${sql.table(table)} set sending_since = ${now}, attempts = attempts + 1
    where (${columns}) = (
      select ${columns} from ${sql.table(table)}
      where sent_at is null and failure is null and cancelled_at is null and sending_since is null and next_attempt_at <= ${now}
      order by next_attempt_at limit 1 for update skip locked)
    returning *`.execute(db)
  return rows[0] ?? null
}

type End = { delivery: Delivery; by: Mailer['delivery']; now: Date }

async function record<Letter extends object>(
  db: Database,
  outbox: Outbox<Letter>,
  letter: Letter & Tried,
  { delivery, by, now }: End,
): Promise<void> {
  if (delivery.outcome === 'sent')
    return change(db, outbox, letter, sql`sent_at = ${now}, delivery = ${by}, last_refusal = null`)
  const { outcome, reason } = delivery
  const next = outcome === 'unsure' || outcome === 'rejected' ? null : outbox.tryAgain(letter.attempts, now)
  const failure = next ? null : `${outcome}: ${reason}`
  await change(
    db,
    outbox,
    letter,
    sql`failure = ${failure}, last_refusal = ${reason}, next_attempt_at = coalesce(${next}::timestamptz, next_attempt_at)`,
  )
}

/** Whatever became of it: it is not being sent any more. */
async function change<Letter extends object>(
  db: Database,
  { table, key }: Outbox<Letter>,
  letter: Letter,
  values: RawBuilder<unknown>,
): Promise<void> {
  const which = sql.join(
    key.map((column) => sql`${sql.ref(column)} = ${letter[column]}`),
    sql` and `,
  )
  await sql`update ${sql.table(table)} set sending_since = null, ${values} where ${which}`.execute(db)
}

async function giveUpLost(db: Database, table: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - lostAfterMinutes * 60_000)
  await sql`
    update ${sql.table(table)} set sending_since = null, failure = 'unsure: the server ended while the letter was being sent'
    where sending_since < ${before} and sent_at is null`.execute(db)
}
