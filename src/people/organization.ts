import { sql } from 'kysely'
import type { Database, Tx } from '../platform/database/index.ts'

export type Organization = {
  name: string
  language: 'en' | 'ru'
  demonstration: boolean
  /** Hours until the customer hears from us again, unless something sooner is said. */
  updateWithinHours: number
  /** Who owns what no rule routes. */
  lastResortId: string
}

/** The company, or null before it is set up. */
export async function findOrganization(db: Database | Tx): Promise<Organization | null> {
  const { rows } = await sql<Organization>`
    select name, language, demonstration, update_within_hours as "updateWithinHours", last_resort_id as "lastResortId"
    from organization`.execute(db)
  return rows[0] ?? null
}

/** Makes the company. The database allows one. @throws constraint error organization_pkey when there is one already */
export async function insertOrganization(
  tx: Tx,
  { name, language, demonstration, lastResortId }: Omit<Organization, 'updateWithinHours'>,
): Promise<void> {
  await sql`
    insert into organization (name, language, demonstration, last_resort_id)
    values (${name}, ${language}, ${demonstration}, ${lastResortId})`.execute(tx)
}
