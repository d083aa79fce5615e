import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'

/** So long without a complaint, and the records end there: what was imported once has no last year before today. */
const quietDays = 45

/**
 * Until when complaints are known: now or, where none came for long, the end of the month in which the last one did. "The last
 * twelve months" are counted back from there.
 */
export async function knownUntil(db: Database | Tx, now: Date): Promise<Date> {
  const { rows } = await sql<{ last: Date | null }>`
    select max(received_at) as last from complaints where received_at <= ${now}`.execute(db)
  const last = rows[0]?.last
  if (!last || now.getTime() - last.getTime() < quietDays * 86_400_000) return now
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1))
}
