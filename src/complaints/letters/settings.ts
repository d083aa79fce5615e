import { sql } from 'kysely'
import { type Database, onlyRow, type Tx } from '../../platform/database/index.ts'

/** Where answers to letters go (null: to the address they come from), and where the tag stands that says which complaint they are for. */
export type LetterSettings = { replyAddress: string | null; tagIn: 'address' | 'subject' }

/** How letters ask for answers. */
export async function readSettings(db: Database | Tx): Promise<LetterSettings> {
  return onlyRow(
    await sql<LetterSettings>`select reply_address as "replyAddress", tag_in as "tagIn" from letter_settings`.execute(
      db,
    ),
  )
}

/** Changes how letters ask for answers, from the next one that leaves. */
export async function changeSettings(db: Database, { replyAddress, tagIn }: LetterSettings): Promise<void> {
  await sql`update letter_settings set reply_address = ${replyAddress}, tag_in = ${tagIn}`.execute(db)
}
