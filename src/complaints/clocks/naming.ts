import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type Language, text } from '../../platform/texts/index.ts'

/**
 * Names the calendar and the regime that come with the product in the company's language, when the company is made. From then on
 * the names are the company's own words.
 */
export async function nameShipped(tx: Tx, language: Language): Promise<void> {
  await sql`update calendars set name = ${text(language, 'clocks.shipped_calendar')} where preset = 'office'`.execute(
    tx,
  )
  await sql`update regimes set name = ${text(language, 'clocks.shipped_regime')} where preset = 'own'`.execute(tx)
}
