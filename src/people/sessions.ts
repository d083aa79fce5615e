import { sql } from 'kysely'
import { type Database, prepared, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { recheckListener } from '../platform/live/index.ts'
import { Problem } from '../platform/problem.ts'
import { isPassword } from './passwords.ts'
import { type Role, secondsToWait, sessionDays } from './rules.ts'
import { hashOf, newToken } from './tokens.ts'

export type SignedIn = { id: string; name: string; role: Role; language: 'en' | 'ru' }

/** Starts a session and returns its token, which is stored hashed only. The database refuses an inactive person. */
export async function startSession(db: Database | Tx, personId: string, now: Date): Promise<string> {
  const token = newToken()
  const expires = new Date(now.getTime() + sessionDays * 86_400_000)
  await sql`delete from sessions where person_id = ${personId} and expires_at < ${now}`.execute(db)
  await sql`insert into sessions (token_hash, person_id, created_at, expires_at) values (${hashOf(token)}, ${personId}, ${now}, ${expires})`.execute(
    db,
  )
  return token
}

/** Whose session this is, or null when it has ended. */
export async function findSession(db: Database, token: string, now: Date): Promise<SignedIn | null> {
  const { rows } = await sql<SignedIn>`${prepared}
    select p.id, p.name, p.role, p.language from sessions s join people p on p.id = s.person_id
    where s.token_hash = ${hashOf(token)} and s.expires_at > ${now}`.execute(db)
  return rows[0] ?? null
}

export async function endSession(db: Database, token: string): Promise<void> {
  const { rows } = await sql<{
    person_id: string
  }>`delete from sessions where token_hash = ${hashOf(token)} returning person_id`.execute(db)
  for (const { person_id } of rows) recheckListener(db, person_id)
}

/**
 * Checks e-mail and password. One answer for every failure, as slow for a stranger as for one of us; an address that
 * failed too often waits, whatever machine asks.
 * @throws Problem sign_in_failed, too_many_sign_ins
 */
export async function checkPassword(db: Database, email: string, password: string, now: Date): Promise<string> {
  const subject = email.trim().toLowerCase()
  await countAttempt(db, subject, now)
  const { rows } = await sql<{ id: string; password_hash: string | null }>`
    select id, password_hash from people where lower(email) = ${subject} and active`.execute(db)
  const [person] = rows
  const isRight = await isPassword(password, person?.password_hash ?? null)
  if (!person || !isRight)
    throw new Problem(
      'unauthenticated',
      'sign_in_failed',
      {},
      { fields: [{ field: 'password', message: 'sign_in_failed' }] },
    )
  await sql`delete from sign_in_failures where subject = ${subject}`.execute(db)
  return person.id
}

/** Counts as failed until it succeeds: of many attempts at once, each sees the others before a password is looked at. */
async function countAttempt(db: Database, subject: string, now: Date): Promise<void> {
  const id = newId()
  await sql`delete from sign_in_failures where at < ${new Date(now.getTime() - 86_400_000)}`.execute(db)
  await sql`insert into sign_in_failures (id, subject, at) values (${id}, ${subject}, ${now})`.execute(db)
  const { rows: others } = await sql<{
    at: Date
  }>`select at from sign_in_failures where subject = ${subject} and id <> ${id}`.execute(db)
  const times = others.map((each) => each.at)
  const seconds = secondsToWait(times, now)
  if (seconds === 0) return
  // Who is made to wait does not wait longer for having asked.
  await sql`delete from sign_in_failures where id = ${id}`.execute(db)
  throw new Problem('too_many', 'too_many_sign_ins', {}, { retryAfter: seconds })
}

/**
 * Makes sure that whoever sits at the screen knows the password of the person signed in there. Failures count as failed
 * sign-ins do. @throws Problem person_needed for a caller that is no person, password_wrong, too_many_sign_ins
 */
export async function requirePassword(db: Database, personId: string, password: string, now: Date): Promise<void> {
  const { rows } = await sql<{ email: string }>`select email from people where id = ${personId}`.execute(db)
  if (!rows[0]) throw new Problem('forbidden', 'person_needed')
  await checkPassword(db, rows[0].email, password, now).catch((error) => {
    const isWrong = error instanceof Problem && error.key === 'sign_in_failed'
    throw isWrong
      ? new Problem(
          'forbidden',
          'password_wrong',
          {},
          { fields: [{ field: 'current', message: 'password_wrong' }], cause: error },
        )
      : error
  })
}
