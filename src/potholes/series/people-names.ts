import { sql } from 'kysely'
import { wordsIn } from '../../language/index.ts'
import type { Database, Tx } from '../../platform/database/index.ts'

/**
 * Tells whether a word (lower case) is part of a name: of anybody who works here, or of the customers of these complaints.
 * Such a word is never shown as what complaints have in common.
 */
export async function namesIn(db: Database | Tx, complaintIds: string[] = []): Promise<(word: string) => boolean> {
  const { rows } = await sql<{ name: string }>`
    select name from people
    union select u.name from complaints c join customers u on u.id = c.customer_id
      where c.id = any (${complaintIds}::uuid[]) and u.name is not null`.execute(db)
  const names = new Set(rows.flatMap(({ name }) => wordsIn(name)))
  return (word) => names.has(word)
}
