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

/**
 * Holds the company's row until the transaction ends: changes that must leave someone an administrator pass one by one, or
 * two who end each other's role at once would leave none.
 */
export async function takeTurns(tx: Tx): Promise<void> {
  await sql`select 1 from organization for update`.execute(tx)
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
